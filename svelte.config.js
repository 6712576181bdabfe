import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';

/** The scripts that stand in the page's own frame, as the policy names them. Kit adds those that it writes itself. */
export const frameScripts = [
	...readFileSync(new URL('src/app.html', import.meta.url), 'utf8').matchAll(/<script>(.*?)<\/script>/gs),
].map(
	([, text = '']) => /** @type {const} */ (`sha256-${createHash('sha256').update(text).digest('base64')}`),
);

/** Checked and linted beside what Kit includes by itself. */
const checked = [
	'src/**/*.tsx',
	'*.config.js',
	'*.config.ts',
	'bench/**/*.mjs',
	'bench/**/*.ts',
	'scripts/**/*.ts',
	'scripts/**/*.mjs',
	'tests/**/*.mjs',
];

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ fallback: 'index.html', strict: true }),
		// The default is Date.now(), which would make every build differ.
		version: { name: process.env.AETHER_VERSION ?? process.env.npm_package_version ?? 'dev' },
		serviceWorker: { register: false },
		paths: { relative: false },
		typescript: {
			config: (config) => ({
				...config,
				include: [...config.include, ...checked.map((path) => `../${path}`)],
			}),
		},
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self', 'wasm-unsafe-eval', ...frameScripts],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self', 'data:'],
				'connect-src': ['self'],
				'worker-src': ['self'],
				// The runtime of Node projects and the pages they serve: loaded only where a person allowed it.
				'frame-src': ['self', 'https://stackblitz.com', 'https://*.webcontainer-api.io'],
				'manifest-src': ['self'],
				'form-action': ['none'],
				'object-src': ['none'],
				'base-uri': ['none'],
			},
		},
	},
};
