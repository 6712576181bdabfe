import { expect, test } from 'vitest';
import type { LlmErrorKind, StreamPart } from '#lib/model/llm.ts';
import { collect } from './collect.ts';
import { failure } from './failures.ts';
import { type FailedAttempt, retrying } from './retry.ts';

const failed = (kind: LlmErrorKind, retryAfterMs?: number): StreamPart => ({
	type: 'error',
	error: failure(kind, 'Vendor', { retryAfterMs }),
});
const finish: StreamPart = { type: 'finish', reason: 'stop', vendorReason: 'stop' };
const hello: StreamPart = { type: 'text-delta', text: 'Hello' };

async function* stream(parts: readonly StreamPart[]): AsyncGenerator<StreamPart> {
	yield* parts;
}

/** Plays one script per attempt and tells what came of it. */
async function play(scripts: readonly (readonly StreamPart[])[], signal = new AbortController().signal) {
	const retries: FailedAttempt[] = [];
	const waits: number[] = [];
	let calls = 0;
	const attempt = (number: number) => {
		calls += 1;
		return stream(scripts[number - 1] ?? [finish]);
	};
	const parts = await collect(
		retrying(attempt, signal, {
			onRetry: (each) => retries.push(each),
			random: () => 0,
			wait: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
		}),
	);
	return { parts, retries, waits, calls };
}

test.each<LlmErrorKind>(['rate-limited', 'overloaded', 'server', 'network'])(
	'%s before any answer is tried again, and each failed attempt is told',
	async (kind) => {
		const { parts, retries, calls } = await play([[failed(kind)], [hello, finish]]);
		expect(parts).toEqual([hello, finish]);
		expect(retries.map(({ attempt, error }) => [attempt, error.kind])).toEqual([[1, kind]]);
		expect(calls).toBe(2);
	},
);

test('gives up after two retries with the last error', async () => {
	const { parts, calls } = await play(Array.from({ length: 9 }, () => [failed('overloaded')]));
	expect(parts).toMatchObject([{ type: 'error', error: { kind: 'overloaded' } }]);
	expect(calls).toBe(3);
});

test('nothing is tried again once the vendor has begun to answer', async () => {
	const { parts, calls } = await play([[{ type: 'start' }, failed('network')]]);
	expect(parts.map(({ type }) => type)).toEqual(['start', 'error']);
	expect(calls).toBe(1);
});

test.each<LlmErrorKind>(['stalled', 'truncated', 'key-invalid', 'request-invalid', 'protocol', 'offline'])(
	'%s is never tried again by itself',
	async (kind) => {
		expect((await play([[failed(kind)]])).calls).toBe(1);
	},
);

test('waits longer each time and as long as the vendor asks', async () => {
	const { waits } = await play([[failed('server')], [failed('server')], [finish]]);
	expect(waits).toEqual([500, 1000]);
	expect((await play([[failed('rate-limited', 9000)], [finish]])).waits).toEqual([9000]);
});

test('a wait of more than half a minute is told instead of waited', async () => {
	const { calls, parts } = await play([[failed('rate-limited', 48_000)]]);
	expect(calls).toBe(1);
	expect(parts).toMatchObject([{ type: 'error', error: { retryAfterMs: 48_000 } }]);
});

test('after an abort nobody is asked again', async () => {
	expect((await play([[failed('server')]], AbortSignal.abort())).calls).toBe(1);
});
