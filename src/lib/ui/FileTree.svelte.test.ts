import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import FileTree from './FileTree.svelte';

function open(
	facts: {
		readonly isReadOnly?: boolean;
		readonly paths?: readonly string[];
		readonly selected?: string;
	} = {},
) {
	const calls = { onselect: vi.fn(), onadd: vi.fn(), onmove: vi.fn(), ondelete: vi.fn() };
	void render(FileTree, {
		label: 'Files',
		paths: ['.aether/spec.json', 'src/main.ts', 'src/model.ts', 'README.md'],
		selected: 'src/main.ts',
		marks: new Map([['README.md', 'changed']]),
		visitors: new Map([
			[
				'src/model.ts',
				[
					{ name: 'Ana', hue: 10 },
					{ name: 'Ben', hue: 200 },
				],
			],
		]),
		...calls,
		...facts,
	});
	return calls;
}
const item = (name: string | RegExp) => page.getByRole('treeitem', { name });

test('arrow keys walk the tree, Enter opens the file', async () => {
	const { onselect } = open();
	await item('main.ts').click();
	onselect.mockClear();
	await userEvent.keyboard('{ArrowDown}');
	await expect.element(item('model.ts')).toHaveFocus();
	await userEvent.keyboard('{Enter}');
	expect(onselect.mock.calls).toEqual([['src/model.ts']]);
});

test('a tree that is only read offers no way to change it', async () => {
	const { onmove, ondelete } = open({ isReadOnly: true });
	await item('main.ts').click();
	expect(page.getByRole('button').elements()).toEqual([]);
	await userEvent.keyboard('{Delete}{F2}');
	expect(page.getByRole('textbox').elements()).toEqual([]);
	expect([onmove.mock.calls, ondelete.mock.calls]).toEqual([[], []]);
});

test('only one row is in the tab order', async () => {
	open();
	await expect.element(item('main.ts')).toHaveAttribute('tabindex', '0');
	expect(document.querySelectorAll('[role=treeitem][tabindex="0"]').length).toBe(1);
});

test('the left arrow closes a folder and the right one opens it', async () => {
	open();
	await item('main.ts').click();
	await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
	await expect.element(item('src')).toHaveAttribute('aria-expanded', 'false');
	await expect.element(item('main.ts')).not.toBeInTheDocument();
	await userEvent.keyboard('{ArrowRight}');
	await expect.element(item('main.ts')).toBeVisible();
});

test('folders of tools begin closed', async () => {
	open();
	await expect.element(item('.aether')).toHaveAttribute('aria-expanded', 'false');
});

test('the open file is in sight, however long the list is', async () => {
	const paths = Array.from({ length: 300 }, (_, index) => `file-${index}.ts`);
	open({ paths, selected: 'file-250.ts' });
	await expect.element(item('file-250.ts')).toBeInViewport();
});

test('F2 renames in place, Escape gives up', async () => {
	const { onmove } = open();
	await item('main.ts').click();
	await userEvent.keyboard('{F2}');
	const field = page.getByRole('textbox', { name: 'New path' });
	await expect.element(field).toHaveFocus();
	await userEvent.keyboard('{Escape}');
	await expect.element(item('main.ts')).toHaveFocus();
	await userEvent.keyboard('{F2}');
	await field.fill('src/start.ts');
	await userEvent.keyboard('{Enter}');
	expect(onmove.mock.calls).toEqual([['src/main.ts', 'src/start.ts']]);
});

test('a new file begins in the folder of the chosen one; Delete deletes', async () => {
	const { onadd, ondelete } = open();
	await item('main.ts').click();
	await userEvent.keyboard('{Delete}');
	expect(ondelete.mock.calls).toEqual([['src/main.ts']]);
	await page.getByRole('button', { name: 'New file' }).click();
	await expect.element(page.getByRole('textbox', { name: 'Path of the new file' })).toHaveValue('src/');
	await userEvent.keyboard('new.ts{Enter}');
	expect(onadd.mock.calls).toEqual([['src/new.ts']]);
});

test('a changed file says so', async () => {
	open();
	await expect.element(item(/README\.md.*changed/)).toBeVisible();
});

test('a file that others have open says by whom', async () => {
	open();
	await expect.element(item(/model\.ts\s*, open by Ana, Ben/)).toBeVisible();
});
