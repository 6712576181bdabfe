import type { Candidate, Evidence } from './router.ts';

/** A seeded generator (mulberry32): the same numbers on every machine. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

interface SimulatedModel {
	readonly provider: string;
	readonly model: string;
	readonly tier: Candidate['tier'];
	/** Share of tasks it gets right. */
	readonly good: number;
	/** Dollars for a million tokens. */
	readonly inputUsd: number;
	readonly outputUsd: number;
	readonly outputTokens: number;
}

/** Ratios of price and ability as the public lists and leaderboards of 2025 show them; no vendor's data. */
export const MODELS: readonly SimulatedModel[] = [
	{
		provider: 'openai',
		model: 'large',
		tier: 'strong',
		good: 0.74,
		inputUsd: 1.25,
		outputUsd: 10,
		outputTokens: 3_000,
	},
	{
		provider: 'openai',
		model: 'mini',
		tier: 'cheap',
		good: 0.62,
		inputUsd: 0.25,
		outputUsd: 2,
		outputTokens: 3_200,
	},
	{
		provider: 'openai',
		model: 'nano',
		tier: 'cheap',
		good: 0.4,
		inputUsd: 0.05,
		outputUsd: 0.4,
		outputTokens: 3_500,
	},
	{
		provider: 'anthropic',
		model: 'opus',
		tier: 'strong',
		good: 0.77,
		inputUsd: 5,
		outputUsd: 25,
		outputTokens: 2_500,
	},
	{
		provider: 'anthropic',
		model: 'sonnet',
		tier: 'strong',
		good: 0.73,
		inputUsd: 3,
		outputUsd: 15,
		outputTokens: 2_600,
	},
	{
		provider: 'anthropic',
		model: 'haiku',
		tier: 'cheap',
		good: 0.55,
		inputUsd: 1,
		outputUsd: 5,
		outputTokens: 2_600,
	},
	{
		provider: 'google',
		model: 'pro',
		tier: 'strong',
		good: 0.7,
		inputUsd: 1.25,
		outputUsd: 10,
		outputTokens: 3_500,
	},
	{
		provider: 'google',
		model: 'flash',
		tier: 'cheap',
		good: 0.5,
		inputUsd: 0.3,
		outputUsd: 2.5,
		outputTokens: 3_500,
	},
	{
		provider: 'deepseek',
		model: 'chat',
		tier: 'cheap',
		good: 0.56,
		inputUsd: 0.27,
		outputUsd: 1.1,
		outputTokens: 2_800,
	},
];

export const INPUT_TOKENS = 6_000;
export const TASKS = 1_000;
/** Tasks learned from; the rest is held out. */
export const LEARNED = 250;
export const CLASS = 'app/create';

export const keyOf = (model: SimulatedModel): string => `${model.provider}/${model.model}`;

const nanoUsd = (model: SimulatedModel, inputTokens: number, outputTokens: number): number =>
	Math.round((inputTokens * model.inputUsd + outputTokens * model.outputUsd) * 1_000);

export const candidateOf = (model: SimulatedModel): Candidate => ({
	model: { provider: model.provider, model: model.model },
	tier: model.tier,
	isLocal: false,
	contextTokens: 200_000,
	price: (inputTokens, outputTokens) => nanoUsd(model, inputTokens, outputTokens),
});

/** What each model made of each task. */
export interface Outcome {
	readonly isGood: boolean;
	readonly outputTokens: number;
	readonly costNanoUsd: number;
}
export type Outcomes = ReadonlyMap<string, readonly Outcome[]>;

/**
 * Tasks share a difficulty, so models fail on the same ones more often than chance would have it; vendors differ by what
 * they are good at. The share of good answers is exact for each model.
 */
export function outcomesOf(random: () => number): Outcomes {
	const difficulty = Array.from({ length: TASKS }, () => normal(random));
	const tastes = new Map(
		MODELS.map(({ provider }) => [provider, Array.from({ length: TASKS }, () => 0.5 * normal(random))]),
	);
	return new Map(
		MODELS.map((model) => {
			const hardness = difficulty.map(
				(hard, task) => hard + (tastes.get(model.provider)?.[task] ?? 0) + 0.5 * normal(random),
			);
			const limit = [...hardness].sort((a, b) => a - b)[Math.round(model.good * TASKS) - 1] ?? 0;
			return [keyOf(model), hardness.map((hard) => outcome(model, hard <= limit, random))];
		}),
	);
}

function outcome(model: SimulatedModel, isGood: boolean, random: () => number): Outcome {
	const outputTokens = Math.round(model.outputTokens * Math.exp(0.4 * normal(random)));
	return { isGood, outputTokens, costNanoUsd: nanoUsd(model, INPUT_TOKENS, outputTokens) };
}

function normal(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export interface Checks {
	readonly truePass: number;
	readonly falsePass: number;
}

export const passes = ({ isGood }: Outcome, checks: Checks, random: () => number): boolean =>
	random() < (isGood ? checks.truePass : checks.falsePass);

/** What a ledger would hold after the models of a pool were tried on these tasks, alone and one after another. */
export function evidenceOf(
	pool: readonly string[],
	tasks: readonly number[],
	outcomes: Outcomes,
	{ checks, random }: { checks: Checks; random: () => number },
): readonly Evidence[] {
	const evidence: Evidence[] = [];
	const note = (modelKey: string, task: number, after: readonly string[]): boolean => {
		const result = outcomes.get(modelKey)?.[task];
		if (result === undefined) return false;
		const isPassed = passes(result, checks, random);
		// One answer in five is judged by the person as well.
		const told = isPassed && random() < 0.2 ? { confirmed: result.isGood } : {};
		const { outputTokens } = result;
		evidence.push({ modelKey, taskClass: CLASS, at: 0, after, outputTokens, isPassed, ...told });
		return isPassed;
	};
	for (const task of tasks)
		for (const first of pool) {
			const next = pool[Math.floor(random() * pool.length)];
			if (!note(first, task, []) && next !== undefined && next !== first) note(next, task, [first]);
		}
	return evidence;
}
