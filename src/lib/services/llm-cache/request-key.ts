import { sha256Hex } from '#lib/model/digest.ts';
import type { LlmRequest } from '#lib/model/llm.ts';

/** Goes up when recorded answers of before must not be replayed any more. */
const FORMAT = 1;

/**
 * SHA-256 (hex) of a request, the same for equal requests whatever the order of their keys. Pictures count by their own
 * hash; `cacheKey` does not count, since it only helps the vendor.
 */
export async function keyOfRequest(request: LlmRequest): Promise<string> {
	const counted: LlmRequest = { ...request, cacheKey: undefined };
	return sha256Hex(JSON.stringify([FORMAT, await canonical(counted)]));
}

/** The same value with sorted keys, without what is undefined, bytes as their hash. */
async function canonical(value: unknown): Promise<unknown> {
	if (value instanceof Uint8Array) return { sha256: await sha256Hex(new Uint8Array(value)) };
	if (Array.isArray(value)) return Promise.all(value.map(canonical));
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value)
		.filter(([, held]) => held !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	// As pairs: an object would sort keys that look like numbers by itself.
	return Promise.all(entries.map(async ([key, held]): Promise<unknown> => [key, await canonical(held)]));
}
