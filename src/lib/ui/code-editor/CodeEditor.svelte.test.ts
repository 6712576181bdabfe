import type { ComponentProps } from 'svelte';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import * as Y from 'yjs';
import CodeEditor from './CodeEditor.svelte';
import type { View } from './editor.ts';
import { offsetOf, placeAt } from './place.ts';
import { colorReader } from './theme.ts';

/** The first test fetches the editor; a busy machine takes its time. ms. */
vi.setConfig({ testTimeout: 120_000 });

/** Editors draw in frames, of which a busy machine has few. */
const until = (check: () => void) => vi.waitFor(check, 20_000);

type Extra = Partial<Omit<ComponentProps<typeof CodeEditor>, 'path' | 'text' | 'appearance'>>;

async function open(path: string, content: string, extra: Extra = {}) {
	const text = new Y.Doc().getText('file');
	text.insert(0, content);
	const host = document.createElement('div');
	// The editor fills what it is put into, as in a pane.
	host.style.cssText = 'display: grid; grid-template: 400px / 700px';
	document.body.append(host);
	const screen = await render(
		CodeEditor,
		{ path, text, appearance: 'light', ...extra },
		{ baseElement: host },
	);
	// An editor draws what is in sight only: none may stand in the way of the next.
	onTestFinished(async () => {
		await screen.unmount();
		host.remove();
	});
	await vi.waitFor(() => expect(host.querySelector('.view-line, .cm-line')).not.toBeNull(), 100_000);
	return { text, screen, host };
}

const focus = (host: HTMLElement) =>
	host.querySelector<HTMLElement>('.cm-content, .native-edit-context, textarea')?.focus();

test('what is typed reaches the text, and undo takes it back', async () => {
	const { text, host } = await open('a.ts', 'const a = 1;\n');
	focus(host);
	await userEvent.keyboard('{Control>}{Home}{/Control}// x');
	await until(() => expect(text.toString()).toBe('// xconst a = 1;\n'));
	// What is typed slowly is taken back in steps.
	for (const _letter of '// x') await userEvent.keyboard('{Control>}z{/Control}');
	await until(() => expect(text.toString()).toBe('const a = 1;\n'));
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

const LINES = Array.from({ length: 200 }, (_, index) => `line ${index + 1}`).join('\n');
const shown = (text: Y.Text) => ({ text, length: text.length });

describe.each([
	['Monaco', false],
	['CodeMirror', true],
] as const)('%s', (_name, isTouch) => {
	test('others are drawn with their names where they are, and go with the text', async () => {
		const { text, screen, host } = await open('a.ts', 'one\ntwo\nthree', { isTouch });
		const peer = { key: 'ana', name: 'Ana <b>', hue: 200 };
		await screen.rerender({
			peers: [{ ...peer, anchor: placeAt(shown(text), 4), head: placeAt(shown(text), 7) }],
		});
		const name = page.elementLocator(host).getByText('Ana <b>');
		await expect.element(name).toBeVisible();
		await until(() => expect(host.querySelector('.peer-selection')).not.toBeNull());
		const top = () => name.element().getBoundingClientRect().top;
		const before = top();
		text.insert(0, 'new\nnew\nnew\n');
		await until(() => expect(top()).toBeGreaterThan(before + 40));
		await screen.rerender({ peers: [] });
		await until(() => expect(host.querySelector('.peer-caret, .peer-selection')).toBeNull());
	});

	test('someone whose text has not arrived yet is drawn once it has', async () => {
		const { text, screen, host } = await open('a.ts', 'one', { isTouch });
		const far = new Y.Doc();
		if (!text.doc) throw new Error('A text in no document');
		Y.applyUpdate(far, Y.encodeStateAsUpdate(text.doc));
		const there = far.getText('file');
		there.insert(3, ' two');
		const place = placeAt(shown(there), 5);
		await screen.rerender({ peers: [{ key: 'ana', name: 'Ana', hue: 1, head: place }] });
		expect(host.querySelector('.peer-caret')).toBeNull();
		Y.applyUpdate(text.doc, Y.encodeStateAsUpdate(far));
		await until(() => expect(host.querySelector('.peer-caret')).not.toBeNull());
	});

	test('a change of role makes it readable only, with the reason, and back, at once', async () => {
		const { text, screen, host } = await open('a.ts', 'one', { isTouch });
		await screen.rerender({ lockReason: 'You are a viewer here.' });
		const note = page.elementLocator(host).getByText('You are a viewer here.').first();
		await expect.element(note).toBeVisible();
		focus(host);
		await userEvent.keyboard('x');
		expect(text.toString()).toBe('one');
		await screen.rerender({ lockReason: undefined });
		await expect.element(note).not.toBeInTheDocument();
	});

	test('tells where the cursor and the first line are, and scrolls to where somebody else is', async () => {
		let view: View | undefined;
		const onview = (now: View) => (view = now);
		const { text, screen, host } = await open('a.ts', LINES, { isTouch, onview });
		const at = LINES.indexOf('line 100');
		await screen.rerender({ follow: placeAt(shown(text), at) });
		const placed = (place: string | undefined) => (place === undefined ? -1 : offsetOf(shown(text), place));
		await until(() => expect(placed(view?.viewport)).toBeGreaterThan(LINES.indexOf('line 97')));
		expect(placed(view?.viewport)).toBeLessThanOrEqual(at);
		focus(host);
		await userEvent.keyboard('{Control>}{End}{/Control}');
		await until(() => expect(placed(view?.head)).toBe(LINES.length));
	});

	test('what others write above moves neither the cursor nor what is in sight', async () => {
		let view: View | undefined;
		const onview = (now: View) => (view = now);
		const { text, screen, host } = await open('a.ts', LINES, { isTouch, onview });
		const at = LINES.indexOf('line 100');
		await screen.rerender({ follow: placeAt(shown(text), at) });
		const row = page.elementLocator(host).getByText('line 104', { exact: true });
		await expect.element(row).toBeInTheDocument();
		await until(() => expect(view).toBeDefined());
		const before = row.element().getBoundingClientRect().top;
		text.insert(0, 'new\n'.repeat(10));
		await until(() => {
			expect(Math.abs(row.element().getBoundingClientRect().top - before)).toBeLessThan(12);
		});
	});

	test('who wrote what stands beside the lines, once for each run of them', async () => {
		const you = { key: 'you', name: 'You', hue: 205 };
		const authors = [you, you, { key: 'm', name: 'some-model' }, you];
		const { screen, host } = await open('a.ts', 'a\nb\nc\nd', { isTouch, authors });
		const gutter = page.elementLocator(host).getByRole('list', { name: 'Authors of the lines' });
		const names = () =>
			gutter
				.getByRole('listitem')
				.elements()
				.map(({ textContent }) => textContent);
		await until(() => expect(names()).toEqual(['You', 'some-model', 'You']));
		await screen.rerender({ authors: undefined });
		await expect.element(gutter).not.toBeInTheDocument();
	});

	test('says when the person scrolls, types or presses, but not for a modifier key alone', async () => {
		const onact = vi.fn();
		const { host } = await open('a.ts', LINES, { isTouch, onact });
		focus(host);
		await userEvent.keyboard('{Shift}');
		expect(onact).not.toHaveBeenCalled();
		await userEvent.keyboard('x');
		expect(onact).toHaveBeenCalled();
		onact.mockClear();
		host.querySelector('.view-line, .cm-line')?.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
		expect(onact).toHaveBeenCalledOnce();
	});
});

test('under fingers there are buttons for undo and redo', async () => {
	const { text, host } = await open('a.ts', 'one', { isTouch: true });
	host.querySelector<HTMLElement>('.cm-content')?.focus();
	await userEvent.keyboard('x');
	await page.getByRole('button', { name: 'Undo typing' }).click();
	expect(text.toString()).toBe('one');
	await page.getByRole('button', { name: 'Redo typing' }).click();
	expect(text.toString()).toBe('xone');
});
