import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LlmRequest, StreamPart } from '#lib/model/llm.ts';
import { ok } from '#lib/model/result.ts';
import { collect } from './collect.ts';
import { guarded } from './guard.ts';
import type { Access, Provider } from './provider.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const request: LlmRequest = {
	model: { provider: 'fake', model: 'm' },
	messages: [],
	maxOutputTokens: 10,
};
const hello: StreamPart = { type: 'text-delta', text: 'Hello' };
const finish: StreamPart = { type: 'finish', reason: 'stop', vendorReason: null };

const fake = (stream: Provider['stream']): Provider => ({
	id: 'fake',
	title: 'Fake',
	baseUrl: null,
	needsKey: false,
	stream,
	models: () => Promise.resolve(ok([])),
});

const access = (signal = new AbortController().signal): Access => ({ key: null, fetch, signal });

const forever = (): Promise<never> => new Promise(() => {});

test('nothing comes after the terminal part', async () => {
	const provider = fake(async function* () {
		yield finish;
		yield hello;
		yield finish;
	});
	expect(await collect(guarded(provider, request, access()))).toEqual([finish]);
});

test('a stream without a terminal part ends in truncated and keeps what came', async () => {
	const provider = fake(async function* () {
		yield hello;
	});
	expect(await collect(guarded(provider, request, access()))).toMatchObject([
		hello,
		{ type: 'error', error: { kind: 'truncated' } },
	]);
});

test('what a provider throws becomes an error', async () => {
	const provider = fake(async function* () {
		yield hello;
		throw new Error('broken');
	});
	const parts = await collect(guarded(provider, request, access()));
	expect(parts.at(-1)).toMatchObject({ type: 'error', error: { kind: 'protocol', detail: 'broken' } });
});

test('silence before the first word ends after a minute, between words after half of one', async () => {
	const mute = collect(
		guarded(
			fake(() => ({ [Symbol.asyncIterator]: () => ({ next: forever }) })),
			request,
			access(),
		),
	);
	await vi.advanceTimersByTimeAsync(60_200);
	expect(await mute).toMatchObject([{ type: 'error', error: { kind: 'stalled' } }]);
	const dying = collect(
		guarded(
			fake(async function* () {
				yield hello;
				await forever();
			}),
			request,
			access(),
		),
	);
	await vi.advanceTimersByTimeAsync(30_200);
	expect(await dying).toMatchObject([hello, { type: 'error', error: { kind: 'stalled' } }]);
});

test('a model that was told to think may be silent for minutes', async () => {
	const provider = fake(async function* () {
		await new Promise((resolve) => setTimeout(resolve, 200_000));
		yield finish;
	});
	const parts = collect(guarded(provider, { ...request, effort: 'high' }, access()));
	await vi.advanceTimersByTimeAsync(200_000);
	expect(await parts).toEqual([finish]);
});

test('a caller that takes its time is no stall', async () => {
	const stream = guarded(
		fake(async function* () {
			yield hello;
			yield finish;
		}),
		request,
		access(),
	);
	expect((await stream.next()).value).toEqual(hello);
	await vi.advanceTimersByTimeAsync(600_000);
	expect((await stream.next()).value).toEqual(finish);
});

test('an abort is answered within 200 ms, with what was used, while the provider hangs', async () => {
	const controller = new AbortController();
	const usage: StreamPart = {
		type: 'usage',
		usage: { input: 1, cacheRead: 0, cacheWrite: 0, output: 1, reasoning: 0, isEstimated: true },
	};
	const provider = fake(async function* (_request, { signal }) {
		yield hello;
		await new Promise((resolve) => signal.addEventListener('abort', resolve));
		yield usage;
		await forever();
	});
	const parts = collect(guarded(provider, request, access(controller.signal)));
	await vi.advanceTimersByTimeAsync(1000);
	controller.abort();
	await vi.advanceTimersByTimeAsync(199);
	expect(await parts).toMatchObject([hello, usage, { type: 'error', error: { kind: 'aborted' } }]);
});
