import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { newCreationId } from '#lib/model/id.ts';
import { ok } from '#lib/model/result.ts';
import { newDocument, Tree } from '#lib/services/storage/tree.ts';
import { anchorAt, fileAnchor, placeOf } from './anchor.ts';

const CODE = 'const one = 1;\nconst two = 2;\nconst three = 3;\n';
const treeOf = (doc: Y.Doc) =>
	new Tree({
		id: newCreationId(),
		doc,
		store: async () => ok(undefined),
		replace: async () => ok(undefined),
		refresh: async () => undefined,
		onClose: () => undefined,
	});
const treeWith = (files: Record<string, string>) => treeOf(newDocument(new Map(Object.entries(files))));
const at = (quote: string, text = CODE): [number, number] => [
	text.indexOf(quote),
	text.indexOf(quote) + quote.length,
];

function pinned(quote: string) {
	const tree = treeWith({ 'a.ts': CODE });
	const anchor = anchorAt(tree, 'a.ts', ...at(quote));
	if (!anchor) throw new Error('no such file');
	const write = (text: string) => tree.write(new Map([['a.ts', text]]), 'person');
	return { tree, anchor, write, place: () => placeOf(tree, anchor) };
}

test('an anchor follows its line through edits before it, and does not swallow what is written next to it', () => {
	const { write, place } = pinned('const two = 2;');
	write('// new\n' + CODE.replace('const two = 2;', 'x(const two = 2;)'));
	const text = '// new\nconst one = 1;\nx(const two = 2;)';
	expect(place()).toEqual({
		type: 'text',
		path: 'a.ts',
		line: 3,
		isChanged: false,
		...range('const two = 2;', text),
	});
});

test('an anchor stays where its words were changed', () => {
	const { write, place } = pinned('const two = 2;');
	write(CODE.replace('two = 2', 'second = 22'));
	expect(place()).toMatchObject({ type: 'text', line: 2, isChanged: true });
	write(CODE);
	expect(place()).toMatchObject({ type: 'text', line: 2, isChanged: false });
});

test('of more than is quoted, a change anywhere is seen, and all of it is found again', () => {
	const long = `${'word '.repeat(200)}end`;
	const tree = treeWith({ 'a.md': `# Title\n${long}\n` });
	const anchor = anchorAt(tree, 'a.md', 8, 8 + long.length);
	if (!anchor) throw new Error('no such file');
	const write = (text: string) => tree.write(new Map([['a.md', text]]), 'person');
	write(`# Title\n${long.replace('end', 'END')}\n`);
	expect(placeOf(tree, anchor)).toMatchObject({ type: 'text', line: 2, isChanged: true });
	write('');
	write(`# Title\n\n${long}\n`);
	expect(placeOf(tree, anchor)).toMatchObject({ line: 3, from: 9, to: 9 + long.length, isChanged: false });
});

test('words that were cut and put elsewhere are found again by what was quoted', () => {
	const { write, place } = pinned('const two = 2;');
	write('const one = 1;\nconst three = 3;\n');
	expect(place()).toEqual({ type: 'outdated', path: 'a.ts' });
	write('const one = 1;\nconst three = 3;\nconst two = 2;\n');
	expect(place()).toMatchObject({ type: 'text', line: 3 });
});

test('a file that gets another name keeps what was said about it', () => {
	const { tree, place } = pinned('const two = 2;');
	tree.write(
		new Map([
			['a.ts', null],
			['src/b.ts', CODE],
		]),
		'person',
	);
	expect(place()).toMatchObject({ type: 'text', path: 'src/b.ts', line: 2 });
});

test('an empty line can be spoken about', () => {
	const tree = treeWith({ 'a.ts': 'one\n\ntwo\n' });
	const anchor = anchorAt(tree, 'a.ts', 4, 4);
	expect(anchor && placeOf(tree, anchor)).toMatchObject({ type: 'text', line: 2 });
});

test('a remark about a file is outdated when the file is gone', () => {
	const tree = treeWith({ 'a.ts': CODE });
	expect(placeOf(tree, fileAnchor('a.ts'))).toEqual({ type: 'file', path: 'a.ts' });
	tree.write(new Map([['a.ts', null]]), 'person');
	expect(placeOf(tree, fileAnchor('a.ts'))).toEqual({ type: 'outdated', path: 'a.ts' });
});

test('an anchor means the same in a replica', () => {
	const { tree, anchor, write } = pinned('const two = 2;');
	write('// new\n' + CODE);
	const replica = new Y.Doc();
	Y.applyUpdate(replica, Y.encodeStateAsUpdate(tree.doc));
	expect(placeOf(treeOf(replica), anchor)).toEqual(placeOf(tree, anchor));
});

describe('an anchor from a stranger', () => {
	test('of any content points into the file or nowhere, and leaves the document as it was', () => {
		const tree = treeWith({ 'a.ts': CODE });
		const before = Y.encodeStateAsUpdate(tree.doc);
		const bytes = fc.uint8Array({ maxLength: 40 }).map((raw) => btoa(String.fromCharCode(...raw)));
		const position = fc.oneof(bytes, fc.string({ maxLength: 40 }));
		fc.assert(
			fc.property(position, position, fc.string({ maxLength: 20 }), (start, end, quote) => {
				const place = placeOf(tree, { path: 'a.ts', start, end, quote });
				expect(['text', 'file', 'outdated']).toContain(place.type);
				if (place.type === 'text') expect(place.to).toBeLessThanOrEqual(CODE.length);
			}),
		);
		expect(Y.encodeStateAsUpdate(tree.doc)).toEqual(before);
		expect([...tree.doc.share.keys()]).toEqual(['files']);
	});
	test('cannot name a part of the document that is no file', () => {
		const tree = treeWith({ 'a.ts': CODE });
		const named = Y.createRelativePositionFromTypeIndex(new Y.Doc().getText('evil'), 0);
		const start = btoa(String.fromCharCode(...Y.encodeRelativePosition(named)));
		expect(placeOf(tree, { path: 'a.ts', start, end: start, quote: 'nowhere' }).type).toBe('outdated');
		expect([...tree.doc.share.keys()]).toEqual(['files']);
	});
});

const range = (quote: string, text: string) => ({
	from: text.indexOf(quote),
	to: text.indexOf(quote) + quote.length,
});
