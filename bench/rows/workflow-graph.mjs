import { atMost, quantile } from '../row.mjs';

const STEPS = 1_000;
const TIMES = 5;
/** Drawn while it is dragged by 40 pixels a frame. */
const FRAMES = 120;

/** @type {import('../row.mjs').Row} */
export const workflowGraphRow = {
	id: 'workflow-graph',
	what: 'a workflow of 1,000 steps: read, laid out and on the screen (median)',
	goal: atMost(2_000, 'ms'),
	measure: async (lab) => {
		const page = await lab.modulePage('workflow-graph');
		const samples = [];
		let nodes = 0;
		for (let time = 0; time < TIMES; time++) {
			/** @type {{ ms: number, nodes: number }} */
			const drawn = await page.evaluate(`window.drawWorkflow(${STEPS})`);
			samples.push(drawn.ms);
			nodes = drawn.nodes;
		}
		/** @type {number[]} */
		const frames = await page.evaluate(`window.panWorkflow(${FRAMES})`);
		return {
			value: quantile(samples, 0.5),
			unit: 'ms',
			samples,
			detail: {
				nodesInPage: nodes,
				panFrameMs: quantile(frames, 0.5),
				panFrameP95Ms: quantile(frames, 0.95),
			},
		};
	},
};
