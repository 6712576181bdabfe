import type { Evidence } from './router.ts';

/** How well the checks of a class tell good from bad. */
export interface Verifier {
	/** Share of good answers that pass. */
	readonly truePass: number;
	/** Share of bad answers that pass all the same. */
	readonly falsePass: number;
}

const TRUE_PASS = 0.92;
/** Until the person has said so: share of bad answers that pass, and how many of the person's words that guess is worth. */
const FALSE_PASS = 0.1;
const GUESS_WEIGHT = 10;
/** Half of what an answer says is gone after this. */
const HALF_LIFE_MS = 30 * 24 * 3_600_000;

/** How far the checks of this class can be trusted, from what the person said of answers that had passed. */
export function verifierOf(evidence: readonly Evidence[], taskClass: string, now: number): Verifier {
	const own = evidence.filter((one) => one.taskClass === taskClass && one.after.length === 0);
	const told = own.filter((one) => one.confirmed !== undefined);
	const wrong = sumOf(told, (one) => (one.confirmed ? 0 : freshness(one, now)));
	const weight = sumOf(told, (one) => freshness(one, now));
	const passShare = (own.filter((one) => one.isPassed).length + 6) / (own.length + 10);
	const guessedGood = clamp((passShare - FALSE_PASS) / (TRUE_PASS - FALSE_PASS));
	const guessedBadShare = (FALSE_PASS * (1 - guessedGood)) / passShare;
	const badShare = (wrong + guessedBadShare * GUESS_WEIGHT) / (weight + GUESS_WEIGHT);
	// Good and passed = (1 - badShare) × passShare = good × truePass; what else passed was bad.
	const good = clamp(((1 - badShare) * passShare) / TRUE_PASS);
	return { truePass: TRUE_PASS, falsePass: clamp((badShare * passShare) / (1 - good)) };
}

export const freshness = (one: Evidence, now: number): number =>
	0.5 ** (Math.max(0, now - one.at) / HALF_LIFE_MS);

export function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
	return items.reduce((sum, item) => sum + value(item), 0);
}

/** Nothing is certain. */
export const clamp = (share: number): number => Math.min(0.98, Math.max(0.02, share));
