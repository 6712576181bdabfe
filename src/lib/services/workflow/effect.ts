import { abortable } from './abort.ts';
import { fromJson } from './data.ts';
import type { Activity } from './execution.ts';
import { Suspension } from './fault.ts';
import { idempotencyKeyOf } from './place.ts';
import { placeOf } from './run-task.ts';

interface Effect {
	readonly kind: string;
	/** May be done twice without harm. */
	readonly isSafe: boolean;
	readonly perform: (key: string, startedAt: number) => Promise<unknown>;
}

/**
 * Does what reaches the world, once as far as that can be known: the intent is on disk before it, the answer before
 * anything else begins. With an intent and no answer, only what is safe is done again; for anything else the run is suspended.
 */
export async function effect(activity: Activity, { kind, isSafe, perform }: Effect): Promise<unknown> {
	const { execution, frame, reference } = activity;
	const place = placeOf(activity);
	const { record, run } = execution;
	const known = record.at(place);
	if (known?.memo !== undefined) return fromJson(known.memo);
	if (known?.idempotencyKey !== undefined && !isSafe) throw new Suspension(reference);
	const idempotencyKey = idempotencyKeyOf(run.id, place);
	const { startedAt } = record.note(place, { kind, state: 'intent', idempotencyKey });
	await record.flush();
	const answer = await abortable(perform(idempotencyKey, startedAt), frame.signal);
	record.note(place, { memo: execution.json(answer) });
	// The next effect waits for the disk before it begins, and so does the end of the run.
	record.soon();
	return answer;
}
