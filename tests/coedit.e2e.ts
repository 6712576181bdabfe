import { networkInterfaces } from 'node:os';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { startSignalling } from '../scripts/signalling.mjs';
import { create, openHome } from './support/aether.ts';

const hasNetwork = Object.values(networkInterfaces())
	.flatMap((all) => all ?? [])
	.some(({ internal }) => !internal);
test.skip(!hasNetwork, 'Browsers connect to each other by no address that only loops back.');

let signalling: Awaited<ReturnType<typeof startSignalling>>;
test.beforeAll(async () => {
	signalling = await startSignalling({ host: '127.0.0.1', port: 0 });
});
test.afterAll(() => signalling.close());

/** A person with a browser profile of their own. */
async function person(browser: Browser): Promise<Page> {
	const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
	return context.newPage();
}

async function addSignalling(page: Page): Promise<void> {
	const url = `ws://localhost:${signalling.port}`;
	await page.goto('/settings#sharing');
	const field = page.getByRole('textbox', { name: 'Add a signalling address' });
	await field.fill(url);
	await field.press('Enter');
	await expect(page.getByRole('list', { name: 'Signalling addresses' })).toContainText(url);
}

/** Shares what is open with whoever has the link; gives the link, and leaves the dialog open. */
async function share(page: Page, name: string): Promise<string> {
	await page.getByRole('button', { name: 'Share', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: /^Share / });
	await dialog.getByRole('textbox', { name: 'Your name' }).fill(name);
	await dialog.getByRole('button', { name: 'Share', exact: true }).click();
	await dialog.getByRole('radio', { name: 'Editor' }).check();
	await dialog.getByRole('button', { name: 'Copy link' }).click();
	await expect(dialog.getByText('Link copied')).toBeVisible();
	return page.evaluate(() => navigator.clipboard.readText());
}

async function join(page: Page, link: string, name: string): Promise<void> {
	await page.goto(link);
	await expect(page.getByRole('heading', { name: 'You are invited as an editor' })).toBeVisible();
	// Whoever looks over a shoulder must not be able to join.
	await expect(page).toHaveURL(/\/join$/);
	await page.getByRole('textbox', { name: 'Your name' }).fill(name);
	await page.getByRole('button', { name: 'Join' }).click();
	await expect(page.getByRole('tree', { name: 'Files' })).toBeVisible();
}

const editor = (page: Page) =>
	page.locator('.monaco-editor .native-edit-context, .monaco-editor textarea').first();
const lines = (page: Page) => page.locator('.monaco-editor .view-lines').first();

async function openReadme(page: Page): Promise<void> {
	await page.getByRole('treeitem', { name: /^README\.md/ }).click();
	await expect(editor(page)).toBeAttached();
}

async function type(page: Page, where: 'Home' | 'End', text: string): Promise<void> {
	await editor(page).focus();
	await page.keyboard.press(`Control+${where}`);
	await page.keyboard.type(text);
}

test('two people in two profiles work on one app: roles act at once, both write, one undoes, comments, loads again', async ({
	browser,
}) => {
	test.slow();
	const [ana, ben] = [await person(browser), await person(browser)];
	await addSignalling(ana);
	await openHome(ana);
	await create(ana, 'A recipe tracker with title, ingredients and rating');
	const link = await share(ana, 'Ana');
	await join(ben, link, 'Ben');
	await expect(ben.locator('iframe[title^="Preview of"]')).toBeVisible();

	const people = ana.getByRole('dialog', { name: /^Share / });
	await people.getByRole('combobox', { name: 'Role of Ben' }).selectOption({ label: 'Viewer' });
	await expect(ben.getByText(/^Read-only\./).first()).toBeVisible();
	await people.getByRole('combobox', { name: 'Role of Ben' }).selectOption({ label: 'Editor' });
	await expect(ben.getByText(/^Read-only\./)).toHaveCount(0);
	await ana.keyboard.press('Escape');

	for (const page of [ana, ben]) await openReadme(page);
	await type(ben, 'Home', 'Written by Ben. ');
	await expect(lines(ana)).toContainText('Written by Ben.');
	await type(ana, 'Home', 'Written by Ana. ');
	await expect(lines(ben)).toContainText('Written by Ana. Written by Ben.');
	expect(await lines(ben).innerText()).toBe(await lines(ana).innerText());
	await editor(ana).focus();
	// What is typed with pauses is taken back in as many steps; what the other wrote is in none of them.
	await expect(async () => {
		await ana.keyboard.press('Control+z');
		await expect(lines(ben)).toHaveText(/^\s*Written\sby\sBen\./, { timeout: 2_000 });
	}).toPass();

	for (const page of [ana, ben]) await page.getByRole('tab', { name: /^Comments/ }).click();
	await ben.getByRole('textbox', { name: 'Write a comment' }).fill('Is this the right title?');
	await ben.getByRole('button', { name: 'Comment', exact: true }).click();
	const comment = ana.getByRole('article', { name: /^Comment by Ben/ });
	await expect(comment).toContainText('Is this the right title?');

	// A page that is loaded again is in the room by itself.
	await ben.reload();
	await ben.getByRole('tab', { name: 'Code', exact: true }).click();
	await openReadme(ben);
	await type(ben, 'Home', 'Back again. ');
	await ana.getByRole('tab', { name: 'Code', exact: true }).click();
	await openReadme(ana);
	await expect(lines(ana)).toContainText('Back again. Written by Ben.');
});
