import type { WorkflowStep } from '#lib/model/workflow.ts';

export type StepState = 'running' | 'done' | 'failed';

export const NO_STATES: ReadonlyMap<string, StepState> = new Map();

/** How the steps of a run stand, by reference; `at` is where it is now. */
export function statesOf(
	steps: readonly WorkflowStep[],
	at: readonly string[],
): ReadonlyMap<string, StepState> {
	const states = new Map<string, StepState>();
	for (const { reference, state } of steps)
		if (state === 'done' || state === 'skipped') states.set(reference, 'done');
		else if (state === 'failed') states.set(reference, 'failed');
	for (const reference of at) states.set(reference, 'running');
	return states;
}
