import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import * as Y from 'yjs';
import { CodeMirrorHost } from './codemirror-host.ts';
import { CodeMirrorText } from './codemirror-text.ts';
import { cleanSlice, PIECES, randomFrom } from './edits.test-data.ts';
import { monaco } from './monaco.ts';
import { shownText } from './projection.ts';
import { TextBinding } from './text-binding.ts';

/** The first of each language fetches it; a busy machine takes its time. ms. */
vi.setConfig({ testTimeout: 60_000 });

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((cleanup) => cleanup()));

function newText(content: string): Y.Text {
	const text = new Y.Doc().getText('file');
	text.insert(0, content);
	return text;
}

function bind(text: Y.Text): CodeMirrorText {
	const bound = new CodeMirrorText(text, []);
	cleanups.push(() => bound.dispose());
	return bound;
}

function open(text: Y.Text, path = 'a.ts'): { readonly host: CodeMirrorHost; readonly box: HTMLElement } {
	const box = document.createElement('div');
	box.style.cssText = 'width: 360px; height: 300px';
	document.body.append(box);
	const host = new CodeMirrorHost(box);
	host.show(path, text);
	cleanups.push(() => {
		host.dispose();
		box.remove();
	});
	return { host, box };
}

const contentOf = (box: HTMLElement): HTMLElement => {
	const content = box.querySelector<HTMLElement>('.cm-content');
	if (!content) throw new Error('No editor');
	return content;
};

/** What follows elsewhere, over updates as a peer sends them. */
function mirror(text: Y.Text): Y.Text {
	const doc = new Y.Doc();
	if (!text.doc) throw new Error('A text in no document');
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(text.doc));
	const link = (from: Y.Doc, to: Y.Doc) =>
		from.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'peer') Y.applyUpdate(to, update, 'peer');
		});
	link(text.doc, doc);
	link(doc, text.doc);
	return doc.getText('file');
}

describe('Monaco, CodeMirror and a peer on one text', () => {
	test.each([1, 2, 3, 4, 5, 6])('stay equal under random edits, undo, CRLF and emoji (seed %i)', (seed) => {
		const random = randomFrom(seed);
		const text = newText(seed % 2 ? 'start\nof it 😀\n' : 'start\r\nof it 😀\r\nand on\r\n');
		const far = mirror(text);
		const touch = bind(text);
		const model = monaco.editor.createModel('', 'plaintext');
		const desk = new TextBinding(text, model);
		cleanups.push(() => {
			desk.dispose();
			model.dispose();
		});
		const steps = [
			(from: number, to: number, piece: string) => touch.dispatch({ changes: { from, to, insert: piece } }),
			(from: number, to: number, piece: string) => {
				const [start, end] = [model.getPositionAt(from), model.getPositionAt(to)];
				model.pushEditOperations(
					[],
					[{ range: monaco.Range.fromPositions(start, end), text: piece }],
					() => null,
				);
			},
			(_from: number, _to: number, piece: string) => far.insert(random(far.length + 1), piece),
			() => void touch.undo(),
			() => void touch.redo(),
			() => void model.undo(),
		];
		for (let step = 0; step < 300; step++) {
			const shown = touch.value();
			const from = cleanSlice(shown, random(shown.length + 1)).length;
			const to = cleanSlice(shown, Math.min(from + random(8), shown.length)).length;
			steps[random(steps.length)]?.(from, Math.max(from, to), PIECES[random(PIECES.length)] ?? '');
			const expected = shownText(text.toString());
			expect(touch.value()).toBe(expected);
			expect(model.getValue()).toBe(expected);
			expect(far.toString()).toBe(text.toString());
		}
	});
});

describe('CodeMirror', () => {
	test('undo takes back only what was typed here, redo brings it again', async () => {
		const text = newText('hello world');
		const { host, box } = open(text);
		contentOf(box).focus();
		await userEvent.keyboard('{Control>}{End}{/Control}!');
		expect(text.toString()).toBe('hello world!');
		text.doc?.transact(() => text.insert(0, 'REMOTE '), 'elsewhere');
		await userEvent.keyboard('{Control>}zz{/Control}');
		expect(text.toString()).toBe('REMOTE hello world');
		host.redo();
		expect(text.toString()).toBe('REMOTE hello world!');
		expect(contentOf(box).textContent).toBe('REMOTE hello world!');
	});

	test('the undo of a soft keyboard is the same one', () => {
		const text = newText('hello');
		const { box } = open(text);
		contentOf(box).focus();
		document.execCommand('insertText', false, 'a');
		const event = new InputEvent('beforeinput', {
			inputType: 'historyUndo',
			cancelable: true,
			bubbles: true,
		});
		contentOf(box).dispatchEvent(event);
		expect(event.defaultPrevented).toBe(true);
		expect(text.toString()).toBe('hello');
	});

	test('a CRLF file stays one, and a CRLF paste into an LF file arrives as LF', () => {
		const [crlf, lf] = [newText('a\r\nb\r\n'), newText('a\n')];
		bind(crlf).dispatch({ changes: { from: 3, insert: '\nc' } });
		expect(crlf.toString()).toBe('a\r\nb\r\nc\r\n');
		const bound = bind(lf);
		bound.dispatch({ changes: { from: 1, insert: bound.state.toText('\r\nb\r\nc') } });
		expect(lf.toString()).toBe('a\nb\nc\n');
	});

	test('undo and cursor of a file are still there after another one was shown', () => {
		const [first, second] = [newText('one'), newText('two')];
		const { host, box } = open(first, 'a.ts');
		contentOf(box).focus();
		document.execCommand('insertText', false, 'x');
		host.show('b.ts', second);
		expect(contentOf(box).textContent).toBe('two');
		first.insert(0, 'far ');
		host.show('a.ts', first);
		host.undo();
		expect(first.toString()).toBe('far one');
		expect(contentOf(box).textContent).toBe('far one');
		expect(second.toString()).toBe('two');
	});

	test('a text that may only be read takes no typing, and says so to screen readers', async () => {
		const text = newText('read me');
		const { host, box } = open(text);
		host.setLocked('Viewers can look.');
		contentOf(box).focus();
		await userEvent.keyboard('x');
		expect(text.toString()).toBe('read me');
		expect(contentOf(box).getAttribute('aria-readonly')).toBe('true');
		host.setLocked(undefined);
		await userEvent.keyboard('x');
		expect(text.toString()).toBe('xread me');
	});

	test.each(['a.ts', 'a.js', 'a.json', 'a.html', 'a.css', 'a.md', 'a.yaml', 'a.sql', 'a.py'])(
		'colours %s',
		async (path) => {
			const code = '{ "a": 1 } /* select 1 */ # if\n<a b="c">\n- key: "x"\nselect 1; body { color: red }';
			const { box } = open(newText(code), path);
			await vi.waitFor(
				() => expect(contentOf(box).querySelectorAll('span[class*="ͼ"]').length).toBeGreaterThan(1),
				30_000,
			);
		},
	);
});
