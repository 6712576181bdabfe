import type { Problem } from '#lib/model/result.ts';
import { unreachable } from './frames.ts';
import type { BuildOutcome } from './builder/request.ts';
import type { BuildFailure, BuildProblem } from './sandbox.ts';

type Failed = Exclude<BuildOutcome, { type: 'built' }>;

/** An outcome of the builder in words for a person. */
export function failureOf(outcome: Failed, entry: string): BuildFailure {
	if (outcome.type === 'superseded') return stopped;
	if (outcome.type === 'entry-missing')
		return {
			type: 'entry-missing',
			message: `The file "${entry}", where this creation starts, is missing.`,
			action: `Add it, or name another file as "entry" in aether.json`,
			problems: [],
		};
	return { ...buildFailed(outcome.problems), problems: outcome.problems };
}

function buildFailed(problems: readonly BuildProblem[]): Omit<BuildFailure, 'problems'> {
	const first = problems.find(({ severity }) => severity === 'error');
	const missing = problems.find(({ missingPackage }) => missingPackage !== undefined)?.missingPackage;
	const place = first?.path ? ` ${first.path}${first.line > 0 ? `:${first.line}` : ''}` : '';
	return {
		type: 'build-failed',
		message: first ? `This does not build.${place}: ${first.message}` : 'This does not build.',
		...(missing === undefined ? {} : { action: `Add package ${missing}` }),
	};
}

const stopped: BuildFailure = {
	type: 'stopped',
	message: 'The start was stopped.',
	problems: [],
};

export const unreachableFailure = (detail: string): BuildFailure => ({
	...unreachable(detail),
	type: 'sandbox-unreachable',
	problems: [],
});

/** A program that was built but could not be shown. */
export const runFailure = (problem: Problem): BuildFailure =>
	problem.type === 'stopped' ? stopped : { ...problem, type: 'sandbox-unreachable', problems: [] };
