import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { applyTextDiff, editsBetween } from './text-diff.ts';

function textOf(content: string): Y.Text {
	const text = new Y.Doc().getText('file');
	text.insert(0, content);
	return text;
}

test.each([
	['', 'new'],
	['gone', ''],
	['same', 'same'],
	['const a = 1;\nconst b = 2;\n', 'const a = 1;\nconst c = 3;\nconst b = 2;\n'],
	['one\ntwo\nthree\nfour', 'zero\none\nTWO\nfour\nfive'],
	['😀😁', '😀😂'],
	['👩‍👩‍👧', '👨‍👩‍👧'],
	['a\r\nb\r\n', 'a\nb\n'],
	['x'.repeat(5000), 'y'.repeat(6000)],
])('a text becomes the other, character for character (%#)', (before, after) => {
	const text = textOf(before);
	applyTextDiff(text, after);
	expect(text.toString()).toBe(after);
});

test('an anchor outside the changed words keeps its place', () => {
	const before = 'function add(a, b) {\n\treturn a + b;\n}\n\nfunction other() {}\n';
	const text = textOf(before);
	const anchor = Y.createRelativePositionFromTypeIndex(text, before.indexOf('other'));
	applyTextDiff(
		text,
		before.replace('add', 'addNumbers').replace('a + b', 'b + a').replace('{}', '{ return; }'),
	);
	const document = text.doc;
	const position = document && Y.createAbsolutePositionFromRelativePosition(anchor, document);
	expect(position?.index).toBe(text.toString().indexOf('other'));
});

test('two small changes far apart are two small edits', () => {
	const lines = Array.from({ length: 400 }, (_, i) => `line ${i}`);
	const before = lines.join('\n');
	const after = before.replace('line 3\n', 'line three\n').replace('line 390\n', 'line 391st\n');
	const edits = editsBetween(before, after);
	expect(edits.length).toBeGreaterThan(1);
	expect(edits.reduce((sum, edit) => sum + edit.remove + edit.insert.length, 0)).toBeLessThan(30);
});

test('one character in a single line of 5 MB is one edit of one character', () => {
	const line = 'abcdefghij'.repeat(500_000);
	const edits = editsBetween(line, `${line.slice(0, 2_500_000)}!${line.slice(2_500_001)}`);
	expect(edits).toEqual([{ at: 2_500_000, remove: 1, insert: '!' }]);
});
