import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { headers } from './scripts/headers-plugin.ts';
import { precache } from './scripts/precache-plugin.ts';
import { vendorPlugin } from './scripts/vendor-plugin.mjs';
import { launchOptions } from './tests/support/browser.mjs';

export default defineConfig(async ({ mode }): Promise<ViteUserConfig> => ({
	plugins: [headers(), vendorPlugin(), sveltekit(), precache()],
	worker: { format: 'es' },
	build: {
		target: 'es2022',
		// A late part names up to a hundred files. Announcing each is work of the page, and brings nothing forward (measured).
		modulePreload: {
			resolveDependencies: (_file, files, { hostType }) =>
				hostType === 'js' ? files.filter((file) => file.endsWith('.css')) : files,
		},
	},
	// Every file is an entry, since the scanner does not follow `#lib/…`: what is found late reloads the page under a test.
	optimizeDeps: {
		entries: [
			'src/{lib,routes}/**/*.svelte',
			'src/lib/{services,commands,screens}/**/!(*.test).ts',
			'src/lib/kinds/*/runtime/!(*.test).ts',
		],
	},
	test: {
		// Read from here, not from the project.
		browser: { connectTimeout: 240_000 },
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					// How fast the machine is must not decide.
					testTimeout: 30_000,
					environment: 'node',
					include: ['{src,scripts,bench}/**/*.test.ts'],
					exclude: ['src/**/*.{browser,svelte}.test.ts'],
					// Kits read their style sheets as text; without this Vitest makes them empty.
					css: { include: [/\.css\?raw$/] },
				},
			},
			{
				extends: true,
				test: {
					name: 'browser',
					include: ['src/**/*.{browser,svelte}.test.ts'],
					globalSetup: ['tests/standin/setup.mjs'],
					// What is waited for may take long on a machine that does much besides.
					expect: { poll: { timeout: 30_000 } },
					testTimeout: 180_000,
					hookTimeout: 120_000,
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({ launchOptions: mode === 'test' ? await launchOptions() : {} }),
						instances: [{ browser: 'chromium' }],
					},
				},
			},
		],
	},
}));
