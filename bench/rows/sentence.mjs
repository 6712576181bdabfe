import { atMost, quantile } from '../row.mjs';

const SENTENCES = [
	'A recipe tracker with title, ingredients and rating',
	'A book list with author, pages and status',
	'A plant diary with name, species and last watered date',
	'An expense tracker with amount, category and date',
	'A wine cellar with name, year, country and rating',
	'A workout log with exercise, sets, reps and weight',
];

/** @type {import('../row.mjs').Row} */
export const sentenceRow = {
	id: 'sentence',
	what: 'sentence → running app, starter, warm (median)',
	goal: atMost(400, 'ms'),
	measure: async (lab) => {
		const site = await lab.site();
		const page = await lab.settledVisitor(site.origin);
		/** @type {number[]} */
		const samples = [];
		for (const sentence of SENTENCES) samples.push(await create(page, site.origin, sentence));
		// The first one loads what the later ones find warm.
		return { value: quantile(samples.slice(1), 0.5), unit: 'ms', samples };
	},
};

/**
 * From the press of Create until the app inside the sandbox shows something, by the clock that all frames share.
 * @param {import('@playwright/test').Page} page @param {string} origin @param {string} sentence
 */
async function create(page, origin, sentence) {
	await page.goto(origin);
	await page.getByRole('textbox', { name: 'Describe what you need' }).fill(sentence);
	const button = page.getByRole('button', { name: 'Create', exact: true });
	const pressedAt = button.evaluate(
		(element) =>
			new Promise((resolve) => {
				element.addEventListener('click', () => resolve(performance.timeOrigin + performance.now()), {
					capture: true,
					once: true,
				});
			}),
	);
	await button.click();
	const shownAt = await page
		.frameLocator('iframe[title^="Preview of"]')
		.frameLocator('iframe')
		.locator('#root > *')
		.first()
		.evaluate(
			() =>
				new Promise((resolve) => {
					requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
				}),
		);
	return Number(shownAt) - Number(await pressedAt);
}
