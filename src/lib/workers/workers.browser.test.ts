import Dexie from 'dexie';
import { expect, test } from 'vitest';
import type { FileContent } from '#lib/model/files.ts';
import { newCreationId, newUlid } from '#lib/model/id.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import { Database } from '#lib/services/storage/database.ts';
import { createArchiveClient } from './archive.ts';
import { createHistoryClient } from './history.ts';
import { connect } from './remote.ts';
import { createSearchClient } from './search.ts';

const files = new Map<string, FileContent>([
	['aether.json', '{}\n'],
	['src/main.tsx', 'export {};\n'],
	['icon.png', new Uint8Array([137, 0, 255])],
]);
const facts = { message: 'Create', author: { type: 'starter' } } as const;

function valueOf<T>(result: Result<T, Problem>): T {
	if (!result.ok) throw new Error(JSON.stringify(result.error));
	return result.value;
}

test('a creation leaves as a zip and comes back with the same tree and history', async () => {
	const name = newUlid();
	const storage = createStorage({ name });
	await storage.open();
	const history = createHistoryClient({ name });
	const archive = createArchiveClient();
	const [id, copy] = [newCreationId(), newCreationId()];
	await history.commit(id, files, facts);
	const head = valueOf(await history.commit(id, new Map(files).set('src/main.tsx', 'changed\n'), facts));
	const present = valueOf(await history.read(id, head.id));
	const git = valueOf(await history.exportRepository(id));
	const data = new Map([['recipes', '[]']]);
	const bytes = new Map([['page', new Uint8Array([0, 255])]]);
	const zipped = valueOf(await archive.zip({ files: present, git, data, bytes }));
	const back = valueOf(await archive.unzip(zipped));
	expect(await history.treeHash(back.files)).toBe(head.tree);
	expect([back.data, back.bytes]).toEqual([data, bytes]);
	expect(valueOf(await history.importRepository(copy, back.git))).toEqual(head);
	expect(valueOf(await history.log(copy))).toEqual(valueOf(await history.log(id)));
	history.stop();
	archive.stop();
	await storage.close();
	await Dexie.delete(name);
});

test('a version damaged on disk is named and the one before it still opens', async () => {
	const name = newUlid();
	const database = new Database({ name });
	await database.open();
	const history = createHistoryClient({ name });
	const id = newCreationId();
	const first = valueOf(await history.commit(id, files, facts));
	const before = await database.gitFiles.toCollection().primaryKeys();
	const second = valueOf(await history.commit(id, new Map(files).set('src/main.tsx', 'changed\n'), facts));
	const known = new Set(before.map(String));
	await database
		.table('gitFiles')
		.filter(
			(row: { path: string; creationId: string }) =>
				!known.has(String([row.creationId, row.path])) && row.path.startsWith('objects/'),
		)
		.modify((row: { content: unknown }) => {
			row.content = { bytes: new Uint8Array([120, 156, 3, 0, 0, 0, 0, 1]) };
		});
	const damaged = await history.read(id, second.id);
	expect(damaged).toMatchObject({ ok: false, error: { type: 'object-damaged' } });
	expect(valueOf(await history.read(id, first.id))).toEqual(files);
	history.stop();
	database.close();
	await Dexie.delete(name);
});

test('the search worker finds what another thread creates', async () => {
	const name = newUlid();
	const storage = createStorage({ name });
	await storage.open();
	const search = createSearchClient({ name });
	expect(await search.search('recipes')).toEqual(ok([]));
	const id = newCreationId();
	await storage.create(
		{
			id,
			kind: 'app',
			title: 'Recipes',
			summary: '',
			tags: [],
			isFavourite: false,
			createdAt: 1,
			updatedAt: 1,
			versionCount: 0,
			head: null,
		},
		new Map(),
		[],
	);
	await expect.poll(() => search.search('recpies')).toEqual(ok([id]));
	search.stop();
	await storage.close();
	await Dexie.delete(name);
});

test('calls to a worker that crashes fail in plain words, and the next call starts a new one', async () => {
	const crashing = 'onmessage = () => { throw new Error("out of memory"); }';
	const echoing =
		'onmessage = ({ data }) => postMessage({ t: "s", i: data.i, r: { ok: true, value: data.a[0] } })';
	const scripts = [crashing, echoing];
	const worker = connect<{ echo(value: string): Promise<Result<string, Problem>> }>(
		() => new Worker(URL.createObjectURL(new Blob([scripts.shift() ?? '']))),
	);
	const [first, second] = await Promise.all([
		worker.call((api) => api.echo('a')),
		worker.call((api) => api.echo('b')),
	]);
	expect(first).toMatchObject({ ok: false, error: { type: 'worker-crashed', action: 'Try again' } });
	expect(second).toMatchObject({ ok: false, error: { type: 'worker-crashed' } });
	expect(await worker.call((api) => api.echo('c'))).toEqual(ok('c'));
	worker.stop();
});
