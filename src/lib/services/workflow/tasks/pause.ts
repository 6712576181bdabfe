import { fromJson, recordOf } from '../data.ts';
import type { Activity } from '../execution.ts';
import { placeOf } from '../run-task.ts';

/** Waits `ms` from the first time that the run came here, however often it was resumed since. */
export async function pause(
	activity: Pick<Activity, 'execution' | 'reference' | 'frame'>,
	ms: number,
	what: string,
): Promise<void> {
	const { execution, frame, reference } = activity;
	const place = placeOf(activity);
	const known = execution.record.at(place)?.memo;
	const dueAt = known === undefined ? execution.host.now() + ms : Number(recordOf(fromJson(known))['dueAt']);
	if (known === undefined) execution.record.note(place, { kind: 'wait', memo: JSON.stringify({ dueAt }) });
	if (dueAt <= execution.host.now()) return;
	await execution.pausing(reference, { until: dueAt, what }, () => execution.host.until(dueAt, frame.signal));
}
