import { atMost, quantile } from '../row.mjs';

const CALLS = 400;

/** @type {import('../row.mjs').Row} */
export const gatewayRow = {
	id: 'gateway',
	what: 'a call of a linked API through the gateway, checked, traced and noted (p95)',
	goal: atMost(5, 'ms'),
	measure: async (lab) => {
		const page = await lab.modulePage('gateway');
		/** @type {{ samples: number[], peer: number[] }} */
		const { samples, peer } = await page.evaluate(`window.bench.calls(${CALLS})`);
		return {
			value: quantile(samples, 0.95),
			unit: 'ms',
			samples,
			peer: { name: 'the same handler in a plain worker', value: quantile(peer, 0.95) },
			detail: { medianMs: quantile(samples, 0.5), peerMedianMs: quantile(peer, 0.5) },
		};
	},
};
