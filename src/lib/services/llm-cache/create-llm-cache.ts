import * as z from 'zod/mini';
import { streamPartSchema } from '#lib/model/llm-schema.ts';
import type { LlmRequest, StreamPart, Usage } from '#lib/model/llm.ts';
import type { AnswerStore, CachedAnswer, LlmCache } from './llm-cache.ts';
import { keyOfRequest } from './request-key.ts';

export function createLlmCache(store: AnswerStore): LlmCache {
	const renew = async (request: LlmRequest, ask: () => AsyncIterable<StreamPart>): Promise<CachedAnswer> => ({
		isCached: false,
		parts: recorded(ask(), await keyOfRequest(request), store),
	});
	return {
		async answer(request, ask) {
			const parts = partsOf(await store.cacheGet(await keyOfRequest(request)));
			return parts ? { isCached: true, parts: replay(parts) } : renew(request, ask);
		},
		renew,
	};
}

/** Hands parts on and keeps them when the answer ended well. */
async function* recorded(
	parts: AsyncIterable<StreamPart>,
	key: string,
	store: AnswerStore,
): AsyncGenerator<StreamPart> {
	const seen: StreamPart[] = [];
	for await (const part of parts) {
		append(seen, part);
		yield part;
	}
	const text = isWhole(seen) && isPlain(seen) ? JSON.stringify(seen) : undefined;
	// A full disk costs the recording, not the answer.
	if (text !== undefined) await store.cachePut(key, text);
}

/** Neighbouring pieces of text become one: an answer of 10,000 tokens is not 10,000 parts. */
function append(seen: StreamPart[], part: StreamPart): void {
	const last = seen.at(-1);
	if (part.type === 'text-delta' && last?.type === 'text-delta')
		seen[seen.length - 1] = { ...last, text: last.text + part.text };
	else if (part.type === 'reasoning-delta' && last?.type === 'reasoning-delta')
		seen[seen.length - 1] = { ...last, text: last.text + part.text };
	else seen.push(part);
}

function isWhole(parts: readonly StreamPart[]): boolean {
	const last = parts.at(-1);
	return last?.type === 'finish' && (last.reason === 'stop' || last.reason === 'tool-calls');
}

/** Whether JSON keeps it as it is; what a vendor wants back may hold bytes. */
function isPlain(value: unknown): boolean {
	if (typeof value !== 'object' || value === null)
		return typeof value !== 'bigint' && typeof value !== 'function';
	if (Array.isArray(value)) return value.every(isPlain);
	return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}

/** Undefined where nothing was kept, or nothing that can be read. */
function partsOf(text: string | undefined): readonly StreamPart[] | undefined {
	if (text === undefined) return undefined;
	try {
		const parts = z.safeParse(z.array(streamPartSchema), JSON.parse(text));
		return parts.success ? parts.data : undefined;
	} catch {
		return undefined;
	}
}

async function* replay(parts: readonly StreamPart[]): AsyncGenerator<StreamPart> {
	for (const part of parts) yield part.type === 'usage' ? { type: 'usage', usage: NO_USAGE } : part;
}

const NO_USAGE: Usage = {
	input: 0,
	cacheRead: 0,
	cacheWrite: 0,
	output: 0,
	reasoning: 0,
	costNanoUsd: 0,
};
