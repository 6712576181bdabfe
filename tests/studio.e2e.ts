import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { create, openHome, reload, saved } from './support/aether.ts';

const SENTENCE = 'A recipe tracker with title, ingredients and rating';

test.beforeEach(async ({ page }) => {
	await openHome(page);
});

test('an edit in the editor reaches the preview, becomes a version, and the version before comes back as a new one', async ({
	page,
}) => {
	const app = await create(page, SENTENCE);
	await expect(app.getByRole('heading', { name: 'Recipes', level: 1 })).toBeVisible();
	await saved(page);

	await page
		.getByRole('region', { name: 'Code' })
		.getByRole('treeitem', { name: /model\.ts/ })
		.click();
	await replaceInEditor(page, 'Recipes', 'Family recipes');
	await expect(app.getByRole('heading', { name: 'Family recipes', level: 1 })).toBeVisible();

	await page.getByRole('tab', { name: /^Changes/ }).click();
	await expect(page.getByRole('region', { name: 'Code' })).toContainText('model.ts');
	await page.getByRole('button', { name: 'Save version' }).first().click();
	await expect(page.getByText('v2', { exact: false }).first()).toBeVisible();

	await page.getByRole('tab', { name: 'History' }).click();
	await page
		.getByRole('region', { name: 'Code' })
		.getByText(/Create Recipes/)
		.click();
	await page.getByRole('button', { name: 'Restore as new version' }).click();
	await expect(app.getByRole('heading', { name: 'Recipes', level: 1, exact: true })).toBeVisible();
	await expect(page.getByText('v3', { exact: false }).first()).toBeVisible();
});

test('a wish in the conversation adds a field without touching what was entered', async ({ page }) => {
	const app = await create(page, SENTENCE);
	await app.getByLabel('Title', { exact: true }).fill('Lemon risotto');
	await app.getByRole('button', { name: 'Add recipe' }).click();
	await expect(app.getByText('Lemon risotto')).toBeVisible();

	await page.getByRole('textbox', { name: 'Ask for a change' }).fill('add a source link');
	await page.getByRole('button', { name: 'Send' }).click();
	await expect(page.getByRole('log')).toContainText('Added');
	await expect(app.getByText('Lemon risotto')).toBeVisible();
});

test('what the starter cannot do is refused in the conversation, and nothing changes', async ({ page }) => {
	await create(page, SENTENCE);
	await saved(page);
	await page
		.getByRole('textbox', { name: 'Ask for a change' })
		.fill('translate every recipe into Klingon with a neural network');
	await page.getByRole('button', { name: 'Send' }).click();
	await expect(page.getByRole('log')).toContainText(/model/i);
	await expect(page.getByText('v2', { exact: true })).toHaveCount(0);
});

test('two tabs on one creation converge', async ({ page, context }) => {
	await create(page, SENTENCE);
	await saved(page);
	const other = await context.newPage();
	await other.goto(page.url());
	await openFile(other, 'README.md');
	await openFile(page, 'README.md');
	await replaceInEditor(page, 'Recipes', 'Written in the first tab');
	await expect(other.locator('.monaco-editor').first()).toContainText('Written in the first tab');
});

test('an exported zip comes back with the same tree hash, its history and its data', async ({ page }) => {
	const app = await create(page, SENTENCE);
	await app.getByLabel('Title', { exact: true }).fill('Shakshuka');
	await app.getByRole('button', { name: 'Add recipe' }).click();
	await expect(app.getByRole('list', { name: 'Recipes' })).toContainText('Shakshuka');
	await saved(page);
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export' }).click();
	await clickIfShown(page, 'Download as zip');
	const zip = await (await download).path();

	await page.goto('/');
	await page
		.locator('input[type=file]')
		.first()
		.setInputFiles({
			name: 'recipes.zip',
			mimeType: 'application/zip',
			buffer: readFileSync(zip),
		});
	await expect(page).toHaveURL(/\/c\//);
	const again = await reload(page);
	await expect(again.getByRole('list', { name: 'Recipes' })).toContainText('Shakshuka');
});

async function openFile(page: Page, name: string): Promise<void> {
	await page
		.getByRole('tree', { name: 'Files' })
		.getByRole('treeitem', { name: new RegExp(name.replace('.', '\\.')) })
		.click();
	await expect(page.locator('.monaco-editor').first()).toBeVisible();
}

async function replaceInEditor(page: Page, find: string, replacement: string): Promise<void> {
	const editor = page.locator('.monaco-editor').first();
	await expect(editor).toContainText(find);
	await editor.getByText(find).first().dblclick();
	await page.keyboard.insertText(replacement);
}

async function clickIfShown(page: Page, name: string): Promise<void> {
	const button = page.getByRole('menuitem', { name }).or(page.getByRole('button', { name }));
	await button.click({ timeout: 2000 }).catch(() => undefined);
}
