import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, runnerImport } from 'vite';
import { vendorPlugin } from '../scripts/vendor-plugin.mjs';

const SOURCES = 'bench/pages';
const STYLE = 'style.css';

/** Builds each `bench/pages/NAME.ts` into a page `NAME.html` that runs it. @param {string} outDir */
export async function buildPages(outDir) {
	const names = readdirSync(SOURCES)
		.filter((file) => file.endsWith('.ts'))
		.map((file) => basename(file, '.ts'));
	await build({
		configFile: false,
		logLevel: 'error',
		publicDir: false,
		plugins: [vendorPlugin(), svelte({ configFile: false })],
		worker: { format: 'es' },
		build: {
			outDir,
			target: 'es2022',
			emptyOutDir: true,
			cssCodeSplit: false,
			rollupOptions: {
				input: Object.fromEntries(names.map((name) => [name, join(SOURCES, `${name}.ts`)])),
				output: {
					entryFileNames: '[name].js',
					assetFileNames: ({ names }) =>
						names.some((file) => file.endsWith('.css')) ? STYLE : 'assets/[name]-[hash][extname]',
				},
			},
		},
	});
	for (const name of names)
		writeFileSync(
			join(outDir, `${name}.html`),
			`<!doctype html><meta charset="utf-8"><title>${name}</title><link rel="stylesheet" href="/${STYLE}"><script type="module" src="/${name}.js"></script>`,
		);
	mkdirSync(join(outDir, 'vendor'), { recursive: true });
	cpSync('static/vendor', join(outDir, 'vendor'), { recursive: true });
	cpSync('node_modules/esbuild-wasm/esbuild.wasm', join(outDir, 'esbuild.wasm'));
}

/** The page between the product and a sandbox, as the service worker answers it. */
export async function brokerAnswer() {
	/** @type {{ module: { brokerResponse: (policy: string) => Response } }} */
	const { module } = await runnerImport('/src/lib/services/sandbox/broker.ts', { configFile: false });
	const answer = module.brokerResponse('unsafe-none');
	return { headers: Object.fromEntries(answer.headers), body: await answer.text() };
}
