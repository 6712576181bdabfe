import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const installed = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/microsoft-edge',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The browser that tests run in: a path set in `CHROMIUM_PATH`, Playwright's own, an installed Chromium, Chrome or
 * Edge, else the one inside an npm package on Linux x64. Undefined means Playwright's own.
 * @returns {Promise<string | undefined>}
 */
export async function executablePath() {
	if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
	if (existsSync(chromium.executablePath())) return undefined;
	const found = installed.find((path) => existsSync(path));
	if (found) return found;
	if (process.platform === 'linux' && process.arch === 'x64')
		return (await import('@sparticuz/chromium')).default.executablePath();
	throw new Error(
		'No Chromium found. Run `npx playwright install chromium`, or set CHROMIUM_PATH to a browser.',
	);
}

const isRoot = process.getuid?.() === 0;

/** Launch options for every test browser. Background networking off: it only slows a machine without network. */
export async function launchOptions() {
	return {
		executablePath: await executablePath(),
		args: [
			...(isRoot ? ['--no-sandbox'] : []),
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--no-first-run',
		],
	};
}
