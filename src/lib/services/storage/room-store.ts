import Dexie from 'dexie';
import type { Author, CommentRow, EnvelopeRow, RoomId, StoredRoom } from '#lib/model/collab.ts';
import type { CreationId } from '#lib/model/id.ts';
import { dropBytes, loadBytes, storeBytes } from './bodies.ts';
import type { Database } from './database.ts';
import { attempt, write } from './problems.ts';
import type { RoomMembership, RoomStore } from './storage.ts';

export function createRoomStore(database: Database): RoomStore {
	const tables = [database.acl, database.envelopes, database.comments, database.snapshots, database.chunks];
	return {
		device: () => attempt(async () => database.row('devices', await database.devices.get('own'))),
		putDevice: (keys) => write(() => database.devices.put({ id: 'own', ...keys })),
		membership: (creationId) => attempt(() => membershipOf(database, creationId)),
		creationIn: (roomId) =>
			attempt(async () => database.row('rooms', await database.rooms.get(roomId))?.creationId),
		forget: (creationId) =>
			attempt(() =>
				// Only of an async function does the transaction wait for what is no request of its own.
				database.transaction('rw', database.tables, async () => dropRoomsOf(database, creationId)),
			),
		comments: (creationId) => attempt(() => commentsOf(database, creationId)),
		load: (creationId) => attempt(() => loadRoom(database, creationId)),
		putRoom: (row) => write(() => database.rooms.put(row)),
		append: ({ acl, envelopes, comments }) =>
			write(() =>
				database.transaction('rw', tables, async () => {
					await database.acl.bulkPut([...acl]);
					for (const row of envelopes) await putEnvelope(database, row);
					await database.comments.bulkPut([...comments]);
				}),
			),
		putSnapshot: (roomId, bytes) =>
			write(() =>
				database.transaction('rw', tables, async () => {
					await dropSnapshot(database, roomId);
					const content = await storeBytes(database, ownerOf(roomId), bytes);
					await database.snapshots.put({ roomId, content });
				}),
			),
		prune: (roomId, through) =>
			write(() =>
				database.transaction('rw', tables, async () => {
					for (const [author, seq] of through) await dropUpdates(database, roomId, author, seq);
				}),
			),
	};
}

/** The newest record of each comment on a creation. For screens, through `live()`. */
export const commentsOf = async (database: Database, id: CreationId): Promise<CommentRow[]> =>
	database.rows('comments', await commentRows(database, id).toArray());

/** The creations of this device that live in these rooms, by room. For screens, through `live()`. */
export async function creationsInRooms(
	database: Database,
	rooms: readonly RoomId[],
): Promise<ReadonlyMap<RoomId, CreationId>> {
	const raws = await database.rooms.bulkGet([...rooms]);
	const rows = database.rows(
		'rooms',
		raws.filter((raw) => raw !== undefined),
	);
	return new Map(rows.map(({ roomId, creationId }) => [roomId, creationId]));
}

/** Forgets the rooms of a creation. Inside a transaction over all tables. */
export async function dropRoomsOf(database: Database, id: CreationId): Promise<void> {
	await commentRows(database, id).delete();
	for (const { roomId } of database.rows(
		'rooms',
		await database.rooms.where('creationId').equals(id).toArray(),
	)) {
		await aclRows(database, roomId).delete();
		for (const stream of ['update', 'comment'] as const)
			await dropEnvelopes(database, between(database, [roomId, stream]));
		await dropSnapshot(database, roomId);
		await database.rooms.delete(roomId);
	}
}

/** Chunks are named after whom they belong to. */
const ownerOf = (roomId: RoomId): string => `room:${roomId}`;

async function putEnvelope(database: Database, { bytes, ...row }: EnvelopeRow): Promise<void> {
	const content = await storeBytes(database, ownerOf(row.roomId), bytes);
	await database.envelopes.put({ ...row, content });
}

const roomRow = async (database: Database, creationId: CreationId) =>
	database.row('rooms', await database.rooms.where('creationId').equals(creationId).first());

async function membershipOf(database: Database, id: CreationId): Promise<RoomMembership | undefined> {
	const row = await roomRow(database, id);
	if (row === undefined) return undefined;
	const acl = database.rows('acl', await aclRows(database, row.roomId).toArray());
	return { roomId: row.roomId, acl: acl.map(({ bytes }) => bytes) };
}

async function loadRoom(database: Database, creationId: CreationId): Promise<StoredRoom | undefined> {
	const row = await roomRow(database, creationId);
	if (row === undefined) return undefined;
	const acl = database.rows('acl', await aclRows(database, row.roomId).toArray());
	const raws = await between(database, [row.roomId]).toArray();
	const contents = database.rows('envelopes', raws).map(({ content }) => loadBytes(database, content));
	const snapshot = database.row('snapshots', await database.snapshots.get(row.roomId));
	return {
		row,
		acl: acl.map(({ bytes }) => bytes),
		envelopes: (await Promise.all(contents)).filter((bytes) => bytes !== undefined),
		snapshot: snapshot && (await loadBytes(database, snapshot.content)),
	};
}

async function dropUpdates(database: Database, roomId: RoomId, author: Author, seq: number): Promise<void> {
	const place = [roomId, 'update', author];
	await dropEnvelopes(
		database,
		database.envelopes.where(ENVELOPE_KEY).between([...place, 0], [...place, seq], true, true),
	);
}

async function dropEnvelopes(database: Database, rows: ReturnType<typeof between>): Promise<void> {
	const stored = database.rows('envelopes', await rows.toArray()).map(({ content }) => content);
	// Only those that make the database do something: it takes hundreds of waits for nothing for the end of the transaction.
	for (const content of stored.filter((bytes) => 'body' in bytes)) await dropBytes(database, content);
	await rows.delete();
}

async function dropSnapshot(database: Database, roomId: RoomId): Promise<void> {
	const present = database.row('snapshots', await database.snapshots.get(roomId));
	if (present !== undefined) await dropBytes(database, present.content);
	await database.snapshots.delete(roomId);
}

const ENVELOPE_KEY = '[roomId+stream+author+seq]';

/** All whose key begins like this. */
const between = (database: Database, prefix: readonly string[]) =>
	database.envelopes.where(ENVELOPE_KEY).between([...prefix], [...prefix, Dexie.maxKey]);

const aclRows = (database: Database, roomId: RoomId) =>
	database.acl.where('[roomId+author+seq]').between([roomId], [roomId, Dexie.maxKey]);

const commentRows = (database: Database, id: CreationId) =>
	database.comments.where('[creationId+author+id]').between([id], [id, Dexie.maxKey]);
