import { atMost, quantile } from '../row.mjs';

const SENTENCES = [
	'A recipe tracker with title, ingredients and rating',
	'A book list with author, pages and status',
	'A plant diary with name, species and last watered date',
	'An expense tracker with amount, category and date',
	'A wine cellar with name, year, country and rating',
	'A workout log with exercise, sets, reps and weight',
];

/** Three times as fast as people type: what is made ready meanwhile must not take longer. */
const KEY_MS = 40;
/** Less than a hand takes from the keys to the mouse, 400 ms in the keystroke-level model of Card, Moran and Newell. */
const HAND_MS = 250;

/** @type {import('../row.mjs').Row} */
export const sentenceRow = {
	id: 'sentence',
	what: 'sentence → running app, starter, warm, from Create to the first thing shown (median)',
	goal: atMost(400, 'ms'),
	measure: async (lab) => {
		const site = await lab.site();
		const page = await lab.settledVisitor(site.origin);
		await page.addInitScript(noteWhenShown);
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
	await page
		.getByRole('textbox', { name: 'Describe what you need' })
		.pressSequentially(sentence, { delay: KEY_MS });
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
	await page.waitForTimeout(HAND_MS);
	await button.click();
	const shownAt = await page
		.frameLocator('iframe[title^="Preview of"]')
		.frameLocator('iframe')
		.locator('#root > *')
		.first()
		.evaluate('window.shownAt');
	return Number(shownAt) - Number(await pressedAt);
}

/** Runs in every frame: a promise of the time at which an app has drawn something, by the clock that all frames share. */
function noteWhenShown() {
	Object.assign(window, {
		shownAt: new Promise((resolve) => {
			const observer = new MutationObserver(() => {
				if (!document.querySelector('#root > *')) return;
				observer.disconnect();
				requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
			});
			observer.observe(document, { childList: true, subtree: true });
		}),
	});
}
