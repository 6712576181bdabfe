import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { sampleSpecs } from '../../specs.fixture.ts';
import { mount, type Mounted } from '../../testing/mount.ts';

let app: Mounted | undefined;

beforeEach(async () => {
	localStorage.clear();
	await page.viewport(1200, 900);
});
afterEach(() => app?.unmount());

async function write(text: string): Promise<void> {
	await page.getByRole('button', { name: 'New note' }).click();
	await page.getByRole('textbox', { name: 'Note' }).fill(text);
}

const list = page.getByRole('list', { name: 'Notes' });

test('what is written is kept at once', async () => {
	app = await mount(sampleSpecs.notes);
	await write('# Lisbon\n\nTake the night train');
	await expect.element(list.getByRole('button', { name: /Lisbon/ })).toBeVisible();
	app.unmount();
	app = await mount(sampleSpecs.notes);
	await list.getByRole('button', { name: /Lisbon/ }).click();
	await expect
		.element(page.getByRole('textbox', { name: 'Note' }))
		.toHaveValue('# Lisbon\n\nTake the night train');
});

test('the preview shows Markdown, and nothing in a note becomes a script or a dangerous link', async () => {
	app = await mount(sampleSpecs.notes);
	await write(
		'# Title\n\nSome **bold** and *italic* and `code`\n\n- [x] done\n- open\n\n1. one\n\n> quote\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n[fine](https://example.com) [bad](javascript:alert(1)) <img src=x onerror=alert(1)>',
	);
	await page.getByRole('tab', { name: 'Preview' }).click();
	const preview = page.getByRole('article', { name: 'Preview' });
	await expect.element(preview.getByRole('heading', { name: 'Title' })).toBeVisible();
	await expect.element(preview.getByRole('checkbox', { name: 'done' })).toBeChecked();
	await expect.element(preview.getByRole('cell', { name: '2' })).toBeVisible();
	await expect
		.element(preview.getByRole('link', { name: 'fine' }))
		.toHaveAttribute('href', 'https://example.com');
	expect(preview.getByRole('link').elements().length).toBe(1);
	expect(preview.element().querySelector('img, script')).toBeNull();
	expect(preview.element().querySelector('strong')?.textContent).toBe('bold');
});

test('a note of a thousand unclosed marks is still shown', async () => {
	app = await mount(sampleSpecs.notes);
	await write(`${'**_`['.repeat(1000)}\n${'> '.repeat(300)}deep\n${'  - x\n'.repeat(300)}`);
	await page.getByRole('tab', { name: 'Preview' }).click();
	await expect.element(page.getByRole('article', { name: 'Preview' }).getByText('deep')).toBeInTheDocument();
});

test('search, tags and pins choose what the list shows first', async () => {
	app = await mount(sampleSpecs.notes);
	await write('Shopping #home');
	await page.getByRole('button', { name: 'Pin', exact: true }).click();
	await write('Lisbon #travel');
	await expect.poll(() => titles()).toEqual(['Pinned: Shopping #home', 'Lisbon #travel']);
	await page.getByRole('combobox', { name: 'Filter by tag' }).selectOptions('travel');
	await expect.poll(() => titles()).toEqual(['Lisbon #travel']);
	await page.getByRole('combobox', { name: 'Filter by tag' }).selectOptions('All tags');
	await page.getByRole('searchbox', { name: 'Search notes' }).fill('shop');
	await expect.poll(() => titles()).toEqual(['Pinned: Shopping #home']);
});

test('a deleted note comes back by Undo', async () => {
	app = await mount(sampleSpecs.notes);
	await write('Keep me');
	await page.getByRole('button', { name: 'Delete Keep me' }).click();
	await expect.element(page.getByText('No notes yet')).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect.element(list.getByRole('button', { name: /Keep me/ })).toBeVisible();
});

test('dark mode can be switched on inside the app and stays', async () => {
	app = await mount(sampleSpecs.notes);
	const dark = page.getByRole('switch', { name: 'Dark mode' });
	await expect.element(dark).toHaveAttribute('aria-checked', 'false');
	await dark.click();
	await expect.poll(() => getComputedStyle(document.documentElement).colorScheme).toBe('dark');
	app.unmount();
	app = await mount(sampleSpecs.notes);
	await expect.element(dark).toHaveAttribute('aria-checked', 'true');
	await dark.click();
});

const titles = (): string[] =>
	[...document.querySelectorAll('.note-title')].map((element) => element.textContent?.trim() ?? '');
