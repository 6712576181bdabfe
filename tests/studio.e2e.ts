import { expect, test, type Page } from '@playwright/test';
import { create, openHome, preview, saved } from './support/aether.ts';
import { addEntry } from './support/use-kit.ts';
import { test as visit } from './support/visitor.ts';
import { filesOf, gitFactsOf } from './support/zip.ts';

const SENTENCE = 'A recipe tracker with title, ingredients and rating';

/** Pastes `text` over all that the editor holds. */
async function rewrite(page: Page, text: string): Promise<void> {
	const code = page.getByRole('region', { name: 'Code' });
	const editor = code.locator('.monaco-editor').first();
	await code.getByRole('tree', { name: 'Files' }).hover();
	await expect(editor.locator('.view-line').first()).toBeVisible();
	await editor.click({ position: { x: 150, y: 12 } });
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.press('ControlOrMeta+V');
}

const app = (greeting: string): string => `export function App() {\n\treturn <h1>${greeting}</h1>;\n}\n`;

visit('the preview follows the editor, and an earlier version comes back as a new one', async ({ page }) => {
	await openHome(page);
	const running = await create(page, SENTENCE);
	await rewrite(page, app('Good morning'));
	await expect(running.getByRole('heading', { name: 'Good morning' })).toBeVisible();
	await page.getByRole('button', { name: 'Save version' }).click();
	await expect(page.getByText(/^v2/)).toBeVisible();

	await page.getByRole('tab', { name: 'History' }).click();
	const versions = page.getByRole('list', { name: 'Versions' });
	await versions.getByRole('button', { name: /Create Recipes/ }).click();
	await page.getByRole('button', { name: 'Restore as new version' }).click();
	await expect(versions.getByRole('listitem')).toHaveCount(3);
	await expect(running.getByRole('heading', { name: 'Recipes' })).toBeVisible();
	await page.reload();
	await expect((await preview(page)).getByRole('heading', { name: 'Recipes' })).toBeVisible();
});

visit('a change that is asked for is made in the files, in the app and in the history', async ({ page }) => {
	await openHome(page);
	const running = await create(page, SENTENCE);
	await page.getByRole('textbox', { name: 'Ask for a change' }).fill('Add a due date');
	await page.getByRole('button', { name: 'Send', exact: true }).click();
	await expect(running.getByLabel('Due date', { exact: true })).toBeVisible();
	await saved(page);
	await page.getByRole('tab', { name: 'History' }).click();
	await expect(page.getByRole('list', { name: 'Versions' }).getByRole('listitem')).toHaveCount(2);
});

visit('what is typed in one tab stands in the other, and both keep all of it', async ({ page, visitor }) => {
	await openHome(page);
	await create(page, SENTENCE);
	await saved(page);
	const other = await visitor.newPage();
	await other.goto(page.url());
	await preview(other);
	await rewrite(page, app('From the first tab'));
	await expect((await preview(other)).getByRole('heading', { name: 'From the first tab' })).toBeVisible();
	await rewrite(other, app('From the second tab'));
	await expect((await preview(page)).getByRole('heading', { name: 'From the second tab' })).toBeVisible();
	await saved(other);
	await other.close();
});

visit('a mistake in the code is told with its place, and the app that ran stays', async ({ page }) => {
	await openHome(page);
	const running = await create(page, SENTENCE);
	await rewrite(page, 'export function App() {\n\treturn <h1>Never closed;\n}\n');
	const card = page.getByRole('alert', { name: 'Build problem' });
	await expect(card).toContainText('App.tsx');
	await expect(running.getByRole('heading', { name: 'Recipes' })).toBeVisible();
	await rewrite(page, "export function App() {\n\tthrow new Error('No luck today');\n}\n");
	await expect(page.getByRole('alert', { name: 'Error in the creation' })).toContainText('No luck today');
});

test('an exported creation is the same in another browser, with its data and its history', async ({
	page,
	browser,
	baseURL,
}, { outputDir }) => {
	await openHome(page);
	const isThere = await addEntry('recipe', 'Recipes', { Title: 'Lemon risotto' })(
		await create(page, SENTENCE),
	);
	await saved(page);
	const exported = await download(page, `${outputDir}/one.zip`);

	const stranger = await browser.newContext(baseURL ? { baseURL } : {});
	const there = await stranger.newPage();
	await openHome(there);
	const choosing = there.waitForEvent('filechooser');
	await there.getByRole('button', { name: 'Import' }).click();
	await (await choosing).setFiles(exported);
	await there.getByRole('list', { name: 'Your creations' }).getByRole('link', { name: 'Recipes' }).click();
	await isThere(await preview(there));
	const again = await download(there, `${outputDir}/two.zip`);
	expect(filesOf(again)).toEqual(filesOf(exported));
	expect(gitFactsOf(again)).toEqual(gitFactsOf(exported));
	await stranger.close();
});

async function download(page: Page, path: string): Promise<string> {
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export', exact: true }).click();
	await (await downloading).saveAs(path);
	return path;
}
