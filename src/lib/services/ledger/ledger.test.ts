import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { newCreationId, newUlid } from '#lib/model/id.ts';
import type { StreamPart, Usage } from '#lib/model/llm.ts';
import { DEFAULT_SETTINGS, type Budgets } from '#lib/model/settings.ts';
import { startOfDay, startOfMonth } from '#lib/model/spending.ts';
import { createStorage } from '#lib/services/storage/create-storage.ts';
import type { Storage } from '#lib/services/storage/storage.ts';
import { errorFromRefusal } from './budget.ts';
import { createLedger } from './create-ledger.ts';
import { csvOf } from './csv.ts';
import type { Attempt, Errand, PriceOf } from './ledger.ts';

const opened: Storage[] = [];
afterEach(async () => {
	for (const storage of opened.splice(0)) await storage.close();
});

/** One nano-dollar a token, except for `mystery`. */
const priceOf: PriceOf = (ref, usage) =>
	ref.model === 'mystery'
		? { type: 'unknown' }
		: { type: 'known', nanoUsd: usage.input + usage.output, source: 'catalogue' };

async function ledgerWith(budgets: Partial<Budgets> = {}, name = newUlid()) {
	const storage = createStorage({ name });
	await storage.open();
	opened.push(storage);
	await storage.putSetting('budgets', { ...DEFAULT_SETTINGS.budgets, ...budgets });
	const ledger = createLedger({ store: storage, priceOf, estimateTokens: (text) => text.length });
	return { storage, ledger, calls: () => storage.callsBetween(0, Number.MAX_SAFE_INTEGER) };
}

const usage = (input: number, output = 0): Usage => ({
	input,
	cacheRead: 0,
	cacheWrite: 0,
	output,
	reasoning: 0,
});

const attempt = (facts: Partial<Attempt> = {}): Attempt => ({
	taskClass: 'app/create',
	model: { provider: 'openai', model: 'gpt-5' },
	attempt: 1,
	at: Date.now(),
	usage: usage(60, 40),
	durationMs: 500,
	finish: 'stop',
	...facts,
});

const errand: Errand = {
	taskClass: 'app/create',
	model: { provider: 'openai', model: 'gpt-5' },
	attempt: 1,
	inputTokens: 7,
};

async function* streamOf(...parts: StreamPart[]): AsyncGenerator<StreamPart> {
	yield* parts;
}

test('an attempt is written down with its cost and why this model was asked', async () => {
	const { ledger, calls } = await ledgerWith();
	const recorded = await ledger.record(attempt({ routedBecause: 'Cheapest that passes.' }));
	expect(recorded).toMatchObject({
		ok: true,
		value: { costNanoUsd: 100, costSource: 'catalogue', modelKey: 'openai/gpt-5' },
	});
	expect(await calls()).toEqual([recorded.ok && recorded.value]);
});

test('a price nobody knows is written down as unknown', async () => {
	const { ledger, calls } = await ledgerWith();
	await ledger.record(attempt({ model: { provider: 'x', model: 'mystery' } }));
	expect(await calls()).toMatchObject([{ costNanoUsd: null, costSource: 'unknown' }]);
});

test.each<['day' | 'month' | 'creation', Partial<Budgets>]>([
	['day', { dayNanoUsd: 150 }],
	['month', { monthNanoUsd: 150 }],
	['creation', { creationNanoUsd: 150 }],
])('a call that could pass the budget of the %s is refused before it is sent', async (scope, budgets) => {
	const { ledger } = await ledgerWith(budgets);
	const creationId = newCreationId();
	await ledger.record(attempt({ creationId }));
	expect(await ledger.reserve({ creationId, worstCaseNanoUsd: 50 })).toMatchObject({ ok: true });
	expect(await ledger.reserve({ creationId, worstCaseNanoUsd: 1 })).toMatchObject({
		ok: false,
		error: { type: 'budget-spent', scope, isAskable: false },
	});
});

test('yesterday does not count against today, nor last month against this one', async () => {
	const now = Date.now();
	const { ledger } = await ledgerWith({ dayNanoUsd: 100, monthNanoUsd: 300 });
	await ledger.record(attempt({ at: startOfMonth(now) - 1, usage: usage(5_000) }));
	await ledger.record(attempt({ at: startOfDay(now) - 1, usage: usage(100) }));
	expect(await ledger.left()).toBe(100);
});

test('a creation may have a budget of its own', async () => {
	const creationId = newCreationId();
	const { ledger } = await ledgerWith({ creationNanoUsd: 10, creations: { [creationId]: 500 } });
	expect((await ledger.reserve({ creationId, worstCaseNanoUsd: 400 })).ok).toBe(true);
	expect((await ledger.reserve({ creationId: newCreationId(), worstCaseNanoUsd: 400 })).ok).toBe(false);
});

test('calls sent at the same time, from two tabs, cannot pass a budget together', async () => {
	const name = newUlid();
	const [mine, theirs] = [await ledgerWith({}, name), await ledgerWith({ dayNanoUsd: 100 }, name)];
	const wishes = [mine, theirs, mine, theirs, mine].map(({ ledger }) =>
		ledger.reserve({ worstCaseNanoUsd: 40 }),
	);
	const granted = (await Promise.all(wishes)).filter((reservation) => reservation.ok);
	expect(granted).toHaveLength(2);
	expect(await mine.ledger.left()).toBe(20);
});

test('what was set aside comes back when the call cost less or was not sent', async () => {
	const { ledger } = await ledgerWith({ dayNanoUsd: 1_000 });
	const [first, second] = [
		await ledger.reserve({ worstCaseNanoUsd: 600 }),
		await ledger.reserve({ worstCaseNanoUsd: 400 }),
	];
	expect(await ledger.left()).toBe(0);
	if (first.ok) await ledger.record(attempt(), first.value);
	if (second.ok) await ledger.release(second.value);
	expect(await ledger.left()).toBe(900);
});

test.each<[Budgets['unknownPrice'], boolean, boolean]>([
	['ask', false, true],
	['block', false, false],
	['allow', true, true],
])(
	'with a budget and "%s", an unknown price passes: %s, after a yes: %s',
	async (unknownPrice, alone, asked) => {
		const { ledger } = await ledgerWith({ dayNanoUsd: 100, unknownPrice });
		expect((await ledger.reserve({ worstCaseNanoUsd: null })).ok).toBe(alone);
		expect((await ledger.reserve({ worstCaseNanoUsd: null, isConfirmed: true })).ok).toBe(asked);
	},
);

test('without a budget everything may be sent', async () => {
	const { ledger } = await ledgerWith();
	expect(await ledger.reserve({ worstCaseNanoUsd: null })).toEqual({ ok: true, value: { holdId: null } });
	expect(await ledger.left()).toBeNull();
});

test('a refusal says in plain words what is left, and becomes an error of a model', async () => {
	const { ledger } = await ledgerWith({ dayNanoUsd: 1_000_000_000 });
	const refused = await ledger.reserve({ worstCaseNanoUsd: 2_000_000_000 });
	if (refused.ok || !('isAskable' in refused.error)) throw new Error('not refused');
	expect(refused.error.message).toBe(
		"This answer could cost $2.00, and $1.00 is left of today's $1.00. Nothing was sent.",
	);
	expect(errorFromRefusal(refused.error)).toMatchObject({ kind: 'budget-spent', isRetryable: false });
});

test('a metered answer reaches the reader unchanged and is recorded once', async () => {
	const { ledger, calls } = await ledgerWith({ dayNanoUsd: 1_000 });
	const reservation = await ledger.reserve({ worstCaseNanoUsd: 500 });
	const parts: StreamPart[] = [
		{ type: 'start' },
		{ type: 'text-delta', text: 'Hi' },
		{ type: 'usage', usage: usage(5, 2) },
		{ type: 'finish', reason: 'stop', vendorReason: 'stop' },
	];
	const read = [];
	const told: unknown[] = [];
	const metered = ledger.metered(streamOf(...parts), {
		...errand,
		...(reservation.ok ? { reservation: reservation.value } : {}),
		onRecorded: (call) => told.push(call),
	});
	for await (const part of metered) read.push(part);
	expect(read).toEqual(parts);
	expect(await calls()).toMatchObject([{ finish: 'stop', costNanoUsd: 7, usage: usage(5, 2) }]);
	expect(told).toEqual(await calls());
	expect(await ledger.left()).toBe(993);
});

test('an answer that is stopped half-way is recorded with estimated tokens', async () => {
	const { ledger, calls } = await ledgerWith();
	const parts = streamOf({ type: 'text-delta', text: 'Hello' }, { type: 'text-delta', text: ' you' });
	for await (const part of ledger.metered(parts, errand)) if (part.type === 'text-delta') break;
	expect(await calls()).toMatchObject([
		{ error: 'aborted', usage: { input: 7, output: 5, isEstimated: true }, costNanoUsd: 12 },
	]);
});

test('a call that failed before any answer came cost nothing', async () => {
	const { ledger, calls } = await ledgerWith();
	const error = { kind: 'offline', message: '', action: '', isRetryable: true } as const;
	for await (const part of ledger.metered(streamOf({ type: 'error', error }), errand)) void part;
	expect(await calls()).toMatchObject([{ error: 'offline', costNanoUsd: 0 }]);
});

test('an answer from our own cache costs nothing', async () => {
	const { ledger, calls } = await ledgerWith();
	await ledger.record(attempt({ isCached: true }));
	expect(await calls()).toMatchObject([{ costNanoUsd: 0, costSource: 'cache' }]);
});

test('a verdict is added to the row it judges', async () => {
	const { ledger, calls } = await ledgerWith();
	const recorded = await ledger.record(attempt());
	if (recorded.ok) await ledger.judge(recorded.value, { checkScore: 0.75, feedback: 'down' });
	expect(await calls()).toMatchObject([{ checkScore: 0.75, feedback: 'down', costNanoUsd: 100 }]);
});

test('the table for spreadsheets quotes what needs it and runs nothing', async () => {
	const { ledger, calls } = await ledgerWith();
	const creationId = newCreationId();
	await ledger.record(attempt({ creationId, usage: usage(1, 1_500_000_001) }));
	await ledger.record(attempt({ model: { provider: 'x', model: '@mystery' }, routedBecause: 'a "b", c' }));
	const table = csvOf(await calls(), new Map([[creationId, '=HYPERLINK("http://x","y")']]));
	const [head, ...rows] = table.split('\r\n');
	// Calls of one millisecond stand in any order.
	const first = rows.find((row) => row.includes('HYPERLINK')) ?? '';
	const second = rows.find((row) => row.includes('mystery')) ?? '';
	expect(head).toContain('cost_usd,cost_source');
	expect(first).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
	expect(first).toContain(',1.500000002,catalogue,');
	expect(second).toContain(",'@mystery,");
	expect(second.endsWith(',"a ""b"", c"')).toBe(true);
});
