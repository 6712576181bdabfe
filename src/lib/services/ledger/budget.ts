import type { CreationId } from '#lib/model/id.ts';
import type { LlmError } from '#lib/model/llm.ts';
import type { Budgets } from '#lib/model/settings.ts';
import { dollarText, spendingOf, startOfDay } from '#lib/model/spending.ts';
import type { Refusal, Spent } from './ledger.ts';

/** One limit and how much of it is gone. Integer nano-dollars. */
export interface Limit {
	readonly scope: 'day' | 'month' | 'creation';
	readonly limitNanoUsd: number;
	/** Spent or set aside. */
	readonly takenNanoUsd: number;
}

/** Every limit that stands against a call for this creation now. */
export function limitsOf(
	budgets: Budgets,
	spent: Spent,
	creationId: CreationId | undefined,
	now: number,
): readonly Limit[] {
	const held = (id?: CreationId) =>
		spent.holds
			.filter((hold) => id === undefined || hold.creationId === id)
			.reduce((sum, hold) => sum + hold.nanoUsd, 0);
	const today = spent.calls.filter((call) => call.at >= startOfDay(now));
	const limits: Limit[] = [];
	const add = (scope: Limit['scope'], limitNanoUsd: number | null, takenNanoUsd: number) => {
		if (limitNanoUsd !== null) limits.push({ scope, limitNanoUsd, takenNanoUsd });
	};
	add('day', budgets.dayNanoUsd, spendingOf(today).nanoUsd + held());
	add('month', budgets.monthNanoUsd, spendingOf(spent.calls).nanoUsd + held());
	if (creationId !== undefined)
		add(
			'creation',
			creationLimit(budgets, creationId),
			spendingOf(spent.creationCalls).nanoUsd + held(creationId),
		);
	return limits;
}

export const hasLimit = (budgets: Budgets, creationId: CreationId | undefined): boolean =>
	budgets.dayNanoUsd !== null ||
	budgets.monthNanoUsd !== null ||
	(creationId !== undefined && creationLimit(budgets, creationId) !== null);

/** The limit that a call of this worst case would pass, if any. */
export const passedLimit = (limits: readonly Limit[], worstCaseNanoUsd: number): Limit | undefined =>
	limits.find((limit) => limit.takenNanoUsd + worstCaseNanoUsd > limit.limitNanoUsd);

/** What all limits together leave; null without one. */
export const leftOf = (limits: readonly Limit[]): number | null =>
	limits.length === 0
		? null
		: Math.max(0, Math.min(...limits.map((limit) => limit.limitNanoUsd - limit.takenNanoUsd)));

export function spentRefusal(limit: Limit, worstCaseNanoUsd: number): Refusal {
	const left = dollarText(Math.max(0, limit.limitNanoUsd - limit.takenNanoUsd));
	return {
		type: 'budget-spent',
		scope: limit.scope,
		isAskable: false,
		message: `This answer could cost ${dollarText(worstCaseNanoUsd)}, and ${left} is left of ${WHOSE[limit.scope]} ${dollarText(limit.limitNanoUsd)}. Nothing was sent.`,
		action: 'Raise the budget in Usage, or choose a cheaper model',
	};
}

export const unknownRefusal = (isAskable: boolean): Refusal => ({
	type: 'price-unknown',
	isAskable,
	message: 'Nobody knows what this model costs, and you have set a budget. Nothing was sent.',
	action: isAskable ? 'Send it anyway' : 'Choose another model, or set its price in Usage',
});

/** The same for those who speak in errors of models. */
export const errorFromRefusal = (refusal: Refusal): LlmError => ({
	kind: 'budget-spent',
	message: refusal.message,
	action: refusal.action ?? 'Raise the budget in Usage',
	isRetryable: false,
});

const creationLimit = (budgets: Budgets, id: CreationId): number | null =>
	budgets.creations[id] ?? budgets.creationNanoUsd;

const WHOSE = { day: "today's", month: "this month's", creation: "this creation's" } as const;
