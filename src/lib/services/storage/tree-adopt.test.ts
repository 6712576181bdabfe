import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { newUlid } from '#lib/model/id.ts';
import { createStorage } from './create-storage.ts';
import type { Storage, TreeChange, WorkingTree } from './storage.ts';
import { creationWith } from './support.test-data.ts';
import { newDocument } from './tree.ts';

const opened: Storage[] = [];
afterEach(async () => {
	for (const storage of opened.splice(0)) await storage.close();
});

async function open(name: string): Promise<Storage> {
	const storage = createStorage({ name });
	expect((await storage.open()).ok).toBe(true);
	opened.push(storage);
	return storage;
}

/** One creation, open in two tabs. */
async function twoTabs() {
	const name = newUlid();
	const [first, second] = [await open(name), await open(name)];
	const creation = creationWith();
	await first.create(
		creation,
		new Map([
			['old.md', 'old'],
			['same.md', 'same'],
		]),
		[],
	);
	const treeIn = async (storage: Storage): Promise<WorkingTree> => {
		const tree = await storage.openTree(creation.id);
		if (!tree.ok) throw new Error(tree.error.message);
		return tree.value;
	};
	return { name, treeIn, a: await treeIn(first), b: await treeIn(second) };
}

const next = new Map([
	['new.md', 'new'],
	['same.md', 'same'],
]);

test('a tree goes on with another document: here, on disk, and in other tabs, and nothing of the old one comes back', async () => {
	const { name, treeIn, a, b } = await twoTabs();
	const changes: TreeChange[] = [];
	a.watch((change) => changes.push(change));
	b.write(new Map([['old.md', 'old, and edited there']]), 'person');
	expect((await b.saved()).ok).toBe(true);

	a.adopt(newDocument(next));
	expect(a.files()).toEqual(next);
	expect(new Set(changes.at(-1)?.paths)).toEqual(new Set(['old.md', 'same.md', 'new.md']));
	expect(changes.at(-1)?.origin).toBe('collab');
	expect((await a.saved()).ok).toBe(true);
	await vi.waitFor(() => expect(b.files()).toEqual(next));

	a.write(new Map([['new.md', 'newer']]), 'person');
	b.write(new Map([['same.md', 'same as ever']]), 'person');
	expect((await a.saved()).ok && (await b.saved()).ok).toBe(true);
	const both = new Map([
		['new.md', 'newer'],
		['same.md', 'same as ever'],
	]);
	await vi.waitFor(() => expect([a.files(), b.files()]).toEqual([both, both]));
	expect((await treeIn(await open(name))).files()).toEqual(both);
});

test('edits in the moment of the change are on disk as well', async () => {
	const { name, treeIn, a } = await twoTabs();
	a.write(new Map([['old.md', 'waits to be stored']]), 'person');
	const doc = newDocument(next);
	a.adopt(doc);
	a.write(new Map([['new.md', 'new, and more']]), 'person');
	expect((await a.saved()).ok).toBe(true);
	expect((await treeIn(await open(name))).files()).toEqual(new Map([...next, ['new.md', 'new, and more']]));
});

test('what comes from others is stored, and says that it came from others', async () => {
	const { name, treeIn, a } = await twoTabs();
	const origins: string[] = [];
	a.watch(({ origin }) => origins.push(origin));
	const other = new Y.Doc();
	Y.applyUpdate(other, Y.encodeStateAsUpdate(a.doc));
	other.getMap('files').set('theirs.md', new Y.Text('theirs'));
	Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(other), 'collab');
	expect((await a.saved()).ok).toBe(true);
	expect(origins).toEqual(['collab']);
	expect((await treeIn(await open(name))).files().get('theirs.md')).toBe('theirs');
});
