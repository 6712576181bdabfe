import { atMost, quantile } from '../row.mjs';

const STARTS = 9;

/** @type {import('../row.mjs').Row} */
export const warmStartRow = {
	id: 'warm-start',
	what: 'warm start with the host gone, until the composer can be used (median)',
	goal: atMost(300, 'ms'),
	measure: async (lab) => {
		const site = await lab.site();
		const page = await lab.settledVisitor(site.origin);
		await site.close();
		await page.addInitScript(noteWhenUsable);
		/** @type {number[]} */
		const samples = [];
		for (let i = 0; i < STARTS; i++) {
			await page.goto(site.origin);
			samples.push(await page.evaluate('window.usableAt'));
		}
		return { value: quantile(samples, 0.5), unit: 'ms', samples };
	},
};

/** Runs in the page: a promise of the time since navigation at which the composer takes text and has been painted. */
export function noteWhenUsable() {
	Object.assign(window, {
		usableAt: new Promise((resolve) => {
			const look = () => {
				const composer = document.querySelector('textarea:not([disabled]), [role="textbox"]');
				if (!composer) return false;
				requestAnimationFrame(() => resolve(performance.now()));
				return true;
			};
			const observer = new MutationObserver(() => {
				if (look()) observer.disconnect();
			});
			observer.observe(document, { childList: true, subtree: true, attributes: true });
		}),
	});
}
