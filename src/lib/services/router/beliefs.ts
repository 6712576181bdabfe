import { modelKeyOf } from '#lib/model/call.ts';
import { goodAtEach, mean } from './latent.ts';
import type { Candidate, Evidence } from './router.ts';
import { clamp, freshness, sumOf, type Verifier } from './verifier.ts';

/** What is believed of one candidate for one class of tasks. */
export interface Belief {
	/** Share of tasks it gets right: mean of the posterior. */
	readonly good: number;
	/** How unsure that is: standard deviation of the posterior. */
	readonly spread: number;
	readonly outputTokens: number;
	/** Judged answers behind this, older ones and those of other classes counting less. */
	readonly weight: number;
}

export interface Beliefs {
	readonly each: readonly Belief[];
	/** How much of a task's hardness all models share, 0 to 1. */
	readonly shared: number;
}

/** Until results are there: how often answers of such a model are good. */
const PRIOR = { cheap: 0.55, mid: 0.68, strong: 0.82 } as const;
/** As many judged answers as the prior is worth. */
const PRIOR_WEIGHT = 6;
const TYPICAL_OUTPUT_TOKENS = 1_500;
const GRID = Array.from({ length: 47 }, (_, i) => 0.04 + 0.02 * i);
const SHARED_GRID = [0.1, 0.25, 0.4, 0.55, 0.7, 0.85];
/** What models have in common until their failures show it, and how far that may be off. */
const SHARED_PRIOR = { center: 0.6, spread: 0.2 } as const;

export interface Frame {
	readonly taskClass: string;
	readonly verifier: Verifier;
	readonly now: number;
}

/** Beliefs about every candidate, in their order. */
export function beliefsOf(
	candidates: readonly Candidate[],
	evidence: readonly Evidence[],
	frame: Frame,
): Beliefs {
	const weighed = evidence.map((one) => ({
		...one,
		weight: freshness(one, frame.now) * kinship(one.taskClass, frame.taskClass),
	}));
	const alone = weighed.filter((one) => one.after.length === 0);
	const goods = new Map(
		candidates.map((candidate) => [
			modelKeyOf(candidate.model),
			posterior(tallyOf(candidate, alone), candidate, frame).good,
		]),
	);
	const sequels = sequelsOf(weighed, goods);
	const shared = sharedOf(sequels, goods, frame.verifier);
	return {
		shared,
		each: candidates.map((candidate) => {
			const own = weighed.filter((one) => one.modelKey === modelKeyOf(candidate.model));
			const later = sequels.filter((one) => one.modelKey === modelKeyOf(candidate.model));
			const refused = later.map((one) => ({
				...one,
				refusedAt: refusedAt(one, goods, shared, frame.verifier),
			}));
			return {
				...posterior(tallyOf(candidate, alone), candidate, frame, { refused, shared }),
				outputTokens: outputTokensOf(own),
				weight: sumOf(own, (one) => one.weight),
			};
		}),
	};
}

type Weighed = Evidence & { readonly weight: number };

interface Tally {
	readonly passed: number;
	readonly failed: number;
	/** Passed answers that the person judged, and those of them that were bad. */
	readonly told: number;
	readonly wrong: number;
}

function tallyOf(candidate: Candidate, alone: readonly Weighed[]): Tally {
	const own = alone.filter((one) => one.modelKey === modelKeyOf(candidate.model));
	const told = own.filter((one) => one.confirmed !== undefined);
	return {
		passed: sumOf(own, (one) => (one.isPassed ? one.weight : 0)),
		failed: sumOf(own, (one) => (one.isPassed ? 0 : one.weight)),
		told: sumOf(told, (one) => one.weight),
		wrong: sumOf(told, (one) => (one.confirmed ? 0 : one.weight)),
	};
}

/** Answers to the same task's failure, counted by who failed before and who came after. */
interface Sequel {
	readonly modelKey: string;
	readonly after: readonly string[];
	readonly passed: number;
	readonly failed: number;
}

function sequelsOf(weighed: readonly Weighed[], goods: ReadonlyMap<string, number>): readonly Sequel[] {
	const byPair = new Map<string, Sequel>();
	for (const { modelKey, after, isPassed, weight } of weighed) {
		if (after.length === 0 || ![modelKey, ...after].every((key) => goods.has(key))) continue;
		const pair = [modelKey, ...after].join('\n');
		const { passed, failed } = byPair.get(pair) ?? { passed: 0, failed: 0 };
		byPair.set(pair, {
			modelKey,
			after,
			passed: passed + (isPassed ? weight : 0),
			failed: failed + (isPassed ? 0 : weight),
		});
	}
	return [...byPair.values()];
}

/** For each hardness: how likely it is that those before were refused there. */
function refusedAt(
	{ after }: Sequel,
	goods: ReadonlyMap<string, number>,
	shared: number,
	verifier: Verifier,
): readonly number[] {
	const each = after.map((key) => passesAt(goods.get(key) ?? 0.5, shared, verifier));
	return passesAt(0.5, shared, verifier).map((_, point) =>
		each.reduce((share, passes) => share * (1 - (passes[point] ?? 0)), 1),
	);
}

const passesAt = (good: number, shared: number, { truePass, falsePass }: Verifier): readonly number[] =>
	goodAtEach(good, shared).map((share) => share * truePass + (1 - share) * falsePass);

/** Probability that an answer passes on the tasks where those before were refused. */
function passesAfter(passes: readonly number[], refused: readonly number[]): number {
	return clamp(mean(passes.map((share, point) => share * (refused[point] ?? 0))) / mean(refused));
}

const logLikelihood = (passShare: number, passed: number, failed: number): number =>
	passed * Math.log(clamp(passShare)) + failed * Math.log(1 - clamp(passShare));

/** The share of common hardness under which the failures seen are likeliest. */
function sharedOf(
	sequels: readonly Sequel[],
	goods: ReadonlyMap<string, number>,
	verifier: Verifier,
): number {
	const scores = SHARED_GRID.map((shared) => {
		const prior = -(((shared - SHARED_PRIOR.center) / SHARED_PRIOR.spread) ** 2) / 2;
		return sequels.reduce((sum, sequel) => {
			const passes = passesAt(goods.get(sequel.modelKey) ?? 0.5, shared, verifier);
			const share = passesAfter(passes, refusedAt(sequel, goods, shared, verifier));
			return sum + logLikelihood(share, sequel.passed, sequel.failed);
		}, prior);
	});
	return SHARED_GRID[scores.indexOf(Math.max(...scores))] ?? SHARED_PRIOR.center;
}

interface Later {
	readonly refused: readonly (Sequel & { readonly refusedAt: readonly number[] })[];
	readonly shared: number;
}

/** Posterior over how often a model is right, on a grid: a Beta prior, its first tries, and its tries after others. */
function posterior(
	tally: Tally,
	candidate: Candidate,
	{ verifier }: Frame,
	later: Later = { refused: [], shared: SHARED_PRIOR.center },
): Pick<Belief, 'good' | 'spread'> {
	const prior = PRIOR[candidate.tier];
	const scores = GRID.map((good) => {
		const pass = good * verifier.truePass + (1 - good) * verifier.falsePass;
		const before = logLikelihood(good, prior * PRIOR_WEIGHT, (1 - prior) * PRIOR_WEIGHT);
		const first = logLikelihood(pass, tally.passed, tally.failed);
		const judged = logLikelihood((good * verifier.truePass) / pass, tally.told - tally.wrong, tally.wrong);
		return before + first + judged + laterScore(good, later, verifier);
	});
	const most = Math.max(...scores);
	const shares = scores.map((score) => Math.exp(score - most));
	const total = sumOf(shares, (share) => share);
	const expect = (value: (good: number) => number) =>
		GRID.reduce((sum, good, i) => sum + value(good) * ((shares[i] ?? 0) / total), 0);
	const good = expect((share) => share);
	return {
		good,
		spread: Math.sqrt(
			Math.max(
				0,
				expect((share) => (share - good) ** 2),
			),
		),
	};
}

function laterScore(good: number, { refused, shared }: Later, verifier: Verifier): number {
	if (refused.length === 0) return 0;
	const passes = passesAt(good, shared, verifier);
	return sumOf(refused, (one) => logLikelihood(passesAfter(passes, one.refusedAt), one.passed, one.failed));
}

function outputTokensOf(own: readonly Weighed[]): number {
	const weight = sumOf(own, (one) => one.weight);
	const tokens = sumOf(own, (one) => one.weight * one.outputTokens);
	return (tokens + 2 * TYPICAL_OUTPUT_TOKENS) / (weight + 2);
}

/** The same task for another kind says something, another task a little. */
function kinship(one: string, other: string): number {
	if (one === other) return 1;
	return one.split('/')[1] === other.split('/')[1] ? 0.3 : 0.1;
}
