import { defineConfig } from '@playwright/test';
import { launchOptions } from '../support/browser.mjs';

/** The hostile suite by itself, without building and serving the product: `npx playwright test -c tests/hostile`. */
export default defineConfig({
	testDir: '..',
	testMatch: 'hostile.e2e.ts',
	reporter: 'list',
	outputDir: '../../test-results/hostile',
	use: { launchOptions: await launchOptions() },
});
