import { expect, test } from 'vitest';
import type { Author, RoomId } from '#lib/model/collab.ts';
import { newCreationId } from '#lib/model/id.ts';
import { Database } from './database.ts';
import { createGitFiles } from './git-files.ts';
import { createRoomStore } from './room-store.ts';

const roomId = 'a'.repeat(32) as RoomId;
const author = '1'.repeat(32) as Author;
const COUNT = 1_500;

test('more than a thousand updates are forgotten at once, by a snapshot and with their creation', async () => {
	const database = new Database({ name: `rooms ${newCreationId()}` });
	expect((await database.openChecked()).ok).toBe(true);
	const store = createRoomStore(database);
	const creationId = newCreationId();
	await store.putRoom({ roomId, creationId, secrets: [], bans: [], forks: [] });
	const envelopes = Array.from({ length: COUNT }, (_, index) => ({
		roomId,
		stream: 'update' as const,
		author,
		seq: index + 1,
		bytes: new Uint8Array(100),
	}));
	const append = () => store.append({ acl: [], envelopes, comments: [] });
	expect((await append()).ok).toBe(true);
	expect((await store.prune(roomId, new Map([[author, COUNT - 1]]))).ok).toBe(true);
	expect(await database.envelopes.count()).toBe(1);
	expect((await append()).ok).toBe(true);
	expect((await store.forget(creationId)).ok).toBe(true);
	expect(await database.envelopes.count()).toBe(0);
	database.close();
});

test('more than a thousand files of a history are written at once', async () => {
	const database = new Database({ name: `files ${newCreationId()}` });
	expect((await database.openChecked()).ok).toBe(true);
	const files = createGitFiles(database);
	const id = newCreationId();
	const many = new Map(Array.from({ length: COUNT }, (_, index) => [`objects/${index}`, new Uint8Array(9)]));
	const guard = { path: 'HEAD', was: undefined };
	expect(await files.write(id, many, guard)).toEqual({ ok: true, value: 'written' });
	const listed = await files.list(id);
	expect(listed.ok && listed.value.length).toBe(COUNT);
	database.close();
});
