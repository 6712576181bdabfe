import { readFileSync } from 'node:fs';
import { startRegistries } from '../../tests/support/registry.mjs';
import { atMost, quantile } from '../row.mjs';

const NAME = 'fflate';
const BUILDS = 10;

/** @type {import('../row.mjs').Row} */
export const packagesRow = {
	id: 'packages',
	what: 'an added package bundled into a program, offline and warm (median)',
	goal: atMost(150, 'ms'),
	measure: async (lab) => {
		const { version } = JSON.parse(readFileSync(`node_modules/${NAME}/package.json`, 'utf8'));
		const registries = await startRegistries();
		try {
			const registry = await (await fetch(`${registries.control}/open`, { method: 'POST' })).text();
			const page = await lab.modulePage('packages');
			/** @type {{ addMs: number, bundleMs: number[] }} */
			const { addMs, bundleMs } = await page.evaluate(
				`window.bench.adds('${registry}', '${NAME}', '${version}', ${BUILDS})`,
			);
			const other = await lab.modulePage('esbuild');
			/** @type {{ coldMs: number }} */
			const esbuild = await other.evaluate('window.bench.builds(1)');
			return {
				value: quantile(bundleMs.slice(1), 0.5),
				unit: 'ms',
				samples: bundleMs,
				peer: { name: 'esbuild-wasm 0.28.2, start and first build without packages', value: esbuild.coldMs },
				detail: { addMs, firstBundleMs: bundleMs[0] ?? Number.NaN },
			};
		} finally {
			registries.close();
		}
	},
};
