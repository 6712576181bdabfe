import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import * as Y from 'yjs';
import CodeEditor from './CodeEditor.svelte';
import { colorReader } from './theme.ts';

/** The first test fetches the editor; a busy machine takes its time. ms. */
vi.setConfig({ testTimeout: 120_000 });

async function open(path: string, content: string) {
	const text = new Y.Doc().getText('file');
	text.insert(0, content);
	const host = document.createElement('div');
	host.style.cssText = 'width: 700px; height: 400px';
	document.body.append(host);
	const screen = await render(CodeEditor, { path, text, appearance: 'light' }, { baseElement: host });
	await vi.waitFor(() => expect(document.querySelector('.view-line')).not.toBeNull(), 30_000);
	return { text, screen };
}

test('what is typed reaches the text, and undo takes it back', async () => {
	const { text } = await open('a.ts', 'const a = 1;\n');
	await page.getByRole('textbox', { name: /^a\.ts/ }).click({ force: true });
	await userEvent.keyboard('{Control>}{Home}{/Control}// x');
	await vi.waitFor(() => expect(text.toString()).toBe('// xconst a = 1;\n'));
	await userEvent.keyboard('{Control>}z{/Control}');
	await vi.waitFor(() => expect(text.toString()).toBe('const a = 1;\n'));
});

test('a file with five megabytes in one line opens plainly and says so', async () => {
	await open('big.json', `"${'x'.repeat(5_000_000)}"`);
	await expect.element(page.getByText(/Large file: colours/)).toBeVisible();
});

test('colours are those of their tokens for a person who wants no motion', () => {
	const style = document.createElement('style');
	style.textContent = ':root { --one: #ff0000; --two: #00ff00 } * { transition-duration: 0.01ms !important }';
	document.head.append(style);
	const color = colorReader('dark');
	expect([color('--one'), color('--two')]).toEqual(['#ff0000ff', '#00ff00ff']);
	style.remove();
});
