import type { Author } from '#lib/model/collab.ts';
import type { LlmCall } from '#lib/model/call.ts';
import type { LendTerms, LentModel } from '#lib/model/lending.ts';
import { err, type Problem, type Result } from '#lib/model/result.ts';
import type { DirectCall } from '#lib/services/collab/answering.ts';
import { NOT_LENT } from '../problems.ts';
import type { FavourOptions } from './favour.ts';
import { Quota, type Allowance } from './quota.ts';

/** What one member has used so far. */
export interface Account {
	readonly author: Author;
	readonly name: string;
	readonly calls: number;
	/** In the unit of the terms. */
	readonly used: number;
}

/** What a model can take, as its members are told. */
export type LentFacts = Omit<LentModel, 'model' | 'unit' | 'left'>;

/** A model that this tab lends, until it is stopped or the tab goes. */
export class Lending {
	readonly terms: LendTerms;
	/** By whoever used it first. Reactive. */
	accounts: readonly Account[] = $state.raw([]);
	readonly #options: FavourOptions;
	readonly #facts: LentFacts;
	readonly #quota: Quota;
	readonly #stop = new AbortController();

	constructor(options: FavourOptions, terms: LendTerms, facts: LentFacts) {
		this.#options = options;
		this.terms = terms;
		this.#facts = facts;
		this.#quota = new Quota(terms);
	}

	/** Nothing more is asked, and what is on its way ends. */
	stop(): void {
		this.#stop.abort();
	}

	offerFor(author: Author): LentModel {
		const { ref, unit } = this.terms;
		return { model: ref.model, unit, left: this.#quota.leftFor(author), ...this.#facts };
	}

	/** Asks the model for a member. Fails with `quota-spent`, `request-broken`, or as the budgets of this device do. */
	async answer(call: DirectCall): Promise<Result<void, Problem>> {
		if (this.#stop.signal.aborted) return err(NOT_LENT);
		const { answerLent } = await import('./answer-lent.ts');
		const signal = AbortSignal.any([call.signal, this.#stop.signal]);
		return answerLent({
			...this.#options,
			terms: this.terms,
			call: { ...call, signal },
			allow: (wanted, worstCase) => this.#quota.allow(call.from.author, wanted, worstCase),
			settle: (allowance, row) => this.#settle(call.from.name, allowance, row),
		});
	}

	#settle(name: string, allowance: Allowance, row: LlmCall | undefined): void {
		const { author } = allowance;
		this.#quota.settle(allowance, row ? this.#takenBy(row, allowance) : 0);
		if (row === undefined) return;
		const before = this.accounts.find((account) => account.author === author);
		const account = { author, name, calls: (before?.calls ?? 0) + 1, used: this.#quota.usedBy(author) };
		this.accounts = before
			? this.accounts.map((each) => (each === before ? account : each))
			: [...this.accounts, account];
	}

	/** Where nobody knows what a call cost, it took all that it might have. */
	#takenBy({ costNanoUsd, usage }: LlmCall, { most }: Allowance): number {
		if (this.terms.unit === 'money') return costNanoUsd ?? most;
		return usage.input + usage.cacheRead + usage.cacheWrite + usage.output;
	}
}
