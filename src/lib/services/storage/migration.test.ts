import 'fake-indexeddb/auto';
import type { Transaction } from 'dexie';
import { expect, test } from 'vitest';
import { newCreationId, newUlid } from '#lib/model/id.ts';
import type { Problem } from '#lib/model/result.ts';
import { createGitFiles } from './git-files.ts';
import { createStorage } from './create-storage.ts';
import { Database } from './database.ts';
import { creationsByUpdate, messagesOf } from './queries.ts';
import { SCHEMA_STEPS, type SchemaStep } from './schema.ts';
import { creationWith, messageWith } from './support.test-data.ts';

const present = SCHEMA_STEPS.at(-1)?.version ?? 0;

/** The next version as one would write it: a new index, filled from the old rows, checked against them. */
const nextStep: SchemaStep = {
	version: present + 1,
	stores: { creations: 'id, *shelves, titleKey' },
	upgrade: async (transaction) => {
		await transaction
			.table<{ title: string; titleKey?: string }>('creations')
			.toCollection()
			.modify((row) => {
				row.titleKey = row.title.toLowerCase();
			});
	},
	verify: async (transaction) => {
		const creations = transaction.table('creations');
		const [all, filled] = [await creations.count(), await creations.orderBy('titleKey').count()];
		if (all !== filled) throw new Error(`${all - filled} creations would stand in no list`);
	},
};

const creations = Array.from({ length: 20 }, (_, i) =>
	creationWith({ title: `Recipes ${i}`, updatedAt: i, tags: ['x'] }),
);
const first = creations[0] ?? creationWith();
const message = messageWith(first.id);

/** A database of today with rows in every table that matters. */
async function presentDatabase(): Promise<string> {
	const name = newUlid();
	const storage = createStorage({ name });
	await storage.open();
	for (const creation of creations) await storage.create(creation, new Map([['a.txt', creation.title]]), []);
	await storage.putMessage(message);
	await storage.putAppData(first.id, new Map([['key', 'value']]));
	const tree = await storage.openTree(first.id);
	if (tree.ok) tree.value.write(new Map([['b.txt', 'more']]), 'person');
	await storage.close();
	return name;
}

async function expectAllThere(name: string, steps: readonly SchemaStep[]): Promise<void> {
	const storage = createStorage({ name, steps });
	expect(await storage.open()).toEqual({ ok: true, value: undefined });
	const database = new Database({ name, steps });
	await database.open();
	expect((await creationsByUpdate(database)).rows).toEqual([...creations].reverse());
	expect(await messagesOf(database, first.id)).toEqual([message]);
	expect([...(await storage.appData(first.id, 1_000).read())]).toEqual([['key', 'value']]);
	const tree = await storage.openTree(first.id);
	expect(tree.ok && [...tree.value.files()]).toEqual([
		['a.txt', 'Recipes 0'],
		['b.txt', 'more'],
	]);
	database.close();
	await storage.close();
}

test('an upgrade keeps every row and fills what is new', async () => {
	const name = await presentDatabase();
	const steps = [...SCHEMA_STEPS, nextStep];
	await expectAllThere(name, steps);
	const database = new Database({ name, steps });
	await database.open();
	expect(await database.table('creations').where('titleKey').equals('recipes 7').count()).toBe(1);
	database.close();
});

test.each<[string, Partial<SchemaStep>]>([
	['breaks off half-way', { upgrade: halfWay }],
	[
		'fails its check',
		{ upgrade: () => Promise.resolve(), verify: () => Promise.reject(new Error('rows missing')) },
	],
])('an upgrade that %s leaves the old database whole, and can be tried again', async (_case, broken) => {
	const name = await presentDatabase();
	const storage = createStorage({ name, steps: [...SCHEMA_STEPS, { ...nextStep, ...broken }] });
	expect(await storage.open()).toMatchObject({ ok: false, error: { type: 'storage-upgrade-failed' } });
	await storage.close();
	await expectAllThere(name, SCHEMA_STEPS);
	await expectAllThere(name, [...SCHEMA_STEPS, nextStep]);
});

async function halfWay(transaction: Transaction): Promise<void> {
	let count = 0;
	await transaction
		.table('creations')
		.toCollection()
		.modify((row: { title: string }) => {
			row.title = 'lost';
			if (++count === 10) throw new Error('power cut');
		});
}

test('an older product leaves a newer database alone', async () => {
	const name = await presentDatabase();
	const newer = new Database({ name, steps: [...SCHEMA_STEPS, nextStep] });
	await newer.open();
	newer.close();
	const storage = createStorage({ name });
	expect(await storage.open()).toMatchObject({
		ok: false,
		error: { type: 'storage-newer', action: 'Reload the page' },
	});
	await storage.close();
});

test('a tab gives way to the upgrade of another and says why its writes fail', async () => {
	const name = await presentDatabase();
	const notices: Problem[] = [];
	const old = createStorage({ name, onNotice: (problem) => notices.push(problem) });
	await old.open();
	const newer = new Database({ name, steps: [...SCHEMA_STEPS, nextStep] });
	await newer.open();
	expect(notices).toMatchObject([{ type: 'storage-newer' }]);
	expect(await old.patch(first.id, { title: 'x' })).toMatchObject({
		ok: false,
		error: { type: 'storage-closed' },
	});
	newer.close();
	await old.close();
});

function refusing(error: Error): IDBFactory {
	const refuse = () => {
		throw error;
	};
	return new Proxy(indexedDB, { get: () => refuse });
}

test.each([
	['private mode', new DOMException('denied', 'SecurityError')],
	['private mode of another browser', new DOMException('not allowed', 'InvalidStateError')],
	['a broken profile', new DOMException('Internal error opening backing store', 'UnknownError')],
])('a browser that keeps nothing (%s) is named in plain words', async (_case, error) => {
	const storage = createStorage({ name: newUlid(), indexedDB: refusing(error) });
	const opened = await storage.open();
	expect(opened).toMatchObject({ ok: false, error: { type: 'storage-refused' } });
	expect(await storage.putMessage(messageWith(newCreationId()))).toMatchObject({ ok: false });
});

test('a full device is recognised in both forms', async () => {
	const name = await presentDatabase();
	const storage = createStorage({ name });
	const database = new Database({ name });
	await storage.open();
	await database.open();
	const { problemFromError } = await import('./problems.ts');
	const full = new DOMException('full', 'QuotaExceededError');
	expect(problemFromError(full)).toMatchObject({ type: 'quota-full' });
	const wrapped = await database
		.transaction('rw', database.thumbnails, (transaction) => transaction.idbtrans.abort())
		.catch((error: unknown) => error);
	expect(problemFromError(Object.assign(wrapped as Error, { inner: full }))).toMatchObject({
		type: 'quota-full',
	});
	expect(problemFromError(new TypeError('a bug'))).toBeUndefined();
	database.close();
	await storage.close();
});

test('files of a history are written all or not at all, and only over what was seen', async () => {
	const name = await presentDatabase();
	const database = new Database({ name });
	await database.open();
	const files = createGitFiles(database);
	const ref = { path: 'refs/heads/main', was: undefined };
	const one = new Map([
		['refs/heads/main', new Uint8Array([1])],
		['objects/big', new Uint8Array(2_500_000).fill(7)],
	]);
	expect(await files.write(first.id, one, ref)).toEqual({ ok: true, value: 'written' });
	expect(await files.write(first.id, new Map([['objects/late', new Uint8Array([2])]]), ref)).toEqual({
		ok: true,
		value: 'moved',
	});
	expect(await files.list(first.id)).toEqual({ ok: true, value: ['objects/big', 'refs/heads/main'] });
	const read = await files.read(first.id, ['objects/big', 'objects/late']);
	const [big, late] = read.ok ? read.value : [];
	expect([big?.length, big?.every((byte) => byte === 7), late]).toEqual([2_500_000, true, undefined]);
	database.close();
});
