import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import type { FileContent } from '#lib/model/files.ts';
import { newCreationId, newUlid } from '#lib/model/id.ts';
import { createStorage } from './create-storage.ts';
import { currentDatabase } from './current.ts';
import type { Database } from './database.ts';
import * as queries from './queries.ts';
import type { Storage } from './storage.ts';
import { creationWith, messageWith } from './support.test-data.ts';

const opened: Storage[] = [];
afterEach(async () => {
	for (const storage of opened.splice(0)) await storage.close();
});

async function open(name = newUlid()): Promise<{ storage: Storage; database: Database }> {
	const storage = createStorage({ name });
	expect(await storage.open()).toEqual({ ok: true, value: undefined });
	opened.push(storage);
	return { storage, database: await currentDatabase() };
}

const files = new Map<string, FileContent>([
	['aether.json', '{}'],
	['src/main.tsx', 'export {};\n'],
	['icon.png', new Uint8Array([137, 80, 78, 71])],
]);

test('a creation comes back with its row, files and messages', async () => {
	const { storage, database } = await open();
	const creation = creationWith({ tags: ['food'] });
	const message = messageWith(creation.id);
	expect(await storage.create(creation, files, [message])).toEqual({ ok: true, value: undefined });
	expect(await storage.creation(creation.id)).toEqual(creation);
	expect(await queries.messagesOf(database, creation.id)).toEqual([message]);
	const tree = await storage.openTree(creation.id);
	expect(tree.ok && tree.value.files()).toEqual(files);
});

test('creating twice under one id changes nothing of the first', async () => {
	const { storage } = await open();
	const creation = creationWith();
	await storage.create(creation, files, []);
	await expect(storage.create({ ...creation, title: 'Other' }, new Map(), [])).rejects.toThrow();
	const tree = await storage.openTree(creation.id);
	expect(tree.ok && tree.value.files()).toEqual(files);
	expect((await storage.creation(creation.id))?.title).toBe('Recipes');
});

test('edits of the tree are there after closing and opening again', async () => {
	const name = newUlid();
	const { storage } = await open(name);
	const creation = creationWith();
	await storage.create(creation, files, []);
	const tree = await storage.openTree(creation.id);
	if (!tree.ok) throw new Error('no tree');
	tree.value.write(
		new Map<string, FileContent | null>([
			['src/main.tsx', 'export const a = 1;\n'],
			['icon.png', null],
		]),
		'person',
	);
	tree.value.text('src/main.tsx')?.insert(0, '// typed\n');
	expect(await tree.value.saved()).toEqual({ ok: true, value: undefined });
	tree.value.close();

	const again = await (await open(name)).storage.openTree(creation.id);
	expect(again.ok && [...again.value.files()]).toEqual([
		['aether.json', '{}'],
		['src/main.tsx', '// typed\nexport const a = 1;\n'],
	]);
});

test('the tree is the same object until every holder has closed it', async () => {
	const { storage } = await open();
	const creation = creationWith();
	await storage.create(creation, files, []);
	const [first, second] = await Promise.all([storage.openTree(creation.id), storage.openTree(creation.id)]);
	expect(first.ok && second.ok && first.value === second.value).toBe(true);
});

test('files() is the same map until something changes', async () => {
	const { storage } = await open();
	const creation = creationWith();
	await storage.create(creation, files, []);
	const tree = await storage.openTree(creation.id);
	if (!tree.ok) throw new Error('no tree');
	const before = tree.value.files();
	expect(tree.value.files()).toBe(before);
	const changes: unknown[] = [];
	tree.value.watch((change) => changes.push(change));
	tree.value.replace(new Map([['aether.json', '{"a":1}']]), 'restore');
	expect(changes).toEqual([{ paths: ['src/main.tsx', 'icon.png', 'aether.json'], origin: 'restore' }]);
	expect(tree.value.files()).not.toBe(before);
	expect([...tree.value.files()]).toEqual([['aether.json', '{"a":1}']]);
});

test('a thousand small edits are folded into a snapshot and survive', async () => {
	const name = newUlid();
	const { storage, database } = await open(name);
	const creation = creationWith();
	await storage.create(creation, files, []);
	const tree = await storage.openTree(creation.id);
	if (!tree.ok) throw new Error('no tree');
	for (let i = 0; i < 600; i++) {
		tree.value.text('src/main.tsx')?.insert(0, `${i} `);
		await tree.value.saved();
	}
	expect(await database.treeUpdates.count()).toBeLessThan(256);
	const again = await (await open(name)).storage.openTree(creation.id);
	expect(again.ok && again.value.files()).toEqual(tree.value.files());
});

test('a single line of 5 MB is kept and edited', async () => {
	const { storage } = await open();
	const creation = creationWith();
	const line = 'x'.repeat(5 * 1024 * 1024);
	await storage.create(creation, new Map([['big.json', line]]), []);
	const tree = await storage.openTree(creation.id);
	if (!tree.ok) throw new Error('no tree');
	tree.value.write(new Map([['big.json', `${line.slice(0, 1000)}!${line.slice(1000)}`]]), 'person');
	expect((await tree.value.saved()).ok).toBe(true);
	expect(String(tree.value.files().get('big.json')).indexOf('!')).toBe(1000);
});

test('lists go by kind, tag and favourite, newest first, page by page', async () => {
	const { storage, database } = await open();
	for (let i = 0; i < 30; i++)
		await storage.create(
			creationWith({
				title: `c${i}`,
				updatedAt: 1_000 + i,
				kind: i % 2 === 0 ? 'app' : 'cli',
				tags: i % 3 === 0 ? ['home', 'x'] : [],
				isFavourite: i % 5 === 0,
			}),
			new Map(),
			[],
		);
	const titles = async (filter: queries.CreationFilter) =>
		(await queries.creationsByUpdate(database, filter)).rows.map((row) => row.title);
	expect((await titles({}))[0]).toBe('c29');
	expect(await titles({ favourite: true })).toEqual(['c25', 'c20', 'c15', 'c10', 'c5', 'c0']);
	expect(await titles({ tag: 'home', kind: 'cli' })).toEqual(['c27', 'c21', 'c15', 'c9', 'c3']);
	expect(await titles({ tag: 'home', favourite: true })).toEqual(['c15', 'c0']);
	const first = await queries.creationsByUpdate(database, { limit: 20 });
	const second = await queries.creationsByUpdate(database, { limit: 20, after: first.next ?? '' });
	expect([...first.rows, ...second.rows].map((row) => row.title)).toEqual(
		Array.from({ length: 30 }, (_, i) => `c${29 - i}`),
	);
	expect(second.next).toBeNull();
	expect(await queries.tagsInUse(database)).toEqual([
		{ tag: 'home', count: 10 },
		{ tag: 'x', count: 10 },
	]);
	expect(await queries.counts(database)).toEqual({ creations: 30, favourites: 6, trashed: 0 });
});

test('what is in the trash stands in no other list and comes back', async () => {
	const { storage, database } = await open();
	const creation = creationWith({ tags: ['home'], isFavourite: true });
	await storage.create(creation, new Map(), []);
	await storage.patch(creation.id, { trashedAt: 5_000 });
	expect((await queries.creationsByUpdate(database)).rows).toEqual([]);
	expect(await queries.tagsInUse(database)).toEqual([]);
	expect((await queries.trashedCreations(database)).rows.map((row) => row.id)).toEqual([creation.id]);
	await storage.patch(creation.id, { trashedAt: undefined });
	expect((await queries.creationsByUpdate(database, { favourite: true })).rows).toHaveLength(1);
});

test('changing what is not there says so', async () => {
	const { storage } = await open();
	const id = newCreationId();
	expect(await storage.patch(id, { title: 'x' })).toMatchObject({
		ok: false,
		error: { type: 'creation-missing' },
	});
	expect(await storage.openTree(id)).toMatchObject({ ok: false, error: { type: 'creation-missing' } });
});

test('erasing leaves no row of the creation in any table', async () => {
	const { storage, database } = await open();
	const creation = creationWith();
	await storage.create(creation, new Map([['big.bin', new Uint8Array(3_000_000).fill(1)]]), [
		messageWith(creation.id),
	]);
	const tree = await storage.openTree(creation.id);
	if (tree.ok) tree.value.write(new Map([['a', 'b']]), 'person');
	if (tree.ok) await tree.value.saved();
	await storage.putThumbnail(creation.id, '<svg/>');
	await storage.putAppData(creation.id, new Map([['a', 'b']]));
	await storage.erase(creation.id);
	const counts = await Promise.all(database.tables.map((table) => table.count()));
	expect(counts.every((count) => count === 0)).toBe(true);
});

test('app data keeps, limits and tells others', async () => {
	const { storage } = await open();
	const id = newCreationId();
	const mine = storage.appData(id, 100);
	const theirs = storage.appData(id, 100);
	const heard: [string, string | null][] = [];
	const own: unknown[] = [];
	theirs.watch((changes) => heard.push(...changes));
	mine.watch((changes) => own.push(...changes));
	expect(
		await mine.write(
			new Map([
				['a', '1'],
				['b', '2'],
			]),
		),
	).toEqual({ ok: true, value: undefined });
	expect(await mine.write(new Map([['big', 'x'.repeat(60)]]))).toMatchObject({
		ok: false,
		error: { type: 'quota-full' },
	});
	expect(await mine.write(new Map([['b', null]]))).toEqual({ ok: true, value: undefined });
	expect([...(await theirs.read())]).toEqual([['a', '1']]);
	expect(heard).toEqual([
		['a', '1'],
		['b', '2'],
		['b', null],
	]);
	expect(own).toEqual([]);
});

test('rows that do not fit are set aside and counted, the others are shown', async () => {
	const { storage, database } = await open();
	const good = creationWith();
	const bad = creationWith({ title: 'Broken' });
	await storage.create(good, new Map(), []);
	await storage.create(bad, new Map(), []);
	await database.creations.update(bad.id, { kind: 'spaceship' } as object);
	expect((await queries.creationsByUpdate(database)).rows).toEqual([good]);
	const damaged = await storage.damaged();
	expect(damaged).toMatchObject([{ table: 'creations', key: `["${bad.id}"]`, raw: { title: 'Broken' } }]);
	await database.creations.update(bad.id, { kind: 'app' } as object);
	expect(await storage.damaged()).toEqual([]);
});

test('a row that stands in no list any more is found as damaged', async () => {
	const { storage, database } = await open();
	await database.table('creations').put({ id: 'not even an id', note: 'rubbish' });
	expect(await storage.damaged()).toMatchObject([{ table: 'creations', raw: { note: 'rubbish' } }]);
});

test('a damaged update of a tree is named, and the rest of the tree opens', async () => {
	const name = newUlid();
	const { storage, database } = await open(name);
	const creation = creationWith();
	await storage.create(creation, files, []);
	await database
		.table('treeUpdates')
		.put({ creationId: creation.id, seq: 1, update: { bytes: new Uint8Array([9, 9, 9, 255]) } });
	const tree = await storage.openTree(creation.id);
	expect(tree.ok && tree.value.files()).toEqual(files);
	expect(await storage.damaged()).toMatchObject([{ table: 'treeUpdates' }]);
});

test('a damaged snapshot is refused in plain words instead of opening as an empty tree', async () => {
	const { storage, database } = await open();
	const creation = creationWith();
	await storage.create(creation, files, []);
	await database.table('trees').update(creation.id, { snapshot: { bytes: new Uint8Array([255, 255, 1]) } });
	const tree = await storage.openTree(creation.id);
	expect(tree).toMatchObject({ ok: false, error: { type: 'tree-damaged' } });
});

test('the audit log is read newest first and never fails its caller', async () => {
	const { storage, database } = await open();
	const event = await storage.audit({
		event: 'net.denied',
		outcome: 'denied',
		detail: { url: 'x'.repeat(2_000) },
	});
	expect(String(event.detail.url)).toHaveLength(500);
	expect((await queries.auditPage(database)).rows).toEqual([event]);
	await storage.close();
	expect((await storage.audit({ event: 'a.b', outcome: 'ok', detail: {} })).event).toBe('a.b');
});
