import type { Author } from '#lib/model/collab.ts';
import type { LendTerms } from '#lib/model/lending.ts';

/** Set aside for a call that is on its way. */
export interface Allowance {
	readonly author: Author;
	/** In the unit of the terms. */
	readonly most: number;
	/** What the answer may take at most, so that the quota holds whatever the model does. */
	readonly maxOutputTokens: number;
}

/** An answer cut shorter than this is of no use: nothing is sent then. Tokens. */
const LEAST_OUTPUT = 1_000;

/** What members may still use of a lent model. All numbers are in the unit of the terms. */
export class Quota {
	readonly #terms: Pick<LendTerms, 'perMember' | 'inAll'>;
	#used = new Map<Author, number>();
	#held = new Map<Author, number>();

	constructor(terms: Pick<LendTerms, 'perMember' | 'inAll'>) {
		this.#terms = terms;
	}

	usedBy(author: Author): number {
		return this.#used.get(author) ?? 0;
	}

	leftFor(author: Author): number {
		const { perMember, inAll } = this.#terms;
		const own = perMember - this.usedBy(author) - (this.#held.get(author) ?? 0);
		return Math.max(0, Math.min(own, inAll - sumOf(this.#used) - sumOf(this.#held)));
	}

	/**
	 * Sets aside what a call takes in the worst case, for as long an answer as is left for. Undefined where that is too
	 * little, or where `worstCase` (of a number of tokens out) cannot tell.
	 */
	allow(
		author: Author,
		wantedTokens: number,
		worstCase: (maxOutputTokens: number) => number | null,
	): Allowance | undefined {
		const left = this.leftFor(author);
		const fits = (tokens: number): boolean => (worstCase(tokens) ?? Infinity) <= left;
		const maxOutputTokens = mostThat(fits, Math.min(LEAST_OUTPUT, wantedTokens), wantedTokens);
		if (maxOutputTokens === undefined) return undefined;
		const most = worstCase(maxOutputTokens) ?? 0;
		this.#held.set(author, (this.#held.get(author) ?? 0) + most);
		return { author, most, maxOutputTokens };
	}

	/** The call is over and took this much; what was set aside for it is free again. */
	settle({ author, most }: Allowance, used: number): void {
		this.#held.set(author, Math.max(0, (this.#held.get(author) ?? 0) - most));
		this.#used.set(author, this.usedBy(author) + used);
	}
}

const sumOf = (numbers: ReadonlyMap<Author, number>): number =>
	[...numbers.values()].reduce((sum, each) => sum + each, 0);

/** The greatest whole number from `least` to `most` that fits, where everything below one that fits does too. */
function mostThat(fits: (value: number) => boolean, least: number, most: number): number | undefined {
	if (!fits(least)) return undefined;
	let [low, high] = [least, most];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (fits(middle)) low = middle;
		else high = middle - 1;
	}
	return low;
}
