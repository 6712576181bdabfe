import { build, initialize, type Plugin } from 'esbuild-wasm';
import type { Files } from '#lib/model/files.ts';
import { edited, EDITED, trackerFiles } from './tracker.ts';

/** The same app by esbuild-wasm: start and first build together, then rebuilds after an edit. ms. */
async function builds(count: number): Promise<{ coldMs: number; warmMs: number[] }> {
	const files = await trackerFiles();
	const start = performance.now();
	await initialize({ wasmURL: '/esbuild.wasm', worker: true });
	await bundle(files);
	const coldMs = performance.now() - start;
	const warmMs: number[] = [];
	for (let n = 1; n <= count; n++) {
		const from = performance.now();
		await bundle(edited(files, n));
		warmMs.push(performance.now() - from);
	}
	return { coldMs, warmMs };
}

const bundle = (files: Files) =>
	build({
		entryPoints: [EDITED],
		bundle: true,
		write: false,
		format: 'esm',
		jsx: 'automatic',
		sourcemap: 'inline',
		logLevel: 'silent',
		plugins: [treePlugin(files)],
	});

/** Reads the tree from memory; packages stay outside, as in ours. */
function treePlugin(files: Files): Plugin {
	return {
		name: 'tree',
		setup(setup) {
			setup.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
				if (kind === 'entry-point') return { path, namespace: 'tree' };
				if (!path.startsWith('.')) return { path, external: true };
				const absolute = new URL(path, `file:///${importer}`).pathname.slice(1);
				const found = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'].find((end) => files.has(absolute + end));
				return { path: absolute + (found ?? ''), namespace: 'tree' };
			});
			setup.onLoad({ filter: /.*/, namespace: 'tree' }, ({ path }) => ({
				contents: String(files.get(path) ?? ''),
				loader: path.endsWith('.css') ? 'empty' : path.endsWith('.json') ? 'json' : 'tsx',
			}));
		},
	};
}

Object.assign(window, { bench: { builds } });
