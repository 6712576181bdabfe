import { dayOf, modelKeyOf, type LlmCall } from '#lib/model/call.ts';
import { newUlid } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Budgets } from '#lib/model/settings.ts';
import { startOfMonth } from '#lib/model/spending.ts';
import { hasLimit, leftOf, limitsOf, passedLimit, spentRefusal, unknownRefusal } from './budget.ts';
import type {
	Attempt,
	Ledger,
	LedgerStore,
	PriceOf,
	Refusal,
	Reservation,
	SpendingWish,
	Spent,
} from './ledger.ts';
import { meter } from './meter.ts';

export interface LedgerOptions {
	readonly store: LedgerStore;
	readonly priceOf: PriceOf;
	/** Tokens of a text, for answers that break off before the vendor tells. */
	readonly estimateTokens: (text: string) => number;
	readonly now?: () => number;
}

/** Longer than any answer takes; a tab that was closed must not block money for good. */
const HOLD_MS = 10 * 60_000;

export function createLedger(options: LedgerOptions): Ledger {
	const { store, priceOf, estimateTokens, now = Date.now } = options;
	const record = async (attempt: Attempt, reservation?: Reservation): Promise<Result<LlmCall, Problem>> => {
		const call = callFrom(attempt, priceOf);
		const put = await store.putCall(call, reservation?.holdId ?? undefined);
		return put.ok ? ok(call) : put;
	};
	return {
		reserve: (wish) => reserve(store, wish, now()),
		release: async ({ holdId }) => (holdId === null ? ok(undefined) : store.releaseHold(holdId)),
		record,
		metered: (parts, errand) => meter(parts, { errand, record, estimateTokens, now }),
		async judge(call, verdict) {
			const judged = { ...call, ...verdict };
			const put = await store.putCall(judged);
			return put.ok ? ok(judged) : put;
		},
		async left(creationId) {
			const budgets = await store.setting('budgets');
			if (!hasLimit(budgets, creationId)) return null;
			let left: number | null = null;
			// The same transaction as a reservation, but it only looks.
			await store.holdSpending(
				holdOf({ creationId, worstCaseNanoUsd: 0 }, now()),
				startOfMonth(now()),
				(spent) => {
					left = leftOf(limitsOf(budgets, spent, creationId, now()));
					return false;
				},
			);
			return left;
		},
	};
}

async function reserve(
	store: LedgerStore,
	wish: SpendingWish,
	now: number,
): Promise<Result<Reservation, Refusal | Problem>> {
	const budgets = await store.setting('budgets');
	if (!hasLimit(budgets, wish.creationId)) return ok({ holdId: null });
	const unknown = refusalOfUnknown(budgets.unknownPrice, wish);
	if (unknown) return err(unknown);
	const hold = holdOf(wish, now);
	let refusal: Refusal | undefined;
	const held = await store.holdSpending(hold, startOfMonth(now), (spent: Spent) => {
		const passed = passedLimit(limitsOf(budgets, spent, wish.creationId, now), hold.nanoUsd);
		refusal = passed && spentRefusal(passed, hold.nanoUsd);
		return passed === undefined;
	});
	if (!held.ok) return held;
	return refusal ? err(refusal) : ok({ holdId: hold.id });
}

function refusalOfUnknown(policy: Budgets['unknownPrice'], wish: SpendingWish): Refusal | undefined {
	if (wish.worstCaseNanoUsd !== null || policy === 'allow') return undefined;
	if (policy === 'block') return unknownRefusal(false);
	return wish.isConfirmed ? undefined : unknownRefusal(true);
}

const holdOf = ({ creationId, worstCaseNanoUsd }: SpendingWish, now: number) => ({
	id: newUlid(),
	nanoUsd: worstCaseNanoUsd ?? 0,
	expiresAt: now + HOLD_MS,
	...(creationId ? { creationId } : {}),
});

function callFrom(attempt: Attempt, priceOf: PriceOf): LlmCall {
	const { model: ref, isCached, ...facts } = attempt;
	const price = priceOf(ref, attempt.usage);
	return {
		...facts,
		id: newUlid(),
		day: dayOf(attempt.at),
		provider: ref.provider,
		model: ref.model,
		modelKey: modelKeyOf(ref),
		...(isCached
			? { costNanoUsd: 0, costSource: 'cache' }
			: price.type === 'known'
				? { costNanoUsd: price.nanoUsd, costSource: price.source }
				: { costNanoUsd: null, costSource: 'unknown' }),
	};
}
