import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import type { CreationId } from '#lib/model/id.ts';
import { launchOptions } from './support/browser.mjs';
import { openCrashSite, type CrashSite } from './support/crash-site.ts';

let site: CrashSite;
test.beforeAll(async () => {
	site = await openCrashSite();
});
test.afterAll(() => site.close());

test('a full device: every write says so, nothing is half-written, and room lets work go on', async ({
	page,
}) => {
	test.setTimeout(180_000);
	await page.goto(site.url);
	const session = await page.context().newCDPSession(page);
	const origin = new URL(site.url).origin;
	// Before the first use of the database: the browser remembers how much room it saw.
	await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 3 * 1024 * 1024 });
	const id = (await page.evaluate(() => window.harness.begin())) as CreationId;
	const results = await page.evaluate((id) => window.harness.fill(id, 8 * 1024 * 1024), id);
	expect(results).toEqual({
		create: 'quota-full',
		tree: 'quota-full',
		commit: 'quota-full',
		data: 'quota-full',
		thumbnail: 'quota-full',
	});
	const state = await page.evaluate((id) => window.harness.state(id), id);
	expect(state).toMatchObject({ versions: [], damaged: [], dataStep: 0, treeStep: 0 });
	expect(await page.evaluate(() => window.harness.count())).toBe(1);

	// The person removes what was too large. The browser sweeps up what it had begun to write only in a quiet moment.
	await expect
		.poll(() => page.evaluate((id) => window.harness.empty(id), id), {
			timeout: 120_000,
			intervals: [500, 3_000, 10_000],
		})
		.toEqual({ ok: true, value: undefined });
	const again = await page.evaluate((id) => window.harness.fill(id, 1024), id);
	expect(Object.values(again)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
});

test('a browser that blocks site data is named in plain words', async () => {
	const profile = mkdtempSync(join(tmpdir(), 'aether-refused-'));
	mkdirSync(join(profile, 'Default'), { recursive: true });
	const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
	writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
	const context = await chromium.launchPersistentContext(profile, {
		...(await launchOptions()),
		headless: true,
	});
	try {
		const page = await context.newPage();
		await page.goto(site.url);
		const opened = await page.evaluate(() => window.harness.open());
		expect(opened).toMatchObject({ ok: false, error: { type: 'storage-refused' } });
	} finally {
		await context.close();
		rmSync(profile, { recursive: true, force: true });
	}
});
