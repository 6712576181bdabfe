import { networkInterfaces } from 'node:os';
import { expect, test as base, type Browser, type Locator, type Page } from '@playwright/test';
import { startSignalling } from '../../scripts/signalling.mjs';
import { contentsOf } from './zip.ts';

const hasNetwork = Object.values(networkInterfaces())
	.flatMap((all) => all ?? [])
	.some(({ internal }) => !internal);

/** Two people with a browser profile each; Ana knows an address where browsers find each other. */
export const test = base.extend<{ ana: Page; ben: Page }, { signalling: string }>({
	signalling: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
		async ({}, use) => {
			const server = await startSignalling({ host: '127.0.0.1', port: 0 });
			await use(`ws://localhost:${server.port}`);
			await server.close();
		},
		{ scope: 'worker' },
	],
	ana: async ({ browser, signalling }, use) => {
		test.skip(!hasNetwork, 'Browsers connect to each other by no address that only loops back.');
		const page = await person(browser);
		await addSignalling(page, signalling);
		await use(page);
		await page.context().close();
	},
	ben: async ({ browser }, use) => {
		const page = await person(browser);
		await use(page);
		await page.context().close();
	},
});

async function person(browser: Browser): Promise<Page> {
	const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
	return context.newPage();
}

async function addSignalling(page: Page, url: string): Promise<void> {
	await page.goto('/settings#sharing');
	const field = page.getByRole('textbox', { name: 'Add a signalling address' });
	await field.fill(url);
	await field.press('Enter');
	await expect(page.getByRole('list', { name: 'Signalling addresses' })).toContainText(url);
}

/** Shares what Ana has open with Ben, who may edit. Leaves her dialog open. */
export async function invite(ana: Page, ben: Page): Promise<void> {
	await join(ben, await share(ana, 'Ana'), 'Ben');
}

/** The same, and back to the work. */
export async function workTogether(ana: Page, ben: Page): Promise<void> {
	await invite(ana, ben);
	await ana.keyboard.press('Escape');
	await expect(ana.getByRole('dialog')).toHaveCount(0);
}

/** Shares what is open with whoever has the link; gives the link, and leaves the dialog open. */
async function share(page: Page, name: string): Promise<string> {
	await page.getByRole('button', { name: 'Share', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: /^Share / });
	await dialog.getByRole('textbox', { name: 'Your name' }).fill(name);
	await dialog.getByRole('button', { name: 'Share', exact: true }).click();
	return linkForEditors(page);
}

/** Makes a link in the Share dialog that is open; gives it, and leaves the dialog open. */
export async function linkForEditors(page: Page): Promise<string> {
	const dialog = page.getByRole('dialog', { name: /^Share / });
	await dialog.getByRole('radio', { name: 'Editor' }).check();
	await dialog.getByRole('button', { name: 'Copy link' }).click();
	await expect(dialog.getByText('Link copied')).toBeVisible();
	return page.evaluate(() => navigator.clipboard.readText());
}

async function join(page: Page, link: string, name: string): Promise<void> {
	await accept(page, link, { heading: 'You are invited as an editor', name });
	await expect(page.getByRole('tree', { name: 'Files' })).toBeVisible();
}

/** Opens a link and joins under a name. */
export async function accept(
	page: Page,
	link: string,
	{ heading, name }: { readonly heading: string; readonly name: string },
): Promise<void> {
	await page.goto(link);
	await expect(page.getByRole('heading', { name: heading })).toBeVisible();
	// Whoever looks over a shoulder must not be able to join.
	await expect(page).toHaveURL(/\/join$/);
	await page.getByRole('textbox', { name: 'Your name' }).fill(name);
	await page.getByRole('button', { name: 'Join' }).click();
}

/** Where keys go in the code editor. */
export const editor = (place: Page | Locator): Locator =>
	place.locator('.monaco-editor .native-edit-context, .monaco-editor textarea').first();
/** What the code editor shows. */
export const lines = (page: Page): Locator => page.locator('.monaco-editor .view-lines').first();

export const codeTab = (page: Page, name: string | RegExp): Locator => page.getByRole('tab', { name });

/** Opens a file in the code editor, with the folders around it. */
export async function openFile(page: Page, path: string): Promise<void> {
	await codeTab(page, /^Code$/).click();
	await page.getByRole('tree', { name: 'Files' }).locator(`[data-path="${path}"]`).click();
	await expect(page.getByRole('textbox', { name: `${path}. Press Alt+F1` })).toBeAttached();
}

export async function type(page: Page, where: 'Home' | 'End', text: string): Promise<void> {
	await editor(page).focus();
	await page.keyboard.press(`Control+${where}`);
	await page.keyboard.type(text);
}

/** Finds words in the open file, as a person would, and writes others in their place. */
export async function replace(page: Page, words: string, others: string): Promise<void> {
	await editor(page).focus();
	await page.keyboard.press('Control+Home');
	await page.keyboard.press('Control+f');
	const find = page.getByRole('textbox', { name: 'Find' });
	await find.fill(words);
	await find.press('Enter');
	await page.keyboard.press('Escape');
	await page.keyboard.insertText(others);
}

/** Opens what people suggest. */
export async function suggestions(page: Page): Promise<void> {
	await codeTab(page, /^Comments/).click();
	await page.getByRole('radio', { name: /^Suggestions/ }).check({ force: true });
}

/** Says something about the whole creation. */
export async function comment(page: Page, words: string): Promise<void> {
	await codeTab(page, /^Comments/).click();
	await page.getByRole('textbox', { name: 'Write a comment' }).fill(words);
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
}

export const commentOf = (page: Page, name: string): Locator =>
	page.getByRole('article', { name: new RegExp(`^Comment by ${name}`) });

/** Waits until both hold the same files, byte by byte; gives them as text by path. */
export async function expectSameFiles(one: Page, other: Page): Promise<Readonly<Record<string, string>>> {
	let files: Readonly<Record<string, string>> = {};
	await expect(async () => {
		files = await exported(one);
		expect(await exported(other)).toEqual(files);
	}).toPass();
	expect(Object.keys(files).length).toBeGreaterThan(2);
	return files;
}

async function exported(page: Page): Promise<Readonly<Record<string, string>>> {
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export', exact: true }).click();
	return contentsOf(await (await downloading).path());
}
