import type { ModelInfo, ModelRef, Usage } from '#lib/model/llm.ts';
import type { Problem, Result } from '#lib/model/result.ts';

/** Price of a call. Unknown is unknown, never 0. */
export type Price =
	| {
			readonly type: 'known';
			/** Integer nano-dollars (1e-9 USD). */
			readonly nanoUsd: number;
			readonly source: 'provider' | 'person' | 'catalogue' | 'device';
	  }
	| { readonly type: 'unknown' };

export interface Limits {
	/** Tokens of the whole window. */
	readonly contextTokens: number;
	readonly maxOutputTokens: number;
	/** True where one of the two is a cautious guess. */
	readonly isGuess: boolean;
}

/** What a model is taken for until its own results say otherwise. */
export type Tier = 'cheap' | 'mid' | 'strong';

/** What came of asking for newer prices. */
export interface Refreshed {
	/** False when the network had nothing newer. */
	readonly isNewer: boolean;
	/** Models (`provider/model`) whose price jumped more than tenfold: their last good price stands. */
	readonly heldBack: readonly string[];
}

/** What models cost and can take. Decorates what a provider lists; it never decides what may be used. */
export interface Catalogue {
	/** The provider's own number first, then the person's price, then the catalogue's of the day `at` (ms, now). */
	priceOf(ref: ModelRef, usage: Usage, at?: number): Price;
	/** The most a call can cost: nothing cached, every output token used. For the check before sending. */
	worstCase(ref: ModelRef, inputTokens: number, maxOutputTokens: number): Price;
	/** `info` is what the provider said of the model; it wins. */
	limitsOf(ref: ModelRef, info?: ModelInfo): Limits;
	tierOf(ref: ModelRef): Tier;
	/** When the prices in use came from the network (ms); null for those that came with this version. */
	readonly fetchedAt: number | null;
	/**
	 * Asks the network for newer prices and keeps them. Fails with `prices-unreachable` or `prices-unreadable`; the last
	 * good ones stay in use.
	 */
	refresh(signal?: AbortSignal): Promise<Result<Refreshed, Problem>>;
}
