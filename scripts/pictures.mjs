import { mkdir } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { launchOptions } from '../tests/support/browser.mjs';
import { serve } from './serve.mjs';

/** Retakes the pictures of the README and of the install dialog, from the built product, with creations made on the way. */
const SENTENCES = [
	'A recipe tracker with title, ingredients and rating',
	'A kanban board for moving house',
	'A pomodoro timer with 25 minutes of work and 5 minutes of rest',
	'A unit converter for cooking',
];
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };

await mkdir('static/screenshots', { recursive: true });
const server = await serve({ directory: 'build' });
const browser = await chromium.launch(await launchOptions());
const context = await browser.newContext({ viewport: WIDE, colorScheme: 'light', reducedMotion: 'reduce' });
const page = await context.newPage();

for (const [index, sentence] of SENTENCES.entries()) {
	await create(sentence);
	if (index === SENTENCES.length - 1) await takeStudio();
	await page.getByRole('link', { name: 'Home' }).first().click();
	await pictured(index + 1);
}
await page.goto(server.origin);
await pictured(SENTENCES.length);
await page.getByRole('status', { name: 'Connection' }).filter({ hasText: 'Offline-ready' }).waitFor();
await take('docs/home.png', WIDE);
await take('static/screenshots/wide.png', WIDE);
await take('static/screenshots/narrow.png', NARROW);
await browser.close();
await server.close();

/** Waits until so many creations show what they look like. @param {number} count */
async function pictured(count) {
	const creations = page.getByRole('list', { name: 'Your creations' }).getByRole('listitem');
	await creations
		.filter({ has: page.locator('img') })
		.nth(count - 1)
		.waitFor();
}

/** With the code in its colours. */
async function takeStudio() {
	await page.getByRole('tree', { name: 'Files' }).locator('[data-path="src/App.tsx"]').click();
	await page.locator('.monaco-editor .view-line span[class*="mtk"]:not(.mtk1)').first().waitFor();
	await take('docs/studio.png', WIDE);
}

/** @param {string} sentence */
async function create(sentence) {
	await page.goto(server.origin);
	await page.getByRole('textbox', { name: 'Describe what you need' }).fill(sentence);
	await page.getByRole('button', { name: 'Create', exact: true }).click();
	const frame = page.frameLocator('iframe[title^="Preview of"]').frameLocator('iframe');
	await frame.locator('#root > *').first().waitFor();
	await page.getByRole('status', { name: 'Creation status' }).filter({ hasText: /saved/i }).waitFor();
}

/** @param {string} path @param {{ width: number, height: number }} size */
async function take(path, size) {
	await page.setViewportSize(size);
	await page.screenshot({ path });
}
