import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { isBuildFresh } from '../scripts/fresh.mjs';
import { serve } from '../scripts/serve.mjs';
import { launchOptions } from '../tests/support/browser.mjs';
import { brokerAnswer, buildPages } from './pages.mjs';

/** @typedef {Awaited<ReturnType<typeof openLab>>} Lab */

const READY_WITHIN_MS = 120_000;

/** What rows share: the built product on a host, a page with single modules of it, and a browser. */
export async function openLab() {
	const browser = await chromium.launch(await launchOptions());
	/** @type {(() => Promise<unknown> | void)[]} */
	const undo = [() => browser.close()];

	let isBuilt = false;
	/** Rows of single modules do without the whole product. */
	function built() {
		if (isBuilt) return;
		isBuilt = true;
		if (isBuildFresh()) return;
		const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'ignore' });
		if (status !== 0) console.error('The build failed: rows that need the whole product are not measured.');
	}

	/** A host of the product, which a row may stop. */
	async function site() {
		built();
		const server = await serve({ directory: 'build' });
		undo.push(() => server.close());
		return server;
	}

	/** A fresh visitor. */
	async function visitor() {
		const context = await browser.newContext({
			reducedMotion: 'reduce',
			viewport: { width: 1280, height: 800 },
		});
		undo.push(() => context.close());
		return context.newPage();
	}

	/** A visitor who has all that working offline needs. @param {string} origin */
	async function settledVisitor(origin) {
		const page = await visitor();
		await page.goto(origin);
		await page
			.getByRole('status', { name: 'Connection' })
			.filter({ hasText: 'Offline-ready' })
			.waitFor({ timeout: READY_WITHIN_MS });
		return page;
	}

	/** @type {Promise<string> | undefined} */
	let pages;
	/** A page of `bench/pages`, built with the product's own modules. @param {string} name */
	async function modulePage(name) {
		pages ??= startPages();
		const [page, origin] = [await visitor(), await pages];
		// Where no service worker answers it, as under `vite dev`.
		await page.route('**/__sandbox', async (route) => route.fulfill(await brokerAnswer()));
		await page.goto(`${origin}/${name}.html`);
		return page;
	}

	async function startPages() {
		const directory = mkdtempSync(join(tmpdir(), 'aether-bench-'));
		undo.push(() => rmSync(directory, { recursive: true }));
		await buildPages(directory);
		const server = await serve({ directory, bare: true });
		undo.push(() => server.close());
		return server.origin;
	}

	async function close() {
		for (const step of undo.reverse()) await step();
	}

	return { site, visitor, settledVisitor, modulePage, close, browserVersion: browser.version() };
}
