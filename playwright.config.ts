import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { launchOptions } from './tests/support/browser.mjs';

// Workers read this file again and must find the port that the first reading took.
process.env.AETHER_E2E_PORT ??= String(await freePort());
const port = process.env.AETHER_E2E_PORT;

export default defineConfig({
	testDir: 'tests',
	testMatch: '**/*.e2e.ts',
	testIgnore: '**/together/**',
	fullyParallel: true,
	workers: 2,
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	timeout: 180_000,
	expect: { timeout: 45_000 },
	reporter: [['list'], ['json', { outputFile: process.env.AETHER_E2E_JSON ?? 'test-results/e2e.json' }]],
	outputDir: 'test-results/e2e',
	use: {
		baseURL: `http://localhost:${port}`,
		launchOptions: await launchOptions(),
		locale: 'en-GB',
		timezoneId: 'Europe/Berlin',
		contextOptions: { reducedMotion: 'reduce' },
		viewport: { width: 1280, height: 800 },
		screenshot: 'only-on-failure',
		trace: 'off',
	},
	webServer: {
		command: 'node scripts/start.mjs',
		env: { PORT: port },
		port: Number(port),
		timeout: 300_000,
		stderr: 'pipe',
	},
});

/** A port that nothing listens on at this moment. */
function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => {
				if (address === null || typeof address === 'string') reject(new Error('No free port.'));
				else resolve(address.port);
			});
		});
	});
}
