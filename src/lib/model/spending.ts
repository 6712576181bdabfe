import { dayOf, type LlmCall } from './call.ts';

/** What a set of calls took. An unknown price is counted beside the sum, never as 0 in it. */
export interface Spending {
	/** Sum of the known prices. Integer nano-dollars. */
	readonly nanoUsd: number;
	/** Calls whose price nobody knows. */
	readonly unknownCalls: number;
	readonly calls: number;
	/** Tokens in, whatever cache they came from. */
	readonly inputTokens: number;
	readonly outputTokens: number;
}

export const NO_SPENDING: Spending = {
	nanoUsd: 0,
	unknownCalls: 0,
	calls: 0,
	inputTokens: 0,
	outputTokens: 0,
};

export const spendingOf = (calls: readonly LlmCall[]): Spending => calls.reduce(plusCall, NO_SPENDING);

/** Spending per key, dearest first. Calls without a key (undefined) stand under ''. */
export function spendingBy(
	calls: readonly LlmCall[],
	keyOf: (call: LlmCall) => string | undefined,
): readonly { readonly key: string; readonly spending: Spending }[] {
	const byKey = new Map<string, Spending>();
	for (const call of calls) {
		const key = keyOf(call) ?? '';
		byKey.set(key, plusCall(byKey.get(key) ?? NO_SPENDING, call));
	}
	return [...byKey]
		.map(([key, spending]) => ({ key, spending }))
		.sort((a, b) => b.spending.nanoUsd - a.spending.nanoUsd || b.spending.calls - a.spending.calls);
}

/** Every day from the one of `fromAt` to the one of `toAt`, oldest first, quiet days included. */
export function daysBetween(fromAt: number, toAt: number): readonly string[] {
	const days = [];
	const date = new Date(fromAt);
	// Noon: a day with 23 or 25 hours must not be skipped or doubled.
	date.setHours(12, 0, 0, 0);
	for (; dayOf(date.getTime()) <= dayOf(toAt); date.setDate(date.getDate() + 1))
		days.push(dayOf(date.getTime()));
	return days;
}

/** Midnight that began the person's own day, or one of `daysBefore` it. ms since the epoch. */
export function startOfDay(at: number, daysBefore = 0): number {
	const date = new Date(at);
	return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysBefore).getTime();
}

export function startOfMonth(at: number): number {
	const date = new Date(at);
	return new Date(date.getFullYear(), date.getMonth(), 1).getTime();
}

/** Dollars as a person reads them: "$0.42", "$1,204.50", and two digits of what is below a cent: "$0.0042". */
export function dollarText(nanoUsd: number): string {
	const isSmall = nanoUsd > 0 && nanoUsd < NANO / 100;
	return (nanoUsd / NANO).toLocaleString('en', {
		style: 'currency',
		currency: 'USD',
		...(isSmall ? { minimumFractionDigits: 0, maximumSignificantDigits: 2 } : {}),
	});
}

/** Nano-dollars in what a person typed: "2.50", "$2,50", "" (null: no limit). Undefined where it is no amount. */
export function nanoUsdFrom(text: string): number | null | undefined {
	const digits = text
		.trim()
		.replace(/^\$\s*/, '')
		.replace(',', '.');
	if (digits === '') return null;
	if (!/^\d{1,7}(\.\d{0,9})?$|^\.\d{1,9}$/.test(digits)) return undefined;
	return Math.round(Number(digits) * NANO);
}

/** Nano-dollars in a dollar. */
export const NANO = 1_000_000_000;

const plusCall = (sum: Spending, { usage, costNanoUsd }: LlmCall): Spending => ({
	nanoUsd: sum.nanoUsd + (costNanoUsd ?? 0),
	unknownCalls: sum.unknownCalls + (costNanoUsd === null ? 1 : 0),
	calls: sum.calls + 1,
	inputTokens: sum.inputTokens + usage.input + usage.cacheRead + usage.cacheWrite,
	outputTokens: sum.outputTokens + usage.output,
});
