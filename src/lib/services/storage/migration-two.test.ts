import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { newCreationId, newMessageId, newRunId, newUlid } from '#lib/model/id.ts';
import { createStorage } from './create-storage.ts';
import { Database } from './database.ts';
import { SCHEMA_STEPS } from './schema.ts';
import { newDocument } from './tree.ts';
import * as Y from 'yjs';

/** Version 1 as it went out. Never changes, whatever `schema.ts` becomes. */
const VERSION_ONE = {
	creations: 'id, *shelves',
	messages: 'id, [creationId+id]',
	runs: 'id, [creationId+id]',
	audit: 'id, [creationId+id]',
	trees: 'creationId',
	treeUpdates: '[creationId+seq]',
	appData: '[creationId+key]',
	appDataSizes: 'creationId',
	thumbnails: 'creationId',
	gitFiles: '[creationId+path]',
	chunks: '[body+part]',
	damaged: '[table+key]',
	gate: 'id',
};

const creationId = newCreationId();
const messageId = newMessageId();
const snapshot = Y.encodeStateAsUpdate(newDocument(new Map([['a.txt', 'kept']])));

/** A row in every table, as version 1 wrote them. */
const ROWS: Readonly<Record<string, readonly object[]>> = {
	creations: [
		{
			id: creationId,
			kind: 'app',
			title: 'Recipes',
			summary: 'Keeps titles',
			tags: ['food'],
			isFavourite: true,
			createdAt: 1,
			updatedAt: 2,
			versionCount: 1,
			head: 'a'.repeat(40),
			kit: 'tracker',
			shelves: ['a place'],
		},
	],
	messages: [
		{
			id: messageId,
			creationId,
			parentId: null,
			role: 'assistant',
			text: 'Made it',
			at: 3,
			state: 'done',
			by: 'starter',
			version: 'a'.repeat(40),
			changes: [{ path: 'a.txt', status: 'added', added: 1, removed: 0 }],
			ignored: ['with logins'],
		},
	],
	runs: [{ id: newRunId(), creationId, startedAt: 4, endedAt: 5, end: 'stopped', buildMs: 9 }],
	audit: [
		{ id: newUlid(), at: 6, event: 'creation.create', outcome: 'ok', creationId, detail: { kind: 'app' } },
	],
	trees: [{ creationId, through: 0, snapshot: { bytes: snapshot } }],
	treeUpdates: [{ creationId, seq: 1, update: { body: `${creationId}/x`, sizeBytes: 3 } }],
	appData: [{ creationId, key: 'k', value: 'v' }],
	appDataSizes: [{ creationId, sizeBytes: 4 }],
	thumbnails: [{ creationId, svg: '<svg/>' }],
	gitFiles: [{ creationId, path: 'HEAD', content: { bytes: new Uint8Array([1, 2]) } }],
	chunks: [{ body: `${creationId}/x`, part: 0, bytes: new Uint8Array([0, 0, 0]) }],
	damaged: [{ table: 'creations', key: '["x"]', reason: 'title' }],
	gate: [],
};

async function versionOne(): Promise<string> {
	const name = newUlid();
	const database = new Dexie(name);
	database.version(1).stores(VERSION_ONE);
	await database.open();
	for (const [table, rows] of Object.entries(ROWS)) await database.table(table).bulkAdd(rows);
	database.close();
	return name;
}

test('every row of version 1 is there byte for byte after the step to version 2', async () => {
	const name = await versionOne();
	const database = new Database({ name });
	expect(await database.openChecked()).toEqual({ ok: true, value: undefined });
	for (const [table, rows] of Object.entries(ROWS))
		expect([table, await database.table(table).toArray()]).toEqual([table, rows]);
	const added = SCHEMA_STEPS.slice(1).flatMap(({ stores }) => Object.keys(stores));
	expect(database.tables.map(({ name }) => name)).toEqual(expect.arrayContaining(added));
	database.close();
});

test('after the step old things open and new things are kept', async () => {
	const name = await versionOne();
	const storage = createStorage({ name });
	expect(await storage.open()).toEqual({ ok: true, value: undefined });
	const tree = await storage.openTree(creationId);
	expect(tree.ok && [...tree.value.files()]).toEqual([['a.txt', 'kept']]);
	const model = { provider: 'ollama', model: 'small' };
	await storage.putSetting('favouriteModels', [model]);
	expect(await storage.setting('favouriteModels')).toEqual([model]);
	await storage.close();
});
