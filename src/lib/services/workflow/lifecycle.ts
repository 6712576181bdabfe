import type { WorkflowRun } from '#lib/model/workflow.ts';
import { newUlid } from '#lib/model/id.ts';
import type { EventBus, RunEnd } from './workflow.ts';

const TYPES = {
	started: 'started',
	completed: 'completed',
	faulted: 'faulted',
	cancelled: 'cancelled',
	suspended: 'suspended',
} as const;

type Moment = Exclude<RunEnd, { type: 'interrupted' }> | { readonly type: 'started' };

/** Tells the bus what became of a run, as the specification's lifecycle events. A bus that refuses stops nothing. */
export async function announce(bus: EventBus, run: WorkflowRun, moment: Moment, now: number): Promise<void> {
	const time = new Date(now).toISOString();
	await bus.publish({
		specversion: '1.0',
		id: newUlid(now),
		source: `urn:aether:${run.creationId}`,
		type: `io.serverlessworkflow.workflow.${TYPES[moment.type]}.v1`,
		subject: run.id,
		time,
		datacontenttype: 'application/json',
		data: {
			name: run.id,
			[`${moment.type}At`]: time,
			...(moment.type === 'completed' ? { output: moment.output } : {}),
			...(moment.type === 'faulted' ? { error: moment.error } : {}),
		},
	});
}
