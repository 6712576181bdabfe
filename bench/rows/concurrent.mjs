import { atMost } from '../row.mjs';

const AT_ONCE = 1_000;

/** @type {import('../row.mjs').Row} */
export const concurrentRow = {
	id: 'concurrent',
	what: '1,000 requests at once through the gateway: longest time the page was blocked',
	goal: { ...atMost(100, 'ms'), text: '≤ 100 ms, all answered' },
	measure: async (lab) => {
		const page = await lab.modulePage('gateway');
		/** @type {{ answered: number, blockedMs: number, ms: number, peer: { blockedMs: number, ms: number } }} */
		const { answered, blockedMs, ms, peer } = await page.evaluate(`window.bench.atOnce(${AT_ONCE})`);
		if (answered < AT_ONCE) throw new Error(`Only ${answered} of ${AT_ONCE} were answered.`);
		return {
			value: blockedMs,
			unit: 'ms',
			peer: { name: 'the same handler in a plain worker', value: peer.blockedMs },
			detail: { answered, allAnsweredMs: ms, peerAllAnsweredMs: peer.ms },
		};
	},
};
