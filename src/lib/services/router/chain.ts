import type { Belief } from './beliefs.ts';
import type { Candidate } from './router.ts';
import type { Verifier } from './verifier.ts';

/** A candidate with what is believed of it and what it costs for the task at hand. */
export interface Contender {
	readonly candidate: Candidate;
	readonly belief: Belief;
	/** Probability of a good answer at each hardness a task can have. */
	readonly goodAt: readonly number[];
	/** Expected cost of one answer; null where unknown. Integer nano-dollars. */
	readonly costNanoUsd: number | null;
	/** Cost of the longest possible answer. */
	readonly worstNanoUsd: number | null;
}

export interface Prospect {
	readonly chain: readonly Contender[];
	/** Probability that the answer which is kept in the end is good. */
	readonly success: number;
	/** Unknown prices count nothing here: see `Route`. */
	readonly costNanoUsd: number;
}

const LONGEST = 3;
/** Chains of more contenders than this would take longer to weigh than they can save. */
const MOST_CONTENDERS = 10;

/** Every chain of different contenders, weighed exactly. */
export function prospectsOf(
	contenders: readonly Contender[],
	verifier: Verifier,
	longest: number,
): readonly Prospect[] {
	const few = promising(contenders);
	const chains: (readonly Contender[])[] = [];
	let ends: readonly (readonly Contender[])[] = [[]];
	for (let length = 1; length <= Math.min(longest, LONGEST); length++) {
		ends = ends.flatMap((chain) =>
			few.filter((next) => !chain.includes(next)).map((next) => [...chain, next]),
		);
		chains.push(...ends);
	}
	return chains.map((chain) => weigh(chain, verifier));
}

/**
 * Exact expectation of a chain, at each hardness and then averaged. Two ways lead to the next model: the answer was bad,
 * or it was good and refused by mistake. The last answer is kept whatever the checks say.
 */
export function weigh(chain: readonly Contender[], { truePass, falsePass }: Verifier): Prospect {
	const points = chain[0]?.goodAt.length ?? 0;
	let [success, cost] = [0, 0];
	for (let point = 0; point < points; point++) {
		let reached = 1;
		for (const [index, { goodAt, costNanoUsd }] of chain.entries()) {
			const good = goodAt[point] ?? 0;
			cost += reached * (costNanoUsd ?? 0);
			success += reached * good * (index === chain.length - 1 ? 1 : truePass);
			reached *= good * (1 - truePass) + (1 - good) * (1 - falsePass);
		}
	}
	return { chain, success: success / points, costNanoUsd: Math.round(cost / points) };
}

/** The surest and the cheapest; the others are worse at both. */
function promising(contenders: readonly Contender[]): readonly Contender[] {
	if (contenders.length <= MOST_CONTENDERS) return contenders;
	const surest = [...contenders].sort((a, b) => b.belief.good - a.belief.good);
	const best = surest.slice(0, MOST_CONTENDERS / 2);
	const cheapest = surest.slice(MOST_CONTENDERS / 2).sort((a, b) => costPerGood(a) - costPerGood(b));
	return [...best, ...cheapest.slice(0, MOST_CONTENDERS / 2)];
}

const costPerGood = ({ costNanoUsd, belief }: Contender): number => (costNanoUsd ?? Infinity) / belief.good;
