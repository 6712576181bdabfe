import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import type { Author, RoomId } from '#lib/model/collab.ts';
import { newCreationId } from '#lib/model/id.ts';
import { damagedRows } from './damage.ts';
import { Database } from './database.ts';
import { commentsOf, createRoomStore, dropRoomsOf } from './room-store.ts';

const roomId = 'a'.repeat(32) as RoomId;
const [ada, ben] = ['1'.repeat(32), '2'.repeat(32)] as [Author, Author];
const bytesOf = (size: number, fill: number) => new Uint8Array(size).fill(fill);

async function shared() {
	const database = new Database({ name: `rooms-${Math.random()}`, indexedDB: new IDBFactory() });
	const opened = await database.openChecked();
	expect(opened.ok).toBe(true);
	const store = createRoomStore(database);
	const creationId = newCreationId();
	const row = { roomId, creationId, secrets: [{ epoch: 0, secret: bytesOf(32, 7) }], bans: [ben], forks: [] };
	expect((await store.putRoom(row)).ok).toBe(true);
	return { database, store, creationId, row };
}

test('what was signed comes back byte for byte and in the order of each author, large ones as well', async () => {
	const { store, creationId, row } = await shared();
	const update = (author: Author, seq: number, size = 10) =>
		({ roomId, stream: 'update', author, seq, bytes: bytesOf(size, seq) }) as const;
	const envelopes = [update(ben, 2), update(ada, 10), update(ada, 9, 3_000_000), update(ben, 1)];
	const acl = [{ roomId, author: ada, seq: 1, bytes: bytesOf(5, 1) }];
	expect((await store.append({ acl, envelopes, comments: [] })).ok).toBe(true);
	await store.putSnapshot(roomId, bytesOf(2_500_000, 3));
	await store.putSnapshot(roomId, bytesOf(2_500_001, 4));
	const loaded = await store.load(creationId);
	expect(loaded.ok && loaded.value?.row).toEqual(row);
	expect(loaded.ok && loaded.value?.envelopes.map(({ length, 0: first }) => [length, first])).toEqual([
		[3_000_000, 9],
		[10, 10],
		[10, 1],
		[10, 2],
	]);
	expect(loaded.ok && loaded.value?.snapshot?.length).toBe(2_500_001);
	expect(loaded.ok && loaded.value?.acl).toEqual([bytesOf(5, 1)]);
});

test('pruning forgets updates up to a place, and nothing else', async () => {
	const { database, store, creationId } = await shared();
	const row = (stream: 'update' | 'comment', author: Author, seq: number) => ({
		roomId,
		stream,
		author,
		seq,
		bytes: bytesOf(2_000_000, seq),
	});
	const envelopes = [
		row('update', ada, 1),
		row('update', ada, 2),
		row('update', ben, 1),
		row('comment', ada, 1),
	];
	await store.append({ acl: [], envelopes, comments: [] });
	await store.prune(roomId, new Map([[ada, 1]]));
	const loaded = await store.load(creationId);
	expect(loaded.ok && loaded.value?.envelopes.length).toBe(3);
	expect(await database.chunks.count()).toBe(6);
});

test('erasing a creation leaves nothing of its room, and the device keeps its keys', async () => {
	const { database, store, creationId } = await shared();
	const signing = await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify']);
	const box = await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']);
	await store.putDevice({ signing, box });
	const comment = {
		id: 'c',
		thread: 'c',
		op: 'say',
		body: 'hi',
		creationId,
		author: ada,
		seq: 1,
		at: 1,
	} as const;
	const envelopes = [
		{ roomId, stream: 'update', author: ada, seq: 1, bytes: bytesOf(2_000_000, 1) },
	] as const;
	await store.append({
		acl: [{ roomId, author: ada, seq: 1, bytes: bytesOf(5, 1) }],
		envelopes,
		comments: [comment],
	});
	await store.putSnapshot(roomId, bytesOf(2_000_000, 3));
	expect(await commentsOf(database, creationId)).toEqual([comment]);
	await database.transaction('rw', database.tables, () => dropRoomsOf(database, creationId));
	const tables = [database.rooms, database.acl, database.envelopes, database.snapshots, database.comments];
	for (const table of [...tables, database.chunks])
		expect([table.name, await table.count()]).toEqual([table.name, 0]);
	const kept = await store.device();
	expect(kept.ok && kept.value?.signing.privateKey.extractable).toBe(false);
});

test('a room that cannot be read is reported without its secret', async () => {
	const { database, store, creationId, row } = await shared();
	await database.table('rooms').put({ ...row, bans: 'none' });
	expect(await store.load(creationId)).toEqual({ ok: true, value: undefined });
	const damaged = await damagedRows(database);
	expect(damaged.map(({ table, raw }) => [table, raw])).toEqual([['rooms', 'not shown: holds a key']]);
});

test('the room of a creation is told without its envelopes, and is forgotten alone', async () => {
	const { store, creationId } = await shared();
	const acl = [{ roomId, author: ada, seq: 1, bytes: bytesOf(5, 1) }];
	await store.append({ acl, envelopes: [], comments: [] });
	expect(await store.creationIn(roomId)).toEqual({ ok: true, value: creationId });
	expect(await store.membership(creationId)).toEqual({
		ok: true,
		value: { roomId, acl: [bytesOf(5, 1)] },
	});
	expect((await store.forget(creationId)).ok).toBe(true);
	expect(await store.membership(creationId)).toEqual({ ok: true, value: undefined });
	expect(await store.creationIn(roomId)).toEqual({ ok: true, value: undefined });
});
