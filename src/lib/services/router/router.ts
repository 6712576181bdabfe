import type { ModelRef } from '#lib/model/llm.ts';
import type { Problem, Result } from '#lib/model/result.ts';

/**
 * Chooses who is asked: the cheapest chain of at most three models whose measured success reaches that of the best one.
 * The next model of a chain is asked when the checks of the answer before fail. Pure but for the injected chance.
 */
export interface Router {
	/**
	 * Fails with `model-missing` (no key), `local-model-missing`, `ability-missing`, `context-too-long`, `budget-spent`,
	 * `model-unavailable` (the one the person chose).
	 */
	route(
		wish: RouteWish,
		candidates: readonly Candidate[],
		evidence: readonly Evidence[],
	): Result<Route, Problem>;
}

/** A model that the person's keys reach. */
export interface Candidate {
	readonly model: ModelRef;
	/** What it is taken for until its own results say otherwise. */
	readonly tier: 'cheap' | 'mid' | 'strong';
	/** Runs on this device or in this house. */
	readonly isLocal: boolean;
	/** Tokens of the whole window. */
	readonly contextTokens: number;
	/** What is absent is unknown, and an unknown ability is tried. */
	readonly canSeeImages?: boolean;
	readonly canCallTools?: boolean;
	/** Integer nano-dollars for that many tokens in and out; null where nobody knows. */
	readonly price: (inputTokens: number, outputTokens: number) => number | null;
}

export interface RouteWish {
	/** `kind/task`: `app/edit`. */
	readonly taskClass: string;
	readonly inputTokens: number;
	readonly maxOutputTokens: number;
	readonly needsImages?: boolean;
	readonly needsTools?: boolean;
	/** Nothing may leave the device. */
	readonly isLocalOnly: boolean;
	/** What the budgets leave, in integer nano-dollars; null without a limit. */
	readonly leftNanoUsd: number | null;
	/** Whether checks will tell a good answer from a bad one; without them a second model is never asked. */
	readonly hasChecks: boolean;
	/** The model the person chose: asked alone, if it can be. */
	readonly override?: ModelRef;
}

/** How one earlier answer stood. */
export interface Evidence {
	/** `provider/model`. */
	readonly modelKey: string;
	readonly taskClass: string;
	readonly at: number;
	/** What the checks said; the person, where no checks ran. */
	readonly isPassed: boolean;
	/** The person's own verdict on an answer that had passed the checks: measures the checks too. */
	readonly confirmed?: boolean;
	/** Models (`provider/model`) that had failed on the same task before: it was a harder one. */
	readonly after: readonly string[];
	readonly outputTokens: number;
}

export interface Route {
	/** Asked one after the other, the next when the checks fail. Never empty. */
	readonly chain: readonly ModelRef[];
	/** One or two sentences in plain words: why. */
	readonly because: string;
	/** It tries a model about which little is known. */
	readonly isExploration: boolean;
	/** Expected share of good answers, 0 to 1. */
	readonly success: number;
	/** Expected cost in integer nano-dollars; null where unknown. */
	readonly costNanoUsd: number | null;
}
