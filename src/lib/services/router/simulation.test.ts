import { expect, test } from 'vitest';
import { modelKeyOf } from '#lib/model/call.ts';
import { createRouter } from './create-router.ts';
import {
	candidateOf,
	CLASS,
	evidenceOf,
	INPUT_TOKENS,
	keyOf,
	LEARNED,
	MODELS,
	outcomesOf,
	passes,
	seeded,
	TASKS,
	type Checks,
	type Outcomes,
} from './simulation.test-data.ts';

const SPLITS = 20;
const GOOD_CHECKS: Checks = { truePass: 0.95, falsePass: 0.1 };
const WEAK_CHECKS: Checks = { truePass: 0.9, falsePass: 0.3 };

interface Score {
	readonly saving: number;
	/** Percentage points against the best single model. */
	readonly success: number;
}

/** Learns on a quarter of the tasks, and is scored on the rest. */
function split(providers: readonly string[], checks: Checks, seed: number): Score {
	const random = seeded(seed);
	const outcomes = outcomesOf(random);
	const pool = MODELS.filter((model) => providers.includes(model.provider));
	const tasks = Array.from({ length: TASKS }, (_, task) => ({ task, rank: random() }))
		.sort((a, b) => a.rank - b.rank)
		.map(({ task }) => task);
	const [learned, held] = [tasks.slice(0, LEARNED), tasks.slice(LEARNED)];
	const evidence = evidenceOf(pool.map(keyOf), learned, outcomes, { checks, random });
	const router = createRouter({ random, explorationShare: () => 0, now: () => 0 });
	const route = router.route(
		{
			taskClass: CLASS,
			inputTokens: INPUT_TOKENS,
			maxOutputTokens: 16_000,
			isLocalOnly: false,
			leftNanoUsd: null,
			hasChecks: true,
		},
		pool.map(candidateOf),
		evidence,
	);
	if (!route.ok) throw new Error(route.error.message);
	const best = bestSingle(pool.map(keyOf), learned, outcomes);
	const ours = play(route.value.chain.map(modelKeyOf), held, outcomes, { checks, random });
	const theirs = play([best], held, outcomes, { checks, random });
	return {
		saving: 1 - ours.costNanoUsd / theirs.costNanoUsd,
		success: (100 * (ours.good - theirs.good)) / held.length,
	};
}

function bestSingle(pool: readonly string[], tasks: readonly number[], outcomes: Outcomes): string {
	const goods = (key: string) => tasks.filter((task) => outcomes.get(key)?.[task]?.isGood).length;
	return [...pool].sort((a, b) => goods(b) - goods(a))[0] ?? '';
}

function play(
	chain: readonly string[],
	tasks: readonly number[],
	outcomes: Outcomes,
	{ checks, random }: { checks: Checks; random: () => number },
) {
	let [good, costNanoUsd] = [0, 0];
	for (const task of tasks)
		for (const [index, key] of chain.entries()) {
			const result = outcomes.get(key)?.[task];
			if (result === undefined) throw new Error('no such task');
			costNanoUsd += result.costNanoUsd;
			if (index < chain.length - 1 && !passes(result, checks, random)) continue;
			good += result.isGood ? 1 : 0;
			break;
		}
	return { good, costNanoUsd };
}

const median = (numbers: readonly number[]): number =>
	[...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

function scored(providers: readonly string[], checks: Checks) {
	const scores = Array.from({ length: SPLITS }, (_, seed) => split(providers, checks, seed + 1));
	return {
		saving: median(scores.map((score) => score.saving)),
		success: median(scores.map((score) => score.success)),
	};
}

test.each([
	['four vendors', ['openai', 'anthropic', 'google', 'deepseek']],
	['OpenAI alone', ['openai']],
	['OpenAI and Anthropic', ['openai', 'anthropic']],
])(
	'with good checks and keys of %s, at least a quarter of the cost is saved at the same success',
	(_name, pool) => {
		const { saving, success } = scored(pool, GOOD_CHECKS);
		expect(saving).toBeGreaterThanOrEqual(0.25);
		expect(success).toBeGreaterThanOrEqual(-1);
	},
);

test.each([
	['four vendors', ['openai', 'anthropic', 'google', 'deepseek'], WEAK_CHECKS],
	['OpenAI alone', ['openai'], WEAK_CHECKS],
	['OpenAI and Anthropic', ['openai', 'anthropic'], WEAK_CHECKS],
	['Anthropic alone', ['anthropic'], WEAK_CHECKS],
	['Anthropic alone and good checks', ['anthropic'], GOOD_CHECKS],
	['Google alone and good checks', ['google'], GOOD_CHECKS],
	['DeepSeek alone', ['deepseek'], WEAK_CHECKS],
])('with keys of %s nothing is lost: never dearer, never worse', (_name, pool, checks) => {
	const { saving, success } = scored(pool, checks);
	expect(saving).toBeGreaterThanOrEqual(0);
	expect(success).toBeGreaterThanOrEqual(-1);
});
