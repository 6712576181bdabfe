import adapter from '@sveltejs/adapter-static';

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
				'script-src': ['self', 'wasm-unsafe-eval'],
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
