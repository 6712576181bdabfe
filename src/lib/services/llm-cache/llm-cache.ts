import type { LlmRequest, StreamPart } from '#lib/model/llm.ts';
import type { Problem, Result } from '#lib/model/result.ts';

/** An answer, and whether it was given before. */
export interface CachedAnswer {
	/** True where nothing was sent: record it in the ledger as cached. */
	readonly isCached: boolean;
	readonly parts: AsyncIterable<StreamPart>;
}

/**
 * Exact answers to exact requests. Only for steps where the same answer is wanted to the same request (reading a wish
 * into a spec, say): the caller opts in by asking through this room.
 */
export interface LlmCache {
	/**
	 * The recorded answer, its usage set to nothing and its cost to 0; or that of `ask`, recorded when it ends well.
	 * A failed, cut off or abandoned answer is never kept.
	 */
	answer(request: LlmRequest, ask: () => AsyncIterable<StreamPart>): Promise<CachedAnswer>;
	/** The same, where the recorded answer is refused: the new one takes its place. */
	renew(request: LlmRequest, ask: () => AsyncIterable<StreamPart>): Promise<CachedAnswer>;
}

/** What the cache needs of storage; `Storage` fits. */
export interface AnswerStore {
	cacheGet(key: string): Promise<string | undefined>;
	cachePut(key: string, text: string): Promise<Result<void, Problem>>;
}
