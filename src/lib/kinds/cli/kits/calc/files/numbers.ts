/** Without the noise of binary fractions, and long ones in full. */
export const shown = (value: number): string =>
	Number.isInteger(value) && Math.abs(value) < 1e21 ? String(value) : String(Number(value.toPrecision(12)));

/** 0, 1, 1, 2, 3, 5 …: as large as wished. */
export function fibonacci(count: number): bigint[] {
	const numbers: bigint[] = [];
	let [a, b] = [0n, 1n];
	for (let made = 0; made < count; made++) {
		numbers.push(a);
		[a, b] = [b, a + b];
	}
	return numbers;
}

/** Primes from `from` up to `to`, by the sieve. */
export function primes(from: number, to: number): number[] {
	const isOut = new Uint8Array(to + 1);
	const found: number[] = [];
	for (let number = 2; number <= to; number++) {
		if (isOut[number]) continue;
		if (number >= from) found.push(number);
		for (let multiple = number * number; multiple <= to; multiple += number) isOut[multiple] = 1;
	}
	return found;
}

/** 60 → 2, 2, 3, 5. */
export function factors(number: number): number[] {
	const found: number[] = [];
	let rest = number;
	for (let factor = 2; factor * factor <= rest; factor++)
		for (; rest % factor === 0; rest /= factor) found.push(factor);
	return rest > 1 ? [...found, rest] : found;
}

export function greatestDivisor(a: number, b: number): number {
	return b === 0 ? Math.abs(a) : greatestDivisor(b, a % b);
}

export interface Statistics {
	readonly count: number;
	readonly sum: number;
	readonly mean: number;
	readonly median: number;
	readonly least: number;
	readonly largest: number;
	readonly deviation: number;
}

export function statistics(values: readonly number[]): Statistics {
	const sorted = [...values].sort((a, b) => a - b);
	const sum = values.reduce((total, value) => total + value, 0);
	const mean = sum / values.length;
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle] ?? 0;
	const median = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
	const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
	return {
		count: values.length,
		sum,
		mean,
		median,
		least: sorted[0] ?? 0,
		largest: sorted.at(-1) ?? 0,
		deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0,
	};
}
