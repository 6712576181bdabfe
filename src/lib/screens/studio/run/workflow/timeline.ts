import type { WorkflowStep } from '#lib/model/workflow.ts';

/** One task of a run with all its attempts. */
export interface TimelineEntry {
	readonly key: string;
	readonly reference: string;
	readonly kind: string;
	/** Iterations of the loops around it, from 1, outermost first. */
	readonly rounds: readonly number[];
	/** Oldest first; at least one. */
	readonly attempts: readonly WorkflowStep[];
	readonly last: WorkflowStep;
}

/** The record of a run as entries in the order in which they began. */
export function timelineOf(steps: readonly WorkflowStep[]): readonly TimelineEntry[] {
	const byPlace = new Map<string, WorkflowStep[]>();
	for (const step of steps) {
		const place = step.key.replace(/@[^@]*$/, '');
		const known = byPlace.get(place);
		if (known) known.push(step);
		else byPlace.set(place, [step]);
	}
	return [...byPlace].flatMap(([key, attempts]) => {
		const last = attempts.at(-1);
		return last
			? [{ key, reference: last.reference, kind: last.kind, rounds: roundsIn(key), attempts, last }]
			: [];
	});
}

/** `/do/0/a#2.v1` → [3]: repeated visits by jumps are no rounds. */
function roundsIn(key: string): readonly number[] {
	const [, indices = ''] = /#(.*)$/.exec(key) ?? [];
	return indices
		.split('.')
		.filter((index) => /^\d+$/.test(index))
		.map((index) => Number(index) + 1);
}
