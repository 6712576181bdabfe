import { expect, test } from 'vitest';
import type { LlmRequest, StreamPart } from '#lib/model/llm.ts';
import type { KeysLine } from './keys-line.ts';
import { streamCalls, type Streams } from './keys-stream.ts';
import { WorkerCrash } from './remote.ts';

const request: LlmRequest = { model: { provider: 'acme', model: 'small' }, messages: [], maxOutputTokens: 1 };
const text: StreamPart = { type: 'text-delta', text: 'a' };
const finish: StreamPart = { type: 'finish', reason: 'stop', vendorReason: null };

/** A worker that does with each call whatever a test says, and notes which calls were aborted. */
function line(generate: (id: string, streams: Streams) => Promise<void>) {
	const streams: Streams = new Map();
	const aborted: string[] = [];
	const desk = {
		generate: ({ id }: { id: string }) => generate(id, streams),
		abort: async (id: string) => void aborted.push(id),
	};
	const ask = (work: (api: typeof desk) => Promise<unknown>) => work(desk);
	return { calls: streamCalls({ ask } as unknown as KeysLine, streams), streams, aborted };
}

async function collect(stream: AsyncIterable<StreamPart>): Promise<StreamPart[]> {
	const parts: StreamPart[] = [];
	for await (const part of stream) parts.push(part);
	return parts;
}

test('parts arrive in order and the stream is forgotten after the last', async () => {
	const { calls, streams } = line(async (id, all) => {
		all.get(id)?.push([text, text]);
		await Promise.resolve();
		all.get(id)?.push([finish]);
	});
	expect(await collect(calls.generate(request, new AbortController().signal))).toEqual([text, text, finish]);
	expect(streams.size).toBe(0);
});

test('a worker that dies ends the stream in one error, after what had arrived', async () => {
	const { calls } = line(async (id, all) => {
		all.get(id)?.push([text]);
		throw new WorkerCrash('out of memory');
	});
	expect(await collect(calls.generate(request, new AbortController().signal))).toMatchObject([
		text,
		{ type: 'error', error: { kind: 'unavailable', detail: 'out of memory' } },
	]);
});

test('an abort reaches the worker, also one from before the start', async () => {
	const stopped = new AbortController();
	const { calls, aborted } = line((id, all) => {
		stopped.abort();
		all.get(id)?.push([finish]);
		return Promise.resolve();
	});
	await collect(calls.generate(request, stopped.signal));
	await collect(calls.generate(request, AbortSignal.abort()));
	expect(new Set(aborted).size).toBe(2);
});

test('who stops reading stops the call', async () => {
	const { calls, aborted, streams } = line((id, all) => {
		all.get(id)?.push([text, text]);
		return new Promise(() => undefined);
	});
	for await (const part of calls.generate(request, new AbortController().signal)) if (part === text) break;
	expect(aborted).toHaveLength(1);
	expect(streams.size).toBe(0);
});
