import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { dayOf, type LlmCall } from '#lib/model/call.ts';
import { newCreationId, newUlid } from '#lib/model/id.ts';
import { DEFAULT_SETTINGS } from '#lib/model/settings.ts';
import { createAnswers } from './answers.ts';
import { createStorage } from './create-storage.ts';
import { currentDatabase } from './current.ts';
import type { Database } from './database.ts';
import * as queries from './queries.ts';
import type { Spent } from './model-store.ts';
import type { Storage } from './storage.ts';
import { creationWith, messageWith } from './support.test-data.ts';

const opened: Storage[] = [];
afterEach(async () => {
	for (const storage of opened.splice(0)) await storage.close();
});

async function open(name = newUlid()): Promise<{ storage: Storage; database: Database }> {
	const storage = createStorage({ name });
	expect(await storage.open()).toEqual(OK);
	opened.push(storage);
	return { storage, database: await currentDatabase() };
}

const OK = { ok: true, value: undefined };

function callWith(facts: Partial<LlmCall> = {}): LlmCall {
	const at = facts.at ?? Date.UTC(2026, 10, 26, 12);
	return {
		id: newUlid(at),
		at,
		day: dayOf(at),
		taskClass: 'app/create',
		provider: 'openai',
		model: 'gpt-5-mini',
		modelKey: 'openai/gpt-5-mini',
		attempt: 1,
		usage: { input: 10, cacheRead: 0, cacheWrite: 0, output: 5, reasoning: 0 },
		costNanoUsd: 1_000,
		costSource: 'catalogue',
		durationMs: 800,
		...facts,
	};
}

test('an answer cut off while it arrived can be read to the last flushed word after a restart', async () => {
	const name = newUlid();
	const { storage } = await open(name);
	const message = messageWith(newCreationId(), { role: 'assistant', text: '' });
	for (const text of ['Here ', 'is ', 'your app'])
		expect(await storage.appendDraft(message, { text, reasoning: text === 'Here ' ? 'Hm.' : '' })).toEqual(
			OK,
		);
	await storage.close();

	const again = await open(name);
	expect(await again.storage.readDraft(message.id)).toEqual({ text: 'Here is your app', reasoning: 'Hm.' });
	expect(await again.storage.draftsLeft()).toMatchObject([{ messageId: message.id }]);
	expect(await queries.messagesOf(again.database, message.creationId)).toEqual([
		{ ...message, state: 'streaming' },
	]);
});

test('each flush of an answer writes only what is new', async () => {
	const { storage, database } = await open();
	const message = messageWith(newCreationId());
	for (let i = 0; i < 20; i++) await storage.appendDraft(message, { text: 'x'.repeat(100), reasoning: '' });
	const parts = database.rows('draftParts', await database.draftParts.toArray());
	expect(parts.map((part) => [part.seq, part.text.length])).toEqual(
		Array.from({ length: 20 }, (_, seq) => [seq, 100]),
	);
});

test('flushes that overlap keep their order and lose nothing', async () => {
	const { storage } = await open();
	const message = messageWith(newCreationId());
	const words = Array.from({ length: 30 }, (_, i) => `${i} `);
	await Promise.all(words.map((text) => storage.appendDraft(message, { text, reasoning: '' })));
	expect((await storage.readDraft(message.id))?.text).toBe(words.join(''));
});

test('a finished answer is stored and its draft forgotten at once', async () => {
	const { storage, database } = await open();
	const message = messageWith(newCreationId(), { text: '' });
	await storage.appendDraft(message, { text: 'Done', reasoning: '' });
	const whole = { ...message, text: 'Done', costNanoUsd: null, feedback: 'up' as const };
	expect(await storage.finishDraft(whole)).toEqual(OK);
	expect(await storage.readDraft(message.id)).toBeUndefined();
	expect(await database.draftParts.count()).toBe(0);
	expect(await queries.messagesOf(database, message.creationId)).toEqual([whole]);
});

test('a message keeps everything a model turn knows', async () => {
	const { storage, database } = await open();
	const message = messageWith(newCreationId(), {
		mode: 'build',
		model: { provider: 'openai', model: 'gpt-5' },
		routedBecause: 'It passes 9 of 10 checks here.',
		reasoning: 'First the files.',
		usage: { input: 1, cacheRead: 2, cacheWrite: 3, output: 4, reasoning: 0, costNanoUsd: 5 },
		costNanoUsd: 5,
		checks: { score: 0.5, list: [{ name: 'loads', isPassed: false, detail: 'blank' }] },
		attachments: [{ id: newUlid(), name: 'a.png', mediaType: 'image/png', sizeBytes: 3 }],
		state: 'failed',
		error: { kind: 'offline', message: 'No network.', action: 'Try again', isRetryable: true },
	});
	await storage.putMessage(message);
	expect(await queries.messagesOf(database, message.creationId)).toEqual([message]);
});

test('the ledger is read by time, by creation and in order', async () => {
	const { storage } = await open();
	const creationId = newCreationId();
	const calls = [100, 200, 300].map((at) => callWith({ at, ...(at === 200 ? { creationId } : {}) }));
	for (const call of [...calls].reverse()) await storage.putCall(call);
	expect(await storage.callsBetween(100, 300)).toEqual(calls.slice(0, 2));
	expect(await storage.callsBetween(0, 1_000, creationId)).toEqual([calls[1]]);
	const judged = callWith({ ...calls[1], checkScore: 0.8 });
	await storage.putCall(judged);
	expect(await storage.callsBetween(0, 1_000, creationId)).toEqual([judged]);
});

test('what an erased creation cost stays spent, without its name', async () => {
	const { storage, database } = await open();
	const creation = creationWith();
	await storage.create(creation, new Map(), []);
	await storage.putCall(callWith({ creationId: creation.id }));
	await storage.appendDraft(messageWith(creation.id), { text: 'x', reasoning: '' });
	await storage.putAttachment(creation.id, newUlid(), new Uint8Array(3_000_000));
	await storage.erase(creation.id);
	expect(await storage.callsBetween(0, Date.now())).toEqual([
		expect.not.objectContaining({ creationId: creation.id }),
	]);
	const rest = database.tables.filter((table) => table.name !== 'llmCalls');
	expect(await Promise.all(rest.map((table) => table.count()))).toEqual(rest.map(() => 0));
});

test('the answer that was not wanted for longest makes room for a new one', async () => {
	const { database } = await open();
	const answers = createAnswers(database, 1_000);
	const keys = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
	const [a = '', b = '', c = ''] = keys;
	await answers.cachePut(a, 'x'.repeat(200));
	await answers.cachePut(b, 'y'.repeat(200));
	await database.llmCache.update(a, { usedAt: 1 });
	await database.llmCache.update(b, { usedAt: 2 });
	expect(await answers.cacheGet(a)).toBe('x'.repeat(200));
	await answers.cachePut(c, 'z'.repeat(200));
	expect(await Promise.all(keys.map((key) => answers.cacheGet(key)))).toEqual([
		'x'.repeat(200),
		undefined,
		'z'.repeat(200),
	]);
	expect(await database.llmCacheBodies.count()).toBe(2);
});

test('an answer too large for the cache is left out and evicts nothing', async () => {
	const { database } = await open();
	const answers = createAnswers(database, 1_000);
	await answers.cachePut('a'.repeat(64), 'small');
	expect(await answers.cachePut('b'.repeat(64), 'x'.repeat(501))).toEqual(OK);
	expect(await answers.cacheGet('a'.repeat(64))).toBe('small');
	expect(await answers.cacheGet('b'.repeat(64))).toBeUndefined();
});

test('a setting has its default until chosen, and a broken one counts as not chosen', async () => {
	const { storage, database } = await open();
	const routing = { mode: 'auto', isLocalOnly: true, explorationShare: 0.1 } as const;
	expect(await storage.setting('routing')).toEqual(DEFAULT_SETTINGS.routing);
	await storage.putSetting('routing', routing);
	expect(await storage.setting('routing')).toEqual(routing);
	await database.table('settings').put({ key: 'budgets', value: { dayNanoUsd: 'lots' } });
	expect(await storage.setting('budgets')).toEqual(DEFAULT_SETTINGS.budgets);
	await expect(storage.putSetting('routing', { ...routing, explorationShare: 2 })).rejects.toThrow();
});

test('two changes of one setting at the same time both count', async () => {
	const { storage } = await open();
	const add = (model: string) =>
		storage.changeSetting('favouriteModels', (models) => [...models, { provider: 'openai', model }]);
	await Promise.all([add('a'), add('b')]);
	expect((await storage.setting('favouriteModels')).map((ref) => ref.model)).toEqual(['a', 'b']);
});

const secretWith = (id: string, version = 1) => ({
	id,
	version,
	bytes: new Uint8Array([1, 2, 255]),
	updatedAt: 1,
});
const NO_VAULT = { header: null, rows: [] };

test('a vault comes back byte for byte, and a row goes when removed', async () => {
	const { storage } = await open();
	expect(await storage.readVault()).toEqual(NO_VAULT);
	expect(await storage.writeVault({ header: { counter: 1 }, put: secretWith('openai') })).toEqual(OK);
	await storage.writeVault({ header: { counter: 2 }, put: secretWith('groq', 2) });
	await storage.writeVault({ header: { counter: 3 }, remove: ['openai'] });
	expect(await storage.readVault()).toEqual({ header: { counter: 3 }, rows: [secretWith('groq', 2)] });
});

test('a header without its row is never written', async () => {
	const { storage } = await open();
	await storage.writeVault({ header: { counter: 1 }, put: secretWith('openai') });
	const broken = { ...secretWith('groq'), version: 0 };
	await expect(storage.writeVault({ header: { counter: 2 }, put: broken })).rejects.toThrow();
	expect(await storage.readVault()).toEqual({ header: { counter: 1 }, rows: [secretWith('openai')] });
});

test('a vault that is given up leaves nothing, also no row that nobody can read', async () => {
	const { storage, database } = await open();
	await storage.writeVault({ header: { counter: 1 }, put: secretWith('openai') });
	await database.table('secrets').bulkPut([{ id: 'broken' }, { id: 7 }]);
	expect((await storage.readVault()).rows).toHaveLength(3);
	expect(await storage.writeVault({ header: null })).toEqual(OK);
	expect(await storage.readVault()).toEqual(NO_VAULT);
});

test('another tab reads the vault as it was last written', async () => {
	const name = newUlid();
	const [mine, theirs] = [(await open(name)).storage, (await open(name)).storage];
	await mine.writeVault({ header: { counter: 1 }, put: secretWith('openai') });
	expect(await theirs.readVault()).toEqual({ header: { counter: 1 }, rows: [secretWith('openai')] });
});

test('an attachment above one chunk comes back whole', async () => {
	const { storage } = await open();
	const creationId = newCreationId();
	const bytes = new Uint8Array(2_500_000).map((_, i) => i % 251);
	await storage.putAttachment(creationId, 'a', bytes);
	const read = await storage.attachment(creationId, 'a');
	expect(Buffer.from(read ?? []).equals(bytes)).toBe(true);
	expect(await storage.attachment(creationId, 'b')).toBeUndefined();
});

test('two profiles see nothing of each other', async () => {
	const first = await open();
	const second = await open();
	await first.storage.putSetting('favouriteModels', [{ provider: 'openai', model: 'a' }]);
	await first.storage.writeVault({ header: { counter: 1 }, put: secretWith('openai') });
	expect(await second.storage.setting('favouriteModels')).toEqual([]);
	expect(await second.storage.readVault()).toEqual(NO_VAULT);
});

test('two calls at once cannot both have the last of the money', async () => {
	const name = newUlid();
	const [mine, theirs] = [(await open(name)).storage, (await open(name)).storage];
	const hold = (id: string) => ({ id, nanoUsd: 60, expiresAt: Date.now() + 10_000 });
	const mayHold = (spent: Spent) => spent.holds.reduce((sum, other) => sum + other.nanoUsd, 0) + 60 <= 100;
	const held = await Promise.all([
		mine.holdSpending(hold('a'), 0, mayHold),
		theirs.holdSpending(hold('b'), 0, mayHold),
	]);
	expect(held.map((result) => result.ok && result.value).sort()).toEqual([false, true]);
});

test('money set aside comes back with the call, on release, and when its tab is gone', async () => {
	const { storage, database } = await open();
	const hold = (id: string, expiresAt: number) => ({ id, nanoUsd: 60, expiresAt });
	await storage.holdSpending(hold('called', Date.now() + 10_000), 0, () => true);
	await storage.holdSpending(hold('released', Date.now() + 10_000), 0, () => true);
	await storage.holdSpending(hold('lost', Date.now() - 1), 0, () => true);
	await storage.putCall(callWith(), 'called');
	await storage.releaseHold('released');
	await storage.holdSpending(hold('next', Date.now() + 10_000), 0, ({ holds }) => holds.length === 0);
	expect(await database.spendingHolds.toCollection().primaryKeys()).toEqual(['next']);
});
