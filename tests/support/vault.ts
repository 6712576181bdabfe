import { expect, type Locator, type Page } from '@playwright/test';

export const PASSPHRASE = 'correct horse battery staple';

export const vaultOf = (page: Page): Locator => page.getByRole('region', { name: 'Vault' });
export const providerOf = (page: Page, title: string): Locator =>
	page.getByRole('group', { name: title, exact: true });

/** Opens the settings of a site and waits until they know the vault. */
export async function openSettings(page: Page, origin: string): Promise<void> {
	await page.goto(`${origin}/settings`);
	await expect(vaultOf(page).getByText('Looking for your vault')).toHaveCount(0);
	await expect(vaultOf(page).getByRole('button').first()).toBeVisible();
}

/** Makes a vault; resolves with its recovery words. */
export async function createVault(page: Page): Promise<string> {
	const vault = vaultOf(page);
	await vault.getByLabel('New passphrase').fill(PASSPHRASE);
	await vault.getByRole('button', { name: 'Create vault' }).click();
	const words = vault.getByRole('list', { name: 'Recovery words' }).getByRole('listitem');
	await expect(words).toHaveCount(12);
	const text = (await words.allTextContents()).map((word) => word.replace(/^\s*\d+/, '').trim()).join(' ');
	await vault.getByRole('button', { name: 'I have kept them' }).click();
	await expect(vault.getByRole('button', { name: 'Lock now' })).toBeVisible();
	return text;
}

export async function unlock(page: Page, passphrase = PASSPHRASE): Promise<void> {
	const vault = vaultOf(page);
	await vault.getByLabel('Passphrase', { exact: true }).fill(passphrase);
	await vault.getByRole('button', { name: 'Unlock' }).click();
	await expect(vault.getByRole('button', { name: 'Lock now' })).toBeVisible();
}

export async function saveKey(page: Page, title: string, key: string): Promise<void> {
	const provider = providerOf(page, title);
	await provider.getByRole('textbox', { name: 'API key' }).fill(key);
	await provider.getByRole('button', { name: 'Save key' }).click();
	await expect(provider.getByRole('status')).toHaveText('Saved.');
}

/** Lets the key worker reach one more address; the vault is locked afterwards. */
export async function addAddress(page: Page, address: string): Promise<void> {
	const count = await page.getByRole('group').count();
	await page.getByRole('textbox', { name: 'Another address' }).fill(address);
	await page.getByRole('button', { name: 'Add address' }).click();
	await expect(page.getByRole('group')).not.toHaveCount(count);
}
