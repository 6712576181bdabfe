import Dexie from 'dexie';
import type { Creation } from '#lib/model/creation.ts';
import type { AuditEntry, AuditEvent } from '#lib/model/event.ts';
import type { Files } from '#lib/model/files.ts';
import { newUlid, type CreationId, type MessageId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Message } from '#lib/model/thread.ts';
import { createAnswers } from './answers.ts';
import { bytesRowsOf, createAppBytes, readAppBytes, replaceAppBytes } from './app-bytes.ts';
import { createAppData, replaceAppData, rowsOf } from './app-data.ts';
import { dropAllBytes } from './bodies.ts';
import { createBus, type Bus } from './bus.ts';
import { createCalls, forgetCreation } from './calls.ts';
import { setCurrentDatabase } from './current.ts';
import { damagedRows } from './damage.ts';
import { Database, type DatabaseOptions } from './database.ts';
import { createDrafts, dropDraft, dropDraftsOf } from './drafts.ts';
import { createAttachments, createVaultRecord, createSettings, dropAttachmentsOf } from './keepsakes.ts';
import { createGrants } from './grants.ts';
import type { ModelStore } from './model-store.ts';
import { createEventStore, forgetEventsOf } from './event-store.ts';
import { createPackageStore } from './package-store.ts';
import { createRoomStore, dropRoomsOf } from './room-store.ts';
import { attempt, CREATION_MISSING, write } from './problems.ts';
import { SCHEMA_OF } from './schema.ts';
import { shelvesOf } from './shelves.ts';
import type { Storage } from './storage.ts';
import { beginSitting, type Sitting } from './torn-log.ts';
import { putNewTree } from './tree-store.ts';
import { lazyTrees } from './lazy-trees.ts';
import type { Trees } from './trees.ts';
import { createWorkflowStore, forgetRuns } from './workflow-store.ts';
import { creationsByUpdate, messagesOf } from './queries.ts';

/** Storage over one Dexie database. Nothing happens before `open`. */
export function createStorage(options: DatabaseOptions = {}): Storage {
	const database = new Database(options);
	const bus = createBus(database.name);
	const trees = lazyTrees(database, bus);
	const unwatch = watchPage(trees);
	let sitting: Sitting | undefined;
	return {
		async open() {
			const opened = await database.openChecked();
			if (!opened.ok) return opened;
			const sat = await attempt(() => beginSitting(database));
			if (sat.ok) sitting = sat.value;
			setCurrentDatabase(database);
			return opened;
		},
		async close() {
			unwatch();
			await trees.close();
			await database.flushDamage();
			sitting?.end();
			bus.close();
			database.close();
		},
		persist: async () => (await navigator.storage?.persist?.()) ?? false,
		usage: async () => (await navigator.storage?.estimate?.())?.usage ?? 0,
		...creationWrites(database, bus),
		...threadWrites(database),
		...modelStore(database),
		openTree: (id) => trees.open(id),
		appData: (id, limitBytes) => createAppData(database, bus, id, limitBytes),
		appBytes: (id, limitBytes) => createAppBytes(database, id, limitBytes),
		readAppBytes: (id) => readAppBytes(database, id),
		putAppBytes: (id, rows) => replaceAppBytes(database, id, rows),
		putAppData: (id, data) => replaceAppData(database, bus, id, data),
		packages: createPackageStore(database),
		grants: createGrants(database),
		workflows: createWorkflowStore(database),
		events: createEventStore(database, bus),
		rooms: createRoomStore(database),
		damaged: () => damagedRows(database),
	};
}

const modelStore = (database: Database): ModelStore => ({
	...createDrafts(database),
	...createCalls(database),
	...createAnswers(database),
	...createSettings(database),
	...createVaultRecord(database),
	...createAttachments(database),
});

type CreationWrites = Pick<
	Storage,
	'creation' | 'recentCreations' | 'create' | 'createTree' | 'patch' | 'erase' | 'putThumbnail'
>;

function creationWrites(database: Database, bus: Bus): CreationWrites {
	const tell = (id: CreationId, written: Result<void, Problem>) => {
		if (written.ok) bus.post({ type: 'creation', id });
		return written;
	};
	return {
		creation: async (id) => database.row('creations', await database.creations.get(id)),
		recentCreations: async (limit) => (await creationsByUpdate(database, { limit })).rows,
		create: async (creation, files, messages) =>
			tell(creation.id, await attempt(() => create(database, creation, files, messages))),
		createTree: (id) => attempt(() => createTree(database, id)),
		async patch(id, change) {
			const patched = await attempt(() => patch(database, id, change));
			if (!patched.ok) return patched;
			return patched.value ? tell(id, ok(undefined)) : err(CREATION_MISSING);
		},
		erase: async (id) => tell(id, await attempt(() => erase(database, id))),
		putThumbnail: (id, svg) => write(() => database.thumbnails.put({ creationId: id, svg })),
	};
}

type ThreadWrites = Pick<Storage, 'messages' | 'putMessage' | 'removeMessages' | 'putRun' | 'audit'>;

function threadWrites(database: Database): ThreadWrites {
	return {
		messages: (id) => messagesOf(database, id),
		putMessage: (message) => write(() => database.messages.put(SCHEMA_OF.messages.parse(message))),
		removeMessages: (ids) => write(() => removeMessages(database, ids)),
		putRun: (run) => write(() => database.runs.put(SCHEMA_OF.runs.parse(run))),
		async audit(entry) {
			const event = auditEventFrom(entry);
			// A full disk must not fail what the entry is about.
			await attempt(() => database.auditEvents.put(event)).catch(() => undefined);
			return event;
		},
	};
}

async function removeMessages(database: Database, ids: readonly MessageId[]): Promise<void> {
	const tables = [database.messages, database.drafts, database.draftParts];
	await database.transaction('rw', tables, async () => {
		await database.messages.bulkDelete([...ids]);
		for (const id of ids) await dropDraft(database, id);
	});
}

/** A row as it is stored: checked, so that nothing unreadable gets in, and with its places in the lists. */
const rowFrom = (creation: Creation) => {
	const row = SCHEMA_OF.creations.parse(creation);
	return { ...row, shelves: shelvesOf(row) };
};

async function create(
	database: Database,
	creation: Creation,
	files: Files,
	messages: readonly Message[],
): Promise<void> {
	const row = rowFrom(creation);
	const rows = messages.map((message) => SCHEMA_OF.messages.parse(message));
	const { newState } = await import('./tree.ts');
	const state = newState(files);
	const tables = [database.creations, database.messages, database.trees, database.chunks];
	await database.transaction('rw', tables, async () => {
		await Promise.all([
			database.creations.add(row),
			putNewTree(database, row.id, state),
			database.messages.bulkPut(rows),
		]);
	});
}

async function createTree(database: Database, id: CreationId): Promise<void> {
	const { newState } = await import('./tree.ts');
	const state = newState(new Map());
	await database.transaction('rw', [database.trees, database.chunks], async () => {
		await putNewTree(database, id, state);
	});
}

/** False when there is no such creation. */
function patch(
	database: Database,
	id: CreationId,
	change: Partial<Omit<Creation, 'id'>>,
): PromiseLike<boolean> {
	return database.transaction('rw', database.creations, async () => {
		const present = database.row('creations', await database.creations.get(id));
		if (present === undefined) return false;
		await database.creations.put(rowFrom({ ...present, ...change }));
		return true;
	});
}

async function erase(database: Database, id: CreationId): Promise<void> {
	const all: [unknown, unknown] = [
		[id, Dexie.minKey],
		[id, Dexie.maxKey],
	];
	await database.transaction('rw', database.tables, async () => {
		await database.messages
			.where('[creationId+id]')
			.between(...all)
			.delete();
		await database.runs
			.where('[creationId+id]')
			.between(...all)
			.delete();
		await database.auditEvents
			.where('[creationId+id]')
			.between(...all)
			.delete();
		await database.treeUpdates
			.where('[creationId+seq]')
			.between(...all)
			.delete();
		await database.gitFiles
			.where('[creationId+path]')
			.between(...all)
			.delete();
		await rowsOf(database, id).delete();
		await bytesRowsOf(database, id).delete();
		await dropAttachmentsOf(database, id);
		await dropDraftsOf(database, id);
		await forgetCreation(database, id);
		await forgetRuns(database, id);
		await forgetEventsOf(database, id);
		await dropRoomsOf(database, id);
		await dropAllBytes(database, id);
		for (const table of [database.trees, database.thumbnails, database.appDataSizes, database.grants])
			await table.delete(id);
		await database.creations.delete(id);
	});
}

/** The log never fails its caller, so what is too long is cut instead of refused. */
function auditEventFrom(entry: AuditEntry): AuditEvent {
	const detail: AuditEvent['detail'] = {};
	for (const [key, value] of Object.entries(entry.detail))
		detail[key] = typeof value === 'string' ? value.slice(0, 500) : value;
	return {
		...entry,
		id: newUlid(),
		at: Date.now(),
		event: entry.event.slice(0, 80),
		detail,
	};
}

/** A page that is hidden may never come back; one that is shown again may have missed messages. */
function watchPage(trees: Trees): () => void {
	if (typeof document === 'undefined') return () => undefined;
	const flush = () => trees.flush();
	document.addEventListener('visibilitychange', flush);
	addEventListener('pagehide', flush);
	addEventListener('pageshow', flush);
	return () => {
		document.removeEventListener('visibilitychange', flush);
		removeEventListener('pagehide', flush);
		removeEventListener('pageshow', flush);
	};
}
