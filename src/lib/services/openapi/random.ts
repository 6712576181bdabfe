/** Numbers that look like chance and are the same for the same seed: mulberry32. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = Math.trunc(seed) >>> 0;
	}

	/** From 0 up to, but not, 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** A whole number from 0 up to, but not, `count`. */
	below(count: number): number {
		return Math.floor(this.next() * count);
	}

	pick<T>(values: readonly T[]): T {
		const value = values[this.below(values.length)];
		if (value === undefined) throw new Error('There is nothing to pick from.');
		return value;
	}
}
