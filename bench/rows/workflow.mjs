import { atMost, quantile } from '../row.mjs';

/** @type {import('../row.mjs').Row} */
export const workflowStepsRow = {
	id: 'workflow-steps',
	what: 'workflow: steps with an effect, on record before and after it',
	goal: { text: '≥ 300 steps/s', isReached: ({ value }) => value >= 300 },
	measure: async (lab) => {
		const page = await lab.modulePage('workflow');
		/** @type {{ effects: number, pure: number, bare: number }} */
		const { effects, pure, bare } = await page.evaluate('window.bench.steps(400)');
		return {
			value: effects,
			unit: 'steps/s',
			detail: { pureStepsPerSecond: pure },
			peer: { name: 'bare IndexedDB transactions with the same rows', value: bare },
		};
	},
};

/** @type {import('../row.mjs').Row} */
export const workflowResumeRow = {
	id: 'workflow-resume',
	what: 'workflow: a run of 500 recorded steps goes on in the next tab',
	goal: atMost(1_000, 'ms'),
	measure: async (lab) => {
		const page = await lab.modulePage('workflow');
		return { value: await page.evaluate('window.bench.resume(500)'), unit: 'ms' };
	},
};

/** @type {import('../row.mjs').Row} */
export const jqRow = {
	id: 'jq',
	what: 'one jq expression in its worker (median)',
	goal: atMost(5, 'ms'),
	measure: async (lab) => {
		const page = await lab.modulePage('workflow');
		/** @type {number[]} */
		const samples = await page.evaluate('window.bench.jq(300)');
		return { value: quantile(samples, 0.5), unit: 'ms', samples, detail: { p95Ms: quantile(samples, 0.95) } };
	},
};
