import { isRecord, recordOf } from '../data.ts';
import { effect } from '../effect.ts';
import type { Activity, TaskEnd } from '../execution.ts';
import { standardFault } from '../fault.ts';
import type { CloudEvent } from '../workflow.ts';

/**
 * Publishes an event; a repeat after a crash has the same id, so that receivers drop it. The output is the event with
 * the members of the input beside it: the official kit reads the one there, other runtimes hand the other on.
 */
export async function runEmit(activity: Activity): Promise<TaskEnd> {
	const { execution, task, input, frame } = activity;
	const described = recordOf(recordOf(recordOf(task['emit'])['event'])['with']);
	const attributes = recordOf(await execution.fill(described, input, frame));
	const event = await effect(activity, {
		kind: 'emit',
		isSafe: true,
		async perform(key, startedAt) {
			const made = eventOf(attributes, key, startedAt);
			const published = await execution.host.bus.publish(made);
			if (!published.ok) throw standardFault('communication', published.error.message);
			return made;
		},
	});
	const isEvent = !isRecord(input) || 'specversion' in input;
	return { output: isEvent ? event : { ...recordOf(event), ...input } };
}

function eventOf(attributes: Readonly<Record<string, unknown>>, key: string, at: number): CloudEvent {
	const { id, source, type } = attributes;
	if (typeof type !== 'string') throw standardFault('configuration', 'An event needs a "type".');
	return {
		...attributes,
		specversion: '1.0',
		id: typeof id === 'string' ? id : key.slice(0, 32),
		source: typeof source === 'string' ? source : 'urn:aether:workflow',
		type,
		time: typeof attributes['time'] === 'string' ? attributes['time'] : new Date(at).toISOString(),
	};
}
