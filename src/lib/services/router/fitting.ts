import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Candidate, RouteWish } from './router.ts';

type Sieve = readonly [fits: (candidate: Candidate, wish: RouteWish) => boolean, problem: Problem];

/** The candidates that can take this task, or the first reason that leaves none. */
export function fittingOf(
	wish: RouteWish,
	candidates: readonly Candidate[],
): Result<readonly Candidate[], Problem> {
	if (candidates.length === 0) return err(MODEL_MISSING);
	let left = candidates;
	for (const [fits, problem] of SIEVES) {
		left = left.filter((candidate) => fits(candidate, wish));
		if (left.length === 0) return err(problem);
	}
	return ok(left);
}

const SIEVES: readonly Sieve[] = [
	[
		(candidate, wish) => !wish.isLocalOnly || candidate.isLocal,
		{
			type: 'local-model-missing',
			message: 'You asked that nothing leaves this device, and no model runs on it.',
			action: 'Start one with Ollama or LM Studio, or allow models on the network',
		},
	],
	[
		(candidate, wish) =>
			!(wish.needsImages && candidate.canSeeImages === false) &&
			!(wish.needsTools && candidate.canCallTools === false),
		{
			type: 'ability-missing',
			message: 'None of your models can do what this needs, such as looking at a picture.',
			action: 'Add a key for a model that can, or leave the picture out',
		},
	],
	[
		(candidate, wish) => wish.inputTokens + wish.maxOutputTokens <= candidate.contextTokens,
		{
			type: 'context-too-long',
			message: 'This is more text than any of your models can take at once.',
			action: 'Attach less, or start a new conversation',
		},
	],
	[
		(candidate, wish) => {
			const worst = candidate.price(wish.inputTokens, wish.maxOutputTokens);
			return wish.leftNanoUsd === null || worst === null || worst <= wish.leftNanoUsd;
		},
		{
			type: 'budget-spent',
			message: 'What is left of your budget is less than the cheapest of your models could cost here.',
			action: 'Raise the budget in Usage',
		},
	],
];

const MODEL_MISSING: Problem = {
	type: 'model-missing',
	message: 'There is no model to ask yet.',
	action: 'Add a key in Settings',
};
