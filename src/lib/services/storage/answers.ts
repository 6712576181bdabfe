import type { Database } from './database.ts';
import type { ModelStore } from './model-store.ts';
import { attempt, write } from './problems.ts';

type Answers = Pick<ModelStore, 'cacheGet' | 'cachePut' | 'cacheClear'>;

/** Room for all exact answers together. */
export const CACHE_BYTES = 50 * 1024 * 1024;
/** An answer longer than this is a file, not an answer worth keeping twice. */
export const MAX_CACHED_ANSWER_BYTES = 4 * 1024 * 1024;

/** Exact answers, least recently used out first. Sizes are two bytes a character, as browsers keep text. */
export function createAnswers(database: Database, limitBytes = CACHE_BYTES): Answers {
	return {
		async cacheGet(key) {
			const body = database.row('llmCacheBodies', await database.llmCacheBodies.get(key));
			// A full disk must not hide what is there.
			if (body) await attempt(() => database.llmCache.update(key, { usedAt: Date.now() }));
			return body?.text;
		},
		async cachePut(key, text) {
			const sizeBytes = 2 * text.length;
			if (sizeBytes > Math.min(MAX_CACHED_ANSWER_BYTES, limitBytes)) return { ok: true, value: undefined };
			return write(() => put(database, { key, text, sizeBytes, limitBytes }));
		},
		cacheClear: () =>
			write(() =>
				database.transaction('rw', [database.llmCache, database.llmCacheBodies], async () => {
					await database.llmCache.clear();
					await database.llmCacheBodies.clear();
				}),
			),
	};
}

interface Entry {
	readonly key: string;
	readonly text: string;
	readonly sizeBytes: number;
	readonly limitBytes: number;
}

async function put(database: Database, { key, text, sizeBytes, limitBytes }: Entry): Promise<void> {
	await database.transaction('rw', [database.llmCache, database.llmCacheBodies], async () => {
		await database.llmCache.put({ key, sizeBytes, usedAt: Date.now() });
		await database.llmCacheBodies.put({ key, text });
		const surplus = await surplusKeys(database, key, limitBytes - sizeBytes);
		await database.llmCache.bulkDelete(surplus);
		await database.llmCacheBodies.bulkDelete(surplus);
	});
}

/** The entries beside `kept` that no longer fit into `roomBytes`, when the latest used come first. */
async function surplusKeys(database: Database, kept: string, roomBytes: number): Promise<string[]> {
	const newestFirst = await database.llmCache.orderBy('usedAt').reverse().toArray();
	let room = roomBytes;
	const surplus = [];
	for (const entry of database.rows('llmCache', newestFirst)) {
		if (entry.key === kept) continue;
		room -= entry.sizeBytes;
		if (room < 0) surplus.push(entry.key);
	}
	return surplus;
}
