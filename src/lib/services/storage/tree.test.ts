import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { newCreationId } from '#lib/model/id.ts';
import { newDocument, Tree } from './tree.ts';

test('what could not be saved stays in memory, and what was removed again does not weigh on the next try', async () => {
	const stored: Uint8Array[] = [];
	const doc = newDocument(new Map([['a.txt', 'small']]));
	const disk = new Y.Doc();
	Y.applyUpdate(disk, Y.encodeStateAsUpdate(doc));
	const tree = new Tree({
		id: newCreationId(),
		doc,
		onClose: () => undefined,
		replace: () => Promise.resolve({ ok: true, value: undefined }),
		refresh: () => Promise.resolve(),
		store: (update) => {
			if (update.length > 1_000)
				return Promise.resolve({ ok: false, error: { type: 'quota-full', message: 'Full.' } });
			stored.push(update);
			return Promise.resolve({ ok: true, value: undefined });
		},
	});
	tree.write(
		new Map([
			['big.txt', 'x'.repeat(5_000)],
			['a.txt', 'small and new'],
		]),
		'person',
	);
	expect(await tree.saved()).toMatchObject({ ok: false, error: { type: 'quota-full' } });
	expect(tree.files().size).toBe(2);
	tree.write(new Map([['big.txt', null]]), 'person');
	expect(await tree.saved()).toEqual({ ok: true, value: undefined });
	for (const update of stored) Y.applyUpdate(disk, update);
	expect(newTreeFiles(disk)).toEqual(new Map([['a.txt', 'small and new']]));
});

const newTreeFiles = (doc: Y.Doc) =>
	new Tree({
		id: newCreationId(),
		doc,
		onClose: () => undefined,
		replace: () => Promise.resolve({ ok: true, value: undefined }),
		refresh: () => Promise.resolve(),
		store: () => Promise.resolve({ ok: true, value: undefined }),
	}).files();

test('text that is no valid UTF-16 is the same in memory as on disk', () => {
	const doc = newDocument(new Map([['a.txt', 'half \ud83d of a smile']]));
	const disk = new Y.Doc();
	Y.applyUpdate(disk, Y.encodeStateAsUpdate(doc));
	expect(newTreeFiles(disk)).toEqual(newTreeFiles(doc));
	expect(newTreeFiles(doc).get('a.txt')).toBe('half \ufffd of a smile');
});
