/**
 * Models fail on the same tasks more often than chance would have it. Each task gets a hidden hardness, shared by all
 * models with correlation `shared`; at one hardness they are independent. So a chain is weighed exactly at each of a few
 * hardnesses, and averaged.
 */
const POINTS = 21;

/** Hardnesses that stand for all tasks, each for the same share of them: quantiles of a normal distribution. */
const HARDNESSES: readonly number[] = Array.from({ length: POINTS }, (_, i) => quantile((i + 0.5) / POINTS));

/** For a model that is right on a share `good` of all tasks: its probability at each hardness. */
export function goodAtEach(good: number, shared: number): readonly number[] {
	const threshold = quantile(good);
	return HARDNESSES.map((hardness) =>
		cumulative((threshold - Math.sqrt(shared) * hardness) / Math.sqrt(1 - shared)),
	);
}

export const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

/** Share of a normal distribution below `x` (Abramowitz and Stegun 26.2.17, error below 1e-7). */
function cumulative(x: number): number {
	const t = 1 / (1 + 0.2316419 * Math.abs(x));
	const series =
		t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
	const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series;
	return x > 0 ? 1 - tail : tail;
}

/** The inverse, by halving: exact enough and called rarely. */
function quantile(share: number): number {
	let [low, high] = [-6, 6];
	for (let step = 0; step < 40; step++) {
		const middle = (low + high) / 2;
		if (cumulative(middle) < share) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}
