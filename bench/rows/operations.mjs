import { atMost, quantile } from '../row.mjs';

const OPERATIONS = 10_000;

/** @type {import('../row.mjs').Row} */
export const operationsRow = {
	id: 'operations',
	what: 'search among 10,000 operations (p95)',
	goal: atMost(16, 'ms'),
	measure: async (lab) => {
		const page = await lab.modulePage('operations');
		/** @type {{ own: number[], peer: number[] }} */
		const { own, peer } = await page.evaluate(`window.bench.searches(${OPERATIONS}, 60)`);
		return {
			value: quantile(own, 0.95),
			unit: 'ms',
			samples: own,
			peer: { name: 'fuse.js 7.1, same rows', value: quantile(peer, 0.95) },
			detail: { medianMs: quantile(own, 0.5) },
		};
	},
};
