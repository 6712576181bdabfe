import type { LlmCall, SpendingHold } from '#lib/model/call.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { FinishReason, LlmErrorKind, ModelRef, StreamPart, Usage } from '#lib/model/llm.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Budgets } from '#lib/model/settings.ts';

/** What every attempt at a model took, and the budgets that stop one before it is sent. */
export interface Ledger {
	/**
	 * Sets the worst case of a call aside, or refuses it before anything leaves the device. Whoever gets a reservation
	 * calls `record` or `release` with it; one that is forgotten lapses after ten minutes. Holds across tabs.
	 */
	reserve(wish: SpendingWish): Promise<Result<Reservation, Refusal | Problem>>;
	release(reservation: Reservation): Promise<Result<void, Problem>>;
	/** Writes one attempt down and gives its reservation back, in one step. */
	record(attempt: Attempt, reservation?: Reservation): Promise<Result<LlmCall, Problem>>;
	/**
	 * Hands the parts of an answer on as they come and records the attempt when they end, fail or are no longer wanted.
	 * `onRecorded` is told the row.
	 */
	metered(parts: AsyncIterable<StreamPart>, errand: Errand): AsyncIterable<StreamPart>;
	/** Adds what checks or the person made of an answer: that is what routing learns from. */
	judge(call: LlmCall, verdict: Pick<LlmCall, 'checkScore' | 'feedback'>): Promise<Result<LlmCall, Problem>>;
	/** What may still be spent at once, in integer nano-dollars; null without a limit. */
	left(creationId?: CreationId): Promise<number | null>;
}

export interface SpendingWish {
	readonly creationId?: CreationId;
	/** The most the call can cost; null where nobody knows the price. Integer nano-dollars. */
	readonly worstCaseNanoUsd: number | null;
	/** The person was asked about the unknown price and said yes. */
	readonly isConfirmed?: boolean;
}

export interface Reservation {
	/** Null where no limit stands, so that nothing had to be set aside. */
	readonly holdId: string | null;
}

/** Why a call was not sent. */
export interface Refusal extends Problem {
	/** `price-unknown` can be overruled by the person: ask, then reserve again with `isConfirmed`, if `isAskable`. */
	readonly type: 'budget-spent' | 'price-unknown';
	readonly isAskable: boolean;
	readonly scope?: 'day' | 'month' | 'creation';
}

/** Facts that are known before an attempt. */
export interface AttemptFacts {
	readonly creationId?: CreationId;
	/** `kind/task`: `app/edit`. */
	readonly taskClass: string;
	readonly model: ModelRef;
	/** 1 for the first try of a step. */
	readonly attempt: number;
	readonly routedBecause?: string;
	/** The member it is lent to, by name. */
	readonly lentTo?: string;
	/** It came from our own cache of exact answers. */
	readonly isCached?: boolean;
}

export interface Attempt extends AttemptFacts {
	/** When it was sent. ms since the epoch. */
	readonly at: number;
	readonly usage: Usage;
	readonly firstTokenMs?: number;
	readonly durationMs: number;
	readonly finish?: FinishReason;
	readonly error?: LlmErrorKind;
}

export interface Errand extends AttemptFacts {
	readonly reservation?: Reservation;
	/** Estimate of what goes in: counts only when the answer breaks off before the vendor tells. */
	readonly inputTokens: number;
	readonly onRecorded?: (call: LlmCall) => void;
}

/** What the ledger needs of storage; `Storage` fits. */
export interface LedgerStore {
	setting(key: 'budgets'): Promise<Budgets>;
	putCall(call: LlmCall, holdId?: string): Promise<Result<void, Problem>>;
	holdSpending(
		hold: SpendingHold,
		fromAt: number,
		mayHold: (spent: Spent) => boolean,
	): Promise<Result<boolean, Problem>>;
	releaseHold(id: string): Promise<Result<void, Problem>>;
}

/** What a budget is measured against. */
export interface Spent {
	/** Calls of every creation since the month began. */
	readonly calls: readonly LlmCall[];
	/** All calls of the creation in question. */
	readonly creationCalls: readonly LlmCall[];
	readonly holds: readonly SpendingHold[];
}

/** The shape of the catalogue's prices. */
export type PriceOf = (
	ref: ModelRef,
	usage: Usage,
) =>
	| {
			readonly type: 'known';
			readonly nanoUsd: number;
			readonly source: 'provider' | 'person' | 'catalogue' | 'device';
	  }
	| { readonly type: 'unknown' };
