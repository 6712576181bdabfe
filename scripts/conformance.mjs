// Runs folders of recorded cases against the built product in headless Chromium.
// npm run conformance -- --dir DIR [--only AREA] [--build DIR]
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { launchOptions } from '../tests/support/browser.mjs';
import { isBuildFresh } from './fresh.mjs';
import { serve } from './serve.mjs';

const { values } = parseArgs({
	options: { dir: { type: 'string' }, only: { type: 'string' }, build: { type: 'string', default: 'build' } },
});
const dir = values.dir ?? process.env.AETHER_FIXTURES ?? '../shared/fixtures';
if (!existsSync(dir)) fail(`No folder of cases at ${dir}. Say where it is: npm run conformance -- --dir DIR`);
const isCurrent = values.build === 'build' ? isBuildFresh() : existsSync(join(values.build, 'index.html'));
if (!isCurrent) build();

const server = await serve({ directory: values.build });
const browser = await chromium.launch(await launchOptions());
const counts = { passed: 0, failed: 0 };
try {
	const page = await browser.newPage();
	await page.goto(`${server.origin}/conformance`);
	await page.waitForFunction(() => 'conformance' in window);
	for (const area of await wantedAreas(page)) await runArea(page, area);
} finally {
	await browser.close();
	await server.close();
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;

/** @param {import('@playwright/test').Page} page */
async function wantedAreas(page) {
	const known = await page.evaluate(() => Reflect.get(window, 'conformance').areas);
	if (values.only && !known.includes(values.only))
		fail(`No area "${values.only}". There are: ${known.join(', ')}`);
	return known.filter((/** @type {string} */ area) =>
		values.only ? area === values.only : existsSync(join(dir, area)),
	);
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} area
 */
async function runArea(page, area) {
	const files = filesOf(join(dir, area));
	const results = await page.evaluate(
		([name, texts]) => Reflect.get(window, 'conformance').run(name, texts),
		/** @type {const} */ ([area, files]),
	);
	for (const { id, differences } of results) {
		counts[differences.length ? 'failed' : 'passed']++;
		if (differences.length)
			console.log(
				`FAILED ${area}: ${id}\n${differences.map((/** @type {string} */ line) => `    ${line}`).join('\n')}`,
			);
	}
}

/**
 * All files below a folder as text, by relative path with `/`.
 * @param {string} folder
 * @returns {Record<string, string>}
 */
function filesOf(folder) {
	if (!existsSync(folder)) fail(`No cases at ${folder}`);
	const paths = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
	return Object.fromEntries(
		paths
			.filter((path) => statSync(path).isFile())
			.map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
	);
}

function build() {
	console.log('Building the product first …');
	const made = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
	if (made.status !== 0) fail('The product could not be built.');
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
	console.error(message);
	process.exit(1);
}
