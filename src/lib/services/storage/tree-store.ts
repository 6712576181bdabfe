import Dexie from 'dexie';
import type { CreationId } from '#lib/model/id.ts';
import { dropBytes, loadBytes, storeBytes } from './bodies.ts';
import type { Database } from './database.ts';
import type { Row } from './schema.ts';

/** What is stored of a working tree beyond a point. */
export interface StoredTree {
	/** Present when it reaches further than what was asked for. */
	readonly snapshot?: Uint8Array;
	readonly updates: readonly StoredUpdate[];
	/** Number of the newest update. */
	readonly through: number;
	/** Counts how often another document took this one's place. */
	readonly generation: number;
	readonly snapshotBytes: number;
	/** Whether an update could not be read. */
	readonly isDamaged: boolean;
}

export interface StoredUpdate {
	readonly seq: number;
	readonly bytes: Uint8Array;
	/** As it lies in the table, for the damage report. */
	readonly raw: unknown;
}

/** Updates are numbered from 1 in each creation; 0 stands for none. */
export async function putNewTree(database: Database, id: CreationId, state: Uint8Array): Promise<void> {
	const snapshot = await storeBytes(database, id, state);
	await database.trees.put({ creationId: id, through: 0, snapshot });
}

/** Reads what lies beyond update `after` (-1: everything). Undefined when there is no tree, `damaged` when its snapshot is. */
export function readTree(
	database: Database,
	id: CreationId,
	after: number,
): PromiseLike<StoredTree | 'damaged' | undefined> {
	return database.transaction('r', [database.trees, database.treeUpdates, database.chunks], async () => {
		const raw = await database.trees.get(id);
		if (raw === undefined) return undefined;
		const tree = database.row('trees', raw);
		if (tree === undefined) return 'damaged';
		const snapshot = tree.through > after ? await loadBytes(database, tree.snapshot) : undefined;
		if (tree.through > after && snapshot === undefined) {
			database.noteDamage('trees', raw, 'a part of the snapshot is missing');
			return 'damaged';
		}
		const raws = await updatesAfter(database, id, Math.max(after, tree.through)).toArray();
		const read = await Promise.all(raws.map((update) => readUpdate(database, update)));
		const updates = read.filter((update) => update !== undefined);
		return {
			...(snapshot && { snapshot }),
			updates,
			isDamaged: updates.length < raws.length,
			through: Math.max(after, tree.through, ...raws.map((update) => seqOf(update))),
			generation: tree.generation ?? 0,
			snapshotBytes: 'bytes' in tree.snapshot ? tree.snapshot.bytes.length : tree.snapshot.sizeBytes,
		};
	});
}

/** Appends one update. Undefined when the creation has been erased meanwhile. */
export function appendUpdate(
	database: Database,
	id: CreationId,
	bytes: Uint8Array,
): PromiseLike<{ seq: number; previous: number } | undefined> {
	const tables = [database.trees, database.treeUpdates, database.chunks];
	return database.transaction('rw', tables, async () => {
		const previous = await newestSeq(database, id);
		if (previous === undefined) return undefined;
		const update = await storeBytes(database, id, bytes);
		await database.treeUpdates.add({ creationId: id, seq: previous + 1, update });
		return { seq: previous + 1, previous };
	});
}

/** Replaces all updates through `through` by one snapshot; does nothing when there are newer ones by now. */
export function compactTree(
	database: Database,
	id: CreationId,
	through: number,
	state: Uint8Array,
): PromiseLike<boolean> {
	const tables = [database.trees, database.treeUpdates, database.chunks];
	return database.transaction('rw', tables, async () => {
		const tree = database.row('trees', await database.trees.get(id));
		if (tree === undefined || (await newestSeq(database, id)) !== through) return false;
		await putState(database, { ...tree, through }, state);
		return true;
	});
}

/** Puts another document in the place of the stored one. Returns its generation and number; undefined when the creation has been erased. */
export function replaceTree(
	database: Database,
	id: CreationId,
	state: Uint8Array,
): PromiseLike<{ generation: number; through: number } | undefined> {
	const tables = [database.trees, database.treeUpdates, database.chunks];
	return database.transaction('rw', tables, async () => {
		const tree = database.row('trees', await database.trees.get(id));
		const newest = await newestSeq(database, id);
		if (tree === undefined || newest === undefined) return undefined;
		// Numbered like one more update, so that a tab that has not heard of it reads before it writes a snapshot.
		const next = { generation: (tree.generation ?? 0) + 1, through: newest + 1 };
		await putState(database, { ...tree, ...next }, state);
		return next;
	});
}

async function putState(database: Database, tree: Row<'trees'>, state: Uint8Array): Promise<void> {
	const updates = updatesAfter(database, tree.creationId, 0);
	const stored = database.rows('treeUpdates', await updates.toArray()).map((row) => row.update);
	for (const update of stored.filter((update) => 'body' in update)) await dropBytes(database, update);
	await updates.delete();
	await dropBytes(database, tree.snapshot);
	await database.trees.put({ ...tree, snapshot: await storeBytes(database, tree.creationId, state) });
}

const updatesAfter = (database: Database, id: CreationId, after: number) =>
	database.treeUpdates.where('[creationId+seq]').between([id, after], [id, Dexie.maxKey], false, true);

async function newestSeq(database: Database, id: CreationId): Promise<number | undefined> {
	const tree = database.row('trees', await database.trees.get(id));
	if (tree === undefined) return undefined;
	const keys = await updatesAfter(database, id, tree.through).reverse().limit(1).primaryKeys();
	const newest = keys[0];
	return Array.isArray(newest) ? Number(newest[1]) : tree.through;
}

async function readUpdate(database: Database, raw: unknown): Promise<StoredUpdate | undefined> {
	const row = database.row('treeUpdates', raw);
	if (row === undefined) return undefined;
	const bytes = await loadBytes(database, row.update);
	if (bytes === undefined) database.noteDamage('treeUpdates', raw, 'a part of the update is missing');
	return bytes && { seq: row.seq, bytes, raw };
}

/** The key is there even when the rest of the row is not readable. */
const seqOf = (raw: unknown): number =>
	typeof raw === 'object' && raw !== null ? Number(Reflect.get(raw, 'seq')) : 0;
