import { isTruthy, recordOf, textOf } from '../data.ts';
import { durationMs } from '../duration.ts';
import { effect } from '../effect.ts';
import type { Activity, TaskEnd } from '../execution.ts';
import { standardFault, WorkflowFault } from '../fault.ts';
import { withDeadline } from '../run-task.ts';
import { consume } from './listen.ts';

/**
 * Messages travel on the bus of this device as events whose type is the channel or operation: a browser has no client for
 * the brokers that AsyncAPI documents name.
 */
export async function callAsyncApi(activity: Activity): Promise<TaskEnd> {
	const given = recordOf(activity.task['with']);
	const channel = textOf(given['channel']) ?? textOf(given['operation']);
	if (!channel) throw standardFault('configuration', 'The call names neither an operation nor a channel.');
	return given['message'] === undefined ? receive(activity, channel) : publish(activity, channel);
}

async function publish(activity: Activity, type: string): Promise<TaskEnd> {
	const { execution, task, input, frame } = activity;
	const message = recordOf(await execution.fill(recordOf(task['with'])['message'], input, frame));
	await effect(activity, {
		kind: 'call asyncapi',
		isSafe: true,
		async perform(key, startedAt) {
			const published = await execution.host.bus.publish({
				specversion: '1.0',
				id: key.slice(0, 32),
				source: 'urn:aether:asyncapi',
				type,
				time: new Date(startedAt).toISOString(),
				data: message,
			});
			if (!published.ok) throw standardFault('communication', published.error.message);
			return null;
		},
	});
	return { output: input };
}

async function receive(activity: Activity, type: string): Promise<TaskEnd> {
	const { execution, task, frame, input } = activity;
	const subscription = recordOf(recordOf(task['with'])['subscription']);
	const { amount, while: holds, until, for: during } = recordOf(subscription['consume']);
	const filter = textOf(subscription['filter']);
	const done = [
		...(typeof amount === 'number' ? [`length >= ${amount}`] : []),
		...(typeof holds === 'string' ? [`(${bare(holds)}) | not`] : []),
		...(typeof until === 'string' ? [bare(until)] : []),
	];
	const to = {
		any: [{ with: { type, ...(filter ? { data: filter } : {}) } }],
		until: done.length > 0 ? done.map((each) => `(${each})`).join(' or ') : 'false',
	};
	const ms = durationMs(during);
	const run = (signal: AbortSignal) =>
		consume({ ...activity, frame: { ...frame, signal } }, { to, input }, (event) => event.data ?? null);
	if (ms === undefined) return run(frame.signal);
	try {
		return await withDeadline(execution, frame.signal, { at: execution.host.now() + ms, ms }, run);
	} catch (error) {
		if (isTruthy(frame.signal.aborted) || !(error instanceof WorkflowFault) || error.error.status !== 408)
			throw error;
		return { output: [] };
	}
}

const bare = (text: string): string => text.trim().replace(/^\$\{([\s\S]*)\}$/, '$1');
