import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { cleanSlice, PIECES, randomFrom } from './edits.test-data.ts';
import { monaco } from './monaco.ts';
import { shownText } from './projection.ts';
import { TextBinding } from './text-binding.ts';

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((cleanup) => cleanup()));

function bind(text: Y.Text, language = 'plaintext') {
	const model = monaco.editor.createModel('', language);
	const binding = new TextBinding(text, model);
	cleanups.push(() => {
		binding.dispose();
		model.dispose();
	});
	return { model, binding };
}

function newText(content: string): Y.Text {
	const text = new Y.Doc().getText('file');
	text.insert(0, content);
	return text;
}

function openEditor(binding: TextBinding) {
	const element = document.createElement('div');
	element.style.cssText = 'width: 600px; height: 300px';
	document.body.append(element);
	const editor = monaco.editor.create(element, { model: binding.model });
	binding.editor = editor;
	cleanups.push(() => {
		editor.dispose();
		element.remove();
	});
	return editor;
}

const at = (line: number, column: number) => new monaco.Range(line, column, line, column);
const type = (model: monaco.editor.ITextModel, range: monaco.Range, text: string) =>
	model.pushEditOperations([], [{ range, text }], () => null);

describe('two editors on one text', () => {
	test.each([1, 2, 3, 4, 5, 6])('converge under random edits, CRLF pastes and emoji (seed %i)', (seed) => {
		const random = randomFrom(seed);
		const text = newText(seed % 2 ? 'start\nof it 😀\n' : 'start\r\nof it 😀\r\nand on\r\n');
		const models = [bind(text).model, bind(text).model];
		for (let step = 0; step < 300; step++) {
			const model = models[random(2)] ?? models[0];
			const piece = PIECES[random(PIECES.length)] ?? '';
			if (!model) continue;
			const length = model.getValueLength();
			const [a, b] = [random(length + 1), random(length + 1)];
			const [from, to] = [Math.min(a, b), Math.min(Math.max(a, b), Math.min(a, b) + 8)];
			if (random(5) === 0) text.insert(random(text.length + 1), piece);
			else if (random(6) === 0) model.setValue(`${cleanSlice(model.getValue(), from)}${piece}`);
			else type(model, monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to)), piece);
			for (const each of models) expect(each.getValue()).toBe(shownText(text.toString()));
		}
		expect(text.length).toBeGreaterThan(0);
	});

	test('several edits at once reach the text as they were made', () => {
		const text = newText('one\ntwo\nthree');
		const [first, second] = [bind(text).model, bind(text).model];
		first.pushEditOperations(
			[],
			[
				{ range: at(1, 1), text: '1 ' },
				{ range: new monaco.Range(2, 1, 2, 4), text: 'zwei' },
				{ range: at(3, 6), text: '!' },
			],
			() => null,
		);
		expect(text.toString()).toBe('1 one\nzwei\nthree!');
		expect(second.getValue()).toBe('1 one\nzwei\nthree!');
	});
});

describe('a file with CRLF', () => {
	test('is not changed by being opened', () => {
		const text = newText('a\r\nb\r\n');
		const { model } = bind(text);
		expect(text.toString()).toBe('a\r\nb\r\n');
		expect(model.getValue()).toBe('a\nb\n');
		expect(model.getEOL()).toBe('\n');
	});

	test('keeps its line endings for new lines', () => {
		const text = newText('a\r\nb\r\n');
		type(bind(text).model, at(2, 2), '\nc');
		expect(text.toString()).toBe('a\r\nb\r\nc\r\n');
	});

	test('loses both characters of an ending that is deleted', () => {
		const text = newText('a\r\nb');
		type(bind(text).model, new monaco.Range(1, 2, 2, 1), '');
		expect(text.toString()).toBe('ab');
	});
});

test('a CRLF paste into a file with LF arrives as LF', () => {
	const text = newText('a\n');
	type(bind(text).model, at(1, 2), '\r\nb\r\nc');
	expect(text.toString()).toBe('a\nb\nc\n');
});

test('a byte order mark is neither shown nor lost', () => {
	const text = newText('\uFEFFa');
	const { model } = bind(text);
	type(model, at(1, 2), 'b');
	expect(model.getValue()).toBe('ab');
	expect(text.toString()).toBe('\uFEFFab');
});

test('a change from elsewhere that cuts an emoji in two still leaves both sides equal', () => {
	const text = newText('a😀b');
	const { model } = bind(text);
	text.insert(2, 'x');
	expect(model.getValue()).toBe(text.toString());
});

describe('undo', () => {
	test('takes back only what was typed here', () => {
		const text = newText('hello world');
		const { model, binding } = bind(text);
		const editor = openEditor(binding);
		type(model, at(1, 12), '!');
		text.doc?.transact(() => text.insert(0, 'REMOTE '), 'elsewhere');
		editor.trigger('test', 'undo', null);
		editor.trigger('test', 'undo', null);
		expect(text.toString()).toBe('REMOTE hello world');
		editor.trigger('test', 'redo', null);
		expect(text.toString()).toBe('REMOTE hello world!');
		expect(model.getValue()).toBe('REMOTE hello world!');
	});

	test('puts the cursor where the text came back', () => {
		const text = newText('one two three');
		const { model, binding } = bind(text);
		const editor = openEditor(binding);
		type(model, new monaco.Range(1, 5, 1, 8), '');
		editor.setPosition({ lineNumber: 1, column: 1 });
		editor.trigger('test', 'undo', null);
		expect(editor.getPosition()?.column).toBe(8);
	});
});

describe('the cursor', () => {
	test.each([
		['stays in its word when text comes before it', 2, 'xy', { column: 7, selected: '' }],
		['stays before text that comes exactly there', 4, 'xy', { column: 5, selected: '' }],
		['stays when text comes after it', 6, 'xy', { column: 5, selected: '' }],
	])('%s', (_what, offset, inserted, expected) => {
		const text = newText('hello world');
		const { binding } = bind(text);
		const editor = openEditor(binding);
		editor.setPosition({ lineNumber: 1, column: 5 });
		text.doc?.transact(() => text.insert(offset, inserted), 'elsewhere');
		expect(editor.getPosition()?.column).toBe(expected.column);
		expect(editor.getSelection()?.isEmpty()).toBe(true);
	});

	test('keeps what is selected, in its direction', () => {
		const text = newText('hello world');
		const { model, binding } = bind(text);
		const editor = openEditor(binding);
		editor.setSelection(new monaco.Selection(1, 12, 1, 7));
		text.doc?.transact(() => text.insert(0, '>> '), 'elsewhere');
		const selection = editor.getSelection();
		expect(selection && model.getValueInRange(selection)).toBe('world');
		expect(selection?.getDirection()).toBe(monaco.SelectionDirection.RTL);
	});
});

test('a change from elsewhere is applied as its smallest edit', () => {
	const text = newText('one\ntwo\nthree\n');
	const { model } = bind(text);
	const seen: string[] = [];
	model.onDidChangeContent((event) => seen.push(...event.changes.map((change) => change.text)));
	text.doc?.transact(() => text.insert(4, 'new '), 'elsewhere');
	expect(seen).toEqual(['new ']);
});

test('five megabytes in one line can be opened and typed into', () => {
	const text = newText('x'.repeat(5_000_000));
	const { model } = bind(text);
	type(model, at(1, 2_500_000), 'typed');
	expect(text.length).toBe(5_000_005);
	expect(text.toString().slice(2_499_999, 2_500_004)).toBe('typed');
	text.insert(0, 'far');
	expect(model.getValueLength()).toBe(5_000_008);
});

test('after dispose neither side follows the other', () => {
	const text = newText('a');
	const { model, binding } = bind(text);
	binding.dispose();
	text.insert(1, 'b');
	expect(model.getValue()).toBe('a');
});
