import { defineConfig } from '@playwright/test';
import { personsBrowser } from './browser-by.ts';

/** Rooms between real browsers over real connections. Needs no built product: it builds a page of its own. */
export default defineConfig({
	testDir: '.',
	testMatch: '**/*.e2e.ts',
	workers: 1,
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	timeout: 240_000,
	expect: { timeout: 60_000 },
	reporter: [
		['list'],
		['json', { outputFile: process.env.AETHER_E2E_JSON ?? '../../test-results/together.json' }],
	],
	outputDir: '../../test-results/together',
	use: { launchOptions: await personsBrowser(), screenshot: 'off', trace: 'off' },
});
