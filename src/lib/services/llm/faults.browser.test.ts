import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { LlmErrorKind } from '#lib/model/llm.ts';
import { collect } from './collect.ts';
import { guarded, isTerminal } from './guard.ts';
import { at, listOf } from './json.ts';
import { probe } from './probe.ts';
import { never, RECORDED, requestTo, textOfParts } from './provider.suite.ts';
import type { Access, Provider } from './provider.ts';
import { anthropic } from './providers/anthropic.ts';
import { gemini } from './providers/gemini.ts';
import { mistral } from './providers/mistral.ts';
import { openai } from './providers/openai.ts';
import { type FailedAttempt, retrying } from './retry.ts';

interface Fault {
	readonly scenario: string;
	readonly kind: LlmErrorKind;
	/** Calls that reach the vendor: more than one only where it did no work before. */
	readonly calls: number;
	/** Whether the first half of the answer is kept. */
	readonly isPartial?: true;
	readonly retryAfterMs?: number;
}

const FAULTS: readonly Fault[] = [
	{ scenario: 'http-401', kind: 'key-invalid', calls: 1 },
	{ scenario: 'http-402', kind: 'credit-empty', calls: 1 },
	{ scenario: 'http-403-cors', kind: 'not-allowed', calls: 1 },
	{ scenario: 'http-404-model', kind: 'model-unknown', calls: 1 },
	{ scenario: 'http-400-context', kind: 'context-too-long', calls: 1 },
	{ scenario: 'http-400-filter', kind: 'content-filtered', calls: 1 },
	{ scenario: 'http-429', kind: 'rate-limited', calls: 3 },
	{ scenario: 'http-429-words', kind: 'rate-limited', calls: 3, retryAfterMs: 7000 },
	{ scenario: 'http-500', kind: 'server', calls: 3 },
	{ scenario: 'http-529', kind: 'overloaded', calls: 3 },
	{ scenario: 'no-cors', kind: 'network', calls: 0 },
	{ scenario: 'clean-cut', kind: 'truncated', calls: 1, isPartial: true },
	{ scenario: 'hard-cut', kind: 'network', calls: 1, isPartial: true },
	{ scenario: 'bad-json', kind: 'protocol', calls: 1, isPartial: true },
	{ scenario: 'bad-json-unnamed', kind: 'protocol', calls: 1, isPartial: true },
	{ scenario: 'stream-error', kind: 'overloaded', calls: 1, isPartial: true },
	{ scenario: 'html', kind: 'protocol', calls: 1 },
	{ scenario: 'empty', kind: 'protocol', calls: 1 },
	{ scenario: 'hang', kind: 'stalled', calls: 1 },
	{ scenario: 'hang-midway', kind: 'stalled', calls: 1, isPartial: true },
];

const accessTo = ({ id }: Provider, scenario: string, mode: string): Access => ({
	key: 'sk-standin-0123456789',
	baseUrl: `${inject('standin')}/${id}/${scenario}/${mode}`,
	fetch: (input, init) => fetch(input, init),
	signal: never(),
});

async function callsSeen(mode: string): Promise<number> {
	const seen: unknown = await (await fetch(`${inject('standin')}/seen/`)).json();
	return listOf(seen).filter((each) => at(each, 'call', 'mode') === mode && at(each, 'method') === 'POST')
		.length;
}

/** Short only where something hangs: a busy machine may take long for anything else. */
const patienceFor = ({ scenario }: Fault) => ({
	firstMs: scenario === 'hang' ? 1500 : 30_000,
	betweenMs: scenario === 'hang-midway' ? 1500 : 30_000,
});

beforeAll(async () => {
	for (const provider of [openai, anthropic, gemini])
		await collect(provider.stream(requestTo(provider), accessTo(provider, 'text', 'warm')));
});

describe.each([openai, anthropic, gemini, mistral])('$id', (provider) => {
	test.each(FAULTS)('$scenario ends in $kind after $calls calls', async (fault) => {
		const mode = `fault-${provider.id}-${fault.scenario}`;
		const access = accessTo(provider, fault.scenario, mode);
		const failed: FailedAttempt[] = [];
		const parts = await collect(
			retrying(() => guarded(provider, requestTo(provider), access, patienceFor(fault)), access.signal, {
				onRetry: (attempt) => failed.push(attempt),
				wait: () => Promise.resolve(),
			}),
		);
		const last = parts.at(-1);
		expect(last).toMatchObject({ type: 'error', error: { kind: fault.kind } });
		expect(parts.filter(isTerminal)).toHaveLength(1);
		expect(await callsSeen(mode)).toBe(fault.calls);
		if (fault.calls > 0) expect(failed).toHaveLength(fault.calls - 1);
		if (last?.type !== 'error') return;
		expect(last.error.action).not.toBe('');
		expect(JSON.stringify(last.error)).not.toContain('sk-standin-0123456789');
		if (fault.retryAfterMs !== undefined) expect(last.error.retryAfterMs).toBe(fault.retryAfterMs);
		const text = textOfParts(parts);
		expect(RECORDED.text.startsWith(text)).toBe(true);
		const came = parts.some((part) => part.type === 'text-delta' || part.type === 'reasoning-delta');
		expect(came).toBe(fault.isPartial ?? false);
		// What was delivered was paid for: the ledger must hear of it.
		if (fault.isPartial) expect(parts.at(-2)?.type).toBe('usage');
	});

	test('a slow answer is no fault', async () => {
		const access = accessTo(provider, 'slow', 'slow');
		const parts = await collect(
			guarded(provider, requestTo(provider), access, { firstMs: 30_000, betweenMs: 30_000 }),
		);
		expect(textOfParts(parts)).toBe(RECORDED.text);
		expect(parts.at(-1)?.type).toBe('finish');
	});

	test('an overloaded vendor is asked again and the answer comes once', async () => {
		const access = accessTo(provider, 'flaky', `flaky-${provider.id}`);
		const failed: FailedAttempt[] = [];
		const attempt = () => guarded(provider, requestTo(provider), access);
		const policy = { onRetry: (each: FailedAttempt) => failed.push(each), wait: () => Promise.resolve() };
		const parts = await collect(retrying(attempt, access.signal, policy));
		expect(textOfParts(parts)).toBe(RECORDED.text);
		expect(failed.map(({ error }) => error.kind)).toEqual(['overloaded']);
		expect(await callsSeen(`flaky-${provider.id}`)).toBe(2);
	});

	test('the test of a connection tells a blocked server, a wrong key and a right one apart', async () => {
		const results = await Promise.all(
			['text', 'http-401', 'no-cors'].map((scenario) =>
				probe(provider, accessTo(provider, scenario, 'probe')),
			),
		);
		expect(results.map((result) => (result.ok ? 'ok' : result.error.kind))).toEqual([
			'ok',
			'key-invalid',
			'cors-blocked',
		]);
	});
});

test('a wait that the vendor asks for in a header counts where the browser may read it', async () => {
	const told = async (provider: Provider) => {
		const access = accessTo(provider, 'http-429-header', 'whole');
		const last = (await collect(provider.stream(requestTo(provider), access))).at(-1);
		return last?.type === 'error' ? last.error.retryAfterMs : null;
	};
	expect(await told(anthropic)).toBe(7000);
	expect(await told(openai)).toBeUndefined();
});

test('nothing at the address is told as a server that is not running', async () => {
	const access = { ...accessTo(openai, 'text', 'whole'), baseUrl: 'http://127.0.0.1:9' };
	const result = await probe(openai, access);
	expect(result.ok ? '' : result.error.message).toBe('Nothing answers at 127.0.0.1:9.');
});
