import { expect, test as base, type Page } from '@playwright/test';
import { create } from './support/aether.ts';
import { openSite, type Site } from './support/site.ts';
import {
	addAddress,
	createVault,
	openSettings,
	PASSPHRASE,
	providerOf,
	saveKey,
	unlock,
	vaultOf,
} from './support/vault.ts';
import { startVendor, type VendorServer } from './support/vendor-server.ts';

const test = base.extend<{ site: Site; vendor: VendorServer }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
	site: async ({}, use) => {
		const site = await openSite();
		await use(site);
		await site.remove();
	},
	// eslint-disable-next-line no-empty-pattern -- as above
	vendor: async ({}, use) => {
		const vendor = await startVendor();
		await use(vendor);
		await vendor.close();
	},
});
test.use({ baseURL: undefined });

const locked = (page: Page) => vaultOf(page).getByRole('button', { name: 'Unlock' });

test('a vault is made, locked, and opened by passphrase, by words, and by a new passphrase', async ({
	page,
	site,
}) => {
	await openSettings(page, site.origin);
	const words = await createVault(page);
	const vault = vaultOf(page);
	await vault.getByRole('button', { name: 'Lock now' }).click();
	await vault.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
	await locked(page).click();
	await expect(vault).toContainText('not the passphrase of this vault');
	await unlock(page);
	await page.reload();
	await expect(locked(page)).toBeVisible();
	await vault.getByRole('button', { name: 'Use recovery words' }).click();
	await vault.getByRole('textbox', { name: 'Recovery words' }).fill(words);
	await locked(page).click();
	await vault.getByRole('button', { name: 'Change passphrase' }).click();
	const dialog = page.getByRole('dialog', { name: 'Change passphrase' });
	await dialog.getByLabel('Present passphrase').fill(words);
	await dialog.getByLabel('New passphrase').fill('another good passphrase');
	await dialog.getByRole('button', { name: 'Change passphrase' }).click();
	await expect(dialog).toHaveCount(0);
	await vault.getByRole('button', { name: 'Lock now' }).click();
	await unlock(page, 'another good passphrase');
});

test('a key is kept for its provider, used, and survives a reload behind the passphrase', async ({
	page,
	site,
	vendor,
}) => {
	const title = new URL(vendor.origin).host;
	await openSettings(page, site.origin);
	await createVault(page);
	await addAddress(page, `${vendor.origin}/v1/`);
	await unlock(page);
	await saveKey(page, title, 'my-own-endpoint-key');
	const provider = providerOf(page, title);
	await provider.getByRole('button', { name: 'Test connection' }).click();
	await expect(provider.getByRole('status')).toHaveText('Works. 1 model.');
	await page.reload();
	await expect(provider).toContainText('Key saved');
	await provider.getByRole('button', { name: 'Test connection' }).click();
	await expect(provider.getByRole('status')).toContainText('vault is locked');
	await unlock(page);
	await expect(provider).toContainText('Key ending in -key');
	await provider.getByRole('button', { name: 'Test connection' }).click();
	await expect(provider.getByRole('status')).toHaveText('Works. 1 model.');
	// The list of models is asked for as well; every call carries this key and no other.
	const sent = new Set(vendor.requests.map(({ authorization }) => authorization));
	expect([...sent]).toEqual(['Bearer my-own-endpoint-key']);
	await provider.getByRole('button', { name: 'Remove address' }).click();
	await expect(provider).toHaveCount(0);
});

test('what lies in the database of the vault holds no key, and local storage nothing of it', async ({
	page,
	site,
}) => {
	await openSettings(page, site.origin);
	await createVault(page);
	await saveKey(page, 'OpenAI', 'sk-proj-0123456789-abcdef');
	const { database, local } = await page.evaluate(async () => {
		const done = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
		const database = await done(indexedDB.open('aether'));
		const stores = database.transaction(['settings', 'secrets']);
		const found = await Promise.all([
			done(stores.objectStore('settings').get('vaultHeader')),
			done(stores.objectStore('secrets').getAll()),
		]);
		database.close();
		const text = JSON.stringify(found, (_name, value: unknown) =>
			value instanceof Uint8Array ? String.fromCharCode(...value) : value,
		);
		return { database: text, local: JSON.stringify({ ...localStorage }) };
	});
	expect(database).toContain('"signature"');
	expect(database).toContain('"id":"openai"');
	expect(database).not.toMatch(/0123456789|abcdef"/);
	expect(local).not.toContain('signature');
});

test('a server that needs no key is connected by a test, can answer wishes, and is let go again', async ({
	page,
	site,
	vendor,
}) => {
	await page.goto(site.origin);
	await create(page, 'A workout log with exercise and minutes');
	const studio = page.url();
	const title = new URL(vendor.origin).host;
	await openSettings(page, site.origin);
	await addAddress(page, `${vendor.origin}/v1`);
	const provider = providerOf(page, title);
	await provider.getByRole('button', { name: 'Test connection' }).click();
	await expect(provider).toContainText('Connected');
	await page.goto(studio);
	await page.getByRole('button', { name: 'Model: Auto model' }).click();
	await expect(page.getByRole('dialog', { name: 'Who answers' })).toContainText('small');
	await openSettings(page, site.origin);
	await provider.getByRole('button', { name: 'Remove address' }).click();
	await expect(provider).toHaveCount(0);
	await page.goto(studio);
	await expect(page.getByRole('button', { name: 'Model: Starter, no AI' })).toBeVisible();
});

test('another profile has a vault and keys of its own', async ({ page, site }) => {
	await openSettings(page, site.origin);
	await createVault(page);
	await saveKey(page, 'OpenAI', 'sk-proj-0123456789-abcdef');
	await page.getByRole('button', { name: 'New profile' }).click();
	await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Work');
	await page.getByRole('button', { name: 'Add profile' }).click();
	await page.getByRole('button', { name: 'Open Work' }).click();
	await page.waitForURL(`${site.origin}/`);
	await openSettings(page, site.origin);
	await expect(page.getByRole('list', { name: 'Profiles' })).toContainText(/Work\s*Open now/);
	await expect(vaultOf(page).getByRole('button', { name: 'Create vault' })).toBeVisible();
	await expect(providerOf(page, 'OpenAI')).toContainText('No key yet');
	await page.getByRole('button', { name: 'Open Me', exact: true }).click();
	await page.waitForURL(`${site.origin}/`);
	await openSettings(page, site.origin);
	await unlock(page);
	await expect(providerOf(page, 'OpenAI')).toContainText('Key ending in cdef');
});

test('a key without a vault lives until the tab closes', async ({ page, site }) => {
	await openSettings(page, site.origin);
	await saveKey(page, 'OpenAI', 'sk-proj-only-for-this-session');
	await expect(providerOf(page, 'OpenAI')).toContainText('until this tab closes');
	await page.reload();
	await expect(providerOf(page, 'OpenAI')).toContainText('No key yet');
});

test('a key for another vendor is refused with the name of its vendor', async ({ page, site }) => {
	await openSettings(page, site.origin);
	const provider = providerOf(page, 'OpenAI');
	await provider.getByRole('textbox', { name: 'API key' }).fill('sk-ant-api03-abcdefgh');
	await provider.getByRole('button', { name: 'Save key' }).click();
	await expect(provider.getByRole('status')).toContainText('looks like a key for Anthropic');
});

test('locking in one tab locks the other; a frozen tab locks itself', async ({ context, page, site }) => {
	await openSettings(page, site.origin);
	await createVault(page);
	const other = await context.newPage();
	await openSettings(other, site.origin);
	await unlock(other);
	await vaultOf(page).getByRole('button', { name: 'Lock now' }).click();
	await expect(locked(other)).toBeVisible();
	await unlock(page);
	await expect(locked(other)).toBeVisible();
	// Chromium without a window freezes a page by command but does not tell it, so the test does.
	await page.evaluate(() => document.dispatchEvent(new Event('freeze')));
	await expect(locked(page)).toBeVisible();
});

test('a passkey opens the vault', async ({ context, page, site }) => {
	const session = await context.newCDPSession(page);
	await session.send('WebAuthn.enable');
	await session.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			hasPrf: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
	await openSettings(page, site.origin);
	await createVault(page);
	const vault = vaultOf(page);
	await vault.getByRole('button', { name: 'Add passkey' }).click();
	const dialog = page.getByRole('dialog', { name: 'Add passkey' });
	await dialog.getByLabel('Passphrase').fill(PASSPHRASE);
	await dialog.getByRole('button', { name: 'Add passkey' }).click();
	await expect(vault).toContainText('1 passkey opens it too');
	await page.reload();
	await vault.getByRole('button', { name: 'Use a passkey' }).click();
	await expect(vault.getByRole('button', { name: 'Lock now' })).toBeVisible();
});

test('OpenRouter gives a key without one being pasted, and its code leaves the address at once', async ({
	context,
	page,
	site,
}) => {
	const exchanged: unknown[] = [];
	await context.route('https://openrouter.ai/auth?*', (route) => {
		const asked = new URL(route.request().url()).searchParams;
		expect(asked.get('code_challenge_method')).toBe('S256');
		expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/);
		return route.fulfill({
			status: 302,
			headers: { Location: `${asked.get('callback_url')}?code=the-code` },
		});
	});
	await context.route('https://openrouter.ai/api/v1/auth/keys', (route) => {
		if (route.request().method() !== 'OPTIONS') exchanged.push(route.request().postDataJSON());
		return route.fulfill({
			json: { key: 'sk-or-v1-0123456789abcdef' },
			headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'content-type' },
		});
	});
	await openSettings(page, site.origin);
	await page.getByRole('button', { name: 'Sign in with OpenRouter' }).click();
	await page.getByRole('button', { name: 'Save the key of OpenRouter' }).click();
	await expect(providerOf(page, 'OpenRouter')).toContainText('Key ending in cdef');
	expect(page.url()).toBe(`${site.origin}/settings`);
	expect(exchanged).toMatchObject([{ code: 'the-code', code_challenge_method: 'S256' }]);
});

test.describe('where no service worker may run', () => {
	test.use({ serviceWorkers: 'block' });
	test('no vault is made and no key is taken', async ({ page, site }) => {
		await openSettings(page, site.origin);
		await vaultOf(page).getByLabel('New passphrase').fill(PASSPHRASE);
		await vaultOf(page).getByRole('button', { name: 'Create vault' }).click();
		await expect(vaultOf(page)).toContainText('Keys are only taken once AetherOS guards its own network');
	});
});
