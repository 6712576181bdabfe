import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startRegistries } from '../../tests/support/registry.mjs';
import { atMost, quantile } from '../row.mjs';

const NAME = 'fflate';
const BUILDS = 10;

/** @typedef {{ registry: string, version: string, addMs: number, bundleMs: number[] }} Added */

/** Adds the package once for both rows and bundles with it. @param {import('../lab.mjs').Lab} lab @param {(added: Added) => Promise<import('../row.mjs').Measured>} tell */
async function withAdded(lab, tell) {
	const { version } = JSON.parse(readFileSync(`node_modules/${NAME}/package.json`, 'utf8'));
	const registries = await startRegistries();
	try {
		const registry = await (await fetch(`${registries.control}/open`, { method: 'POST' })).text();
		// A real registry has what it serves packed.
		await fetch(`${registry}/${NAME}`);
		const page = await lab.modulePage('packages');
		/** @type {{ addMs: number, bundleMs: number[] }} */
		const measured = await page.evaluate(
			`window.bench.adds('${registry}', '${NAME}', '${version}', ${BUILDS})`,
		);
		return await tell({ registry, version, ...measured });
	} finally {
		registries.close();
	}
}

/** @type {import('../row.mjs').Row} */
export const packageAddRow = {
	id: 'package-add',
	what: 'a package looked up, fetched, checked and unpacked from a registry beside it',
	goal: atMost(500, 'ms'),
	measure: (lab) =>
		withAdded(lab, async ({ registry, version, addMs }) => ({
			value: addMs,
			unit: 'ms',
			peer: { name: 'npm install from the same registry', value: await installed(registry, version) },
		})),
};

/** How long npm takes for the same package, with nothing kept. ms. @param {string} registry @param {string} version */
async function installed(registry, version) {
	const cwd = mkdtempSync(join(tmpdir(), 'aether-npm-'));
	try {
		writeFileSync(join(cwd, 'package.json'), '{}');
		const since = performance.now();
		await promisify(execFile)(
			'npm',
			[
				...['install', `${NAME}@${version}`, '--registry', registry, '--cache', join(cwd, 'cache')],
				...['--ignore-scripts', '--no-audit', '--no-fund'],
			],
			{ cwd },
		);
		return performance.now() - since;
	} finally {
		rmSync(cwd, { recursive: true });
	}
}

/** @type {import('../row.mjs').Row} */
export const packagesRow = {
	id: 'packages',
	what: 'an added package bundled into a program, offline and warm (median)',
	goal: atMost(150, 'ms'),
	measure: (lab) =>
		withAdded(lab, async ({ bundleMs }) => {
			const other = await lab.modulePage('esbuild');
			/** @type {{ coldMs: number }} */
			const esbuild = await other.evaluate('window.bench.builds(1)');
			return {
				value: quantile(bundleMs.slice(1), 0.5),
				unit: 'ms',
				samples: bundleMs,
				peer: { name: 'esbuild-wasm 0.28.2, start and first build without packages', value: esbuild.coldMs },
				detail: { firstBundleMs: bundleMs[0] ?? Number.NaN },
			};
		}),
};
