import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { attacks, type Aim } from './keys/attacks.ts';
import { networkAttacks } from './keys/network-attacks.ts';
import { plant } from './keys/plant.ts';
import { launchOptions } from './support/browser.mjs';
import { startHitServer, type HitServer } from './support/hit-server.ts';
import { openSite, type Site } from './support/site.ts';
import {
	addAddress,
	createVault,
	openSettings,
	providerOf,
	saveKey,
	unlock,
	vaultOf,
} from './support/vault.ts';
import { startVendor, type VendorServer } from './support/vendor-server.ts';

/** One browser for all, one attack after the other: what one leaves behind must not help the next. */
test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.use({ baseURL: undefined });

const SECRET = 'f3a91c7e55d2';
const keyOf = (path: string) => `secret-${SECRET}-for-${path}`;
const PATHS = ['v1', 'echo', 'redirect'] as const;
const table: { attack: string; read: number; sent: number; hits: number }[] = [];

let site: Site;
let thief: HitServer;
let vendor: VendorServer;
let browser: Browser;
let page: Page;
let aim: Aim;

test.beforeAll(async () => {
	[site, thief, vendor] = await Promise.all([openSite(), startHitServer(), startVendor()]);
	vendor.redirectTo = thief.origin;
	browser = await chromium.launch(await launchOptions());
	const context = await browser.newContext({ reducedMotion: 'reduce' });
	page = await context.newPage();
	const id = (path: string) => `endpoint:${vendor.origin}/${path}`;
	aim = { thief: thief.origin, good: id('v1'), echoing: id('echo'), redirecting: id('redirect') };
	await openSettings(page, site.origin);
	await createVault(page);
	for (const path of PATHS) await addAddress(page, `${vendor.origin}/${path}`);
	await unlock(page);
	const rows = page.getByRole('group', { name: new URL(vendor.origin).host });
	for (const [index, path] of PATHS.entries()) {
		const row = rows.nth(index);
		await row.getByRole('textbox', { name: 'API key' }).fill(keyOf(path));
		await row.getByRole('button', { name: 'Save key' }).click();
		await expect(row.getByRole('status')).toHaveText('Saved.');
	}
	await saveKey(page, 'OpenAI', `sk-proj-${SECRET}`);
	// From here on the attacker is in the page, from its first moment; the keys are typed no more.
	await page.addInitScript(plant);
	await page.reload();
	await unlock(page);
});

test.afterAll(async () => {
	await browser.close();
	await Promise.all([site.remove(), thief.close(), vendor.close()]);
	console.table(table);
});

test('without an attack a key reaches its vendor: the attacks have something to win', async () => {
	const row = page.getByRole('group', { name: new URL(vendor.origin).host }).first();
	const before = vendor.requests.length;
	await row.getByRole('button', { name: 'Test connection' }).click();
	await expect(row.getByRole('status')).toHaveText('Works. 1 model.');
	const asked = { path: '/v1/models', authorization: `Bearer ${keyOf('v1')}` };
	expect(vendor.requests.slice(before)).toContainEqual(asked);
	expect(await page.evaluate(() => window.hostile.dump(window.hostile.seen))).toContain('keys.worker');
});

test('the key worker answers a call once, also after it has loaded what it needs for a vendor', async () => {
	const ids = await page.evaluate(async () => {
		const { hostile } = window;
		const before = hostile.seen.length;
		// What answers a call twice has done so by the time that the third one is answered.
		for (let time = 0; time < 3; time++) await hostile.ask(hostile.keyWorker(), 'status');
		const messages = hostile.seen.slice(before) as ({ t?: string; i?: string } | undefined)[];
		return messages.filter((message) => message?.t === 's' && message.i).map((message) => message?.i);
	});
	expect(ids.length).toBeGreaterThanOrEqual(3);
	expect(ids).toEqual([...new Set(ids)]);
});

for (const { name, run, mayHit } of [...attacks, ...networkAttacks])
	test(`a hostile script cannot ${name}`, async () => {
		if (!(await vaultOf(page).getByRole('button', { name: 'Lock now' }).isVisible())) await unlock(page);
		thief.forget();
		const before = vendor.requests.length;
		const loot = await page.evaluate<string>(
			`(async (aim) => window.hostile.dump(await (${run.toString()})(aim)))(${JSON.stringify(aim)})`,
		);
		if (process.env.AETHER_LOOT) console.log(`### ${name}\n${loot.slice(0, 3000)}`);
		const read = leaks(loot);
		const sent = leaks(thief.hits().join(' '));
		table.push({ attack: name, read, sent, hits: thief.hits().length });
		expect({ read, sent }).toEqual({ read: 0, sent: 0 });
		// A connection without a request, which browsers open in advance, carries nothing.
		if (!mayHit) expect(thief.hits().filter((hit) => hit !== '(connection)')).toEqual([]);
		for (const { path, authorization } of vendor.requests.slice(before))
			expect(['', `Bearer ${keyOf(path.split('/')[1] ?? '')}`]).toContain(authorization);
	});

test('after all attacks the vault is whole and the keys are the ones the person saved', async () => {
	await page.reload();
	await unlock(page);
	const row = page.getByRole('group', { name: new URL(vendor.origin).host }).first();
	const before = vendor.requests.length;
	await row.getByRole('button', { name: 'Test connection' }).click();
	await expect(row.getByRole('status')).toHaveText('Works. 1 model.');
	// Other addresses of this vendor may still be asked for their models, with and without a key.
	const asked = { path: '/v1/models', authorization: `Bearer ${keyOf('v1')}` };
	expect(vendor.requests.slice(before)).toContainEqual(asked);
	await expect(providerOf(page, 'OpenAI')).toContainText(`Key ending in ${SECRET.slice(-4)}`);
});

/** How often the secret stands in a text, in clear, in base64 or in an address. */
function leaks(text: string): number {
	const forms = [SECRET, SECRET.slice(0, 8), encodeURIComponent(SECRET)];
	for (const shift of [0, 1, 2])
		forms.push(
			Buffer.from('x'.repeat(shift) + SECRET)
				.toString('base64')
				.slice(4, 14),
		);
	return forms.reduce((sum, form) => sum + text.split(form).length - 1, 0);
}
