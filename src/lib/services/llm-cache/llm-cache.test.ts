import { expect, test } from 'vitest';
import type { LlmRequest, StreamPart } from '#lib/model/llm.ts';
import { err, ok } from '#lib/model/result.ts';
import { createLlmCache } from './create-llm-cache.ts';
import type { AnswerStore, CachedAnswer } from './llm-cache.ts';
import { keyOfRequest } from './request-key.ts';

const request = (facts: Partial<LlmRequest> = {}): LlmRequest => ({
	model: { provider: 'openai', model: 'gpt-5' },
	messages: [{ role: 'user', parts: [{ type: 'text', text: 'A recipe tracker' }] }],
	maxOutputTokens: 100,
	...facts,
});

const answer: StreamPart[] = [
	{ type: 'start', id: '1' },
	{ type: 'text-delta', text: 'One ' },
	{ type: 'text-delta', text: 'two' },
	{ type: 'tool-call', id: 'c', name: 'plan', arguments: '{"a":1}', input: { a: 1 } },
	{ type: 'usage', usage: { input: 5, cacheRead: 0, cacheWrite: 0, output: 2, reasoning: 0 } },
	{ type: 'finish', reason: 'stop', vendorReason: 'stop', opaque: { signature: 'x' } },
];

function memory(): AnswerStore & { readonly kept: Map<string, string> } {
	const kept = new Map<string, string>();
	return {
		kept,
		cacheGet: (key) => Promise.resolve(kept.get(key)),
		cachePut: (key, text) => {
			kept.set(key, text);
			return Promise.resolve(ok(undefined));
		},
	};
}

function vendor(parts: readonly StreamPart[] = answer) {
	const calls = { count: 0 };
	async function* ask(): AsyncGenerator<StreamPart> {
		calls.count++;
		yield* parts;
	}
	return { calls, ask };
}

async function read({ parts }: CachedAnswer): Promise<StreamPart[]> {
	const read = [];
	for await (const part of parts) read.push(part);
	return read;
}

test('the same request is asked once; the second answer is the first one, at no cost', async () => {
	const cache = createLlmCache(memory());
	const { calls, ask } = vendor();
	const first = await cache.answer(request(), ask);
	expect([first.isCached, await read(first)]).toEqual([false, answer]);
	const second = await cache.answer(request(), ask);
	expect(second.isCached).toBe(true);
	const parts = await read(second);
	expect(parts.flatMap((part) => (part.type === 'text-delta' ? [part.text] : [])).join('')).toBe('One two');
	expect(parts.find((part) => part.type === 'usage')).toMatchObject({ usage: { input: 0, costNanoUsd: 0 } });
	expect(parts.at(-1)).toEqual(answer.at(-1));
	expect(calls.count).toBe(1);
});

test('the order of keys, and what only helps the vendor, make no other request', async () => {
	const one = request({ effort: 'low', system: 'S', cacheKey: 'a' });
	const other: LlmRequest = {
		cacheKey: 'b',
		system: 'S',
		effort: 'low',
		maxOutputTokens: 100,
		messages: one.messages,
		model: { model: 'gpt-5', provider: 'openai' },
	};
	expect(await keyOfRequest(one)).toBe(await keyOfRequest(other));
	expect(await keyOfRequest(one)).toMatch(/^[0-9a-f]{64}$/);
});

const picture = (data: Uint8Array): Partial<LlmRequest> => ({
	messages: [{ role: 'user', parts: [{ type: 'image', mediaType: 'image/png', data }] }],
});

test.each<[string, Partial<LlmRequest>]>([
	['another model', { model: { provider: 'openai', model: 'gpt-5-mini' } }],
	['another provider', { model: { provider: 'openrouter', model: 'gpt-5' } }],
	['another word', { messages: [{ role: 'user', parts: [{ type: 'text', text: 'A recipe Tracker' }] }] }],
	['a system text', { system: '' }],
	['more effort', { effort: 'high' }],
	['a shorter answer', { maxOutputTokens: 99 }],
	['a picture', picture(new Uint8Array([1]))],
	['another picture', picture(new Uint8Array([2]))],
])('%s is another request', async (_case, facts) => {
	expect(await keyOfRequest(request(facts))).not.toBe(await keyOfRequest(request()));
	expect(await keyOfRequest(request(facts))).toBe(await keyOfRequest(request(structuredClone(facts))));
});

test('two pictures that differ are two requests', async () => {
	const [one, other] = [new Uint8Array([1]), new Uint8Array([2])].map((data) => request(picture(data)));
	expect(await keyOfRequest(one!)).not.toBe(await keyOfRequest(other!));
});

const error = { kind: 'network', message: '', action: '', isRetryable: true } as const;
test.each<[string, StreamPart[]]>([
	['failed', [answer[1]!, { type: 'error', error }]],
	['was cut at its length', [answer[1]!, { type: 'finish', reason: 'length', vendorReason: null }]],
	['was refused', [{ type: 'finish', reason: 'refusal', vendorReason: null }]],
	['never ended', [answer[1]!]],
	[
		'must give bytes back to its vendor',
		[{ type: 'finish', reason: 'stop', vendorReason: null, opaque: new Uint8Array(2) }],
	],
])('an answer that %s is not kept', async (_case, parts) => {
	const store = memory();
	const { ask } = vendor(parts);
	await read(await createLlmCache(store).answer(request(), ask));
	expect(store.kept.size).toBe(0);
});

test('an answer whose reader went away is not kept', async () => {
	const store = memory();
	const { parts } = await createLlmCache(store).answer(request(), vendor().ask);
	for await (const part of parts) if (part.type === 'text-delta') break;
	expect(store.kept.size).toBe(0);
});

test('an unreadable record counts as none, and a full disk does not fail the answer', async () => {
	const { calls, ask } = vendor();
	const cache = createLlmCache({
		cacheGet: () => Promise.resolve('[{"type":"surprise"}]'),
		cachePut: () => Promise.resolve(err({ type: 'quota-full', message: '' })),
	});
	expect(await read(await cache.answer(request(), ask))).toEqual(answer);
	expect(calls.count).toBe(1);
});

test('a refused answer is asked anew and replaced', async () => {
	const store = memory();
	const cache = createLlmCache(store);
	await read(await cache.answer(request(), vendor().ask));
	const better = vendor([{ type: 'text-delta', text: 'Better' }, answer.at(-1)!]);
	expect(await read(await cache.renew(request(), better.ask))).toHaveLength(2);
	const now = await cache.answer(request(), better.ask);
	expect(await read(now)).toContainEqual({ type: 'text-delta', text: 'Better' });
	expect(better.calls.count).toBe(1);
});
