import { atMost, quantile } from '../row.mjs';

/** @type {import('../row.mjs').Row} */
export const rebuildRow = {
	id: 'rebuild',
	what: 'edit → rebuilt program of a tracker app (median)',
	goal: atMost(50, 'ms', 10),
	measure: async (lab) => {
		const own = await lab.modulePage('rebuild');
		/** @type {number[]} */
		const samples = await own.evaluate('window.bench.rebuilds(30)');
		const other = await lab.modulePage('esbuild');
		/** @type {{ coldMs: number, warmMs: number[] }} */
		const esbuild = await other.evaluate('window.bench.builds(10)');
		return {
			value: quantile(samples, 0.5),
			unit: 'ms',
			samples,
			peer: { name: 'esbuild-wasm 0.28.2, cold', value: esbuild.coldMs },
			detail: { p95Ms: quantile(samples, 0.95), esbuildWarmMs: quantile(esbuild.warmMs, 0.5) },
		};
	},
};
