import { fromJson, jsonOf, recordOf, textOf } from '../data.ts';
import { tasksOf } from '../definition.ts';
import type { Activity, Frame, TaskEnd } from '../execution.ts';
import { placeOf, runList } from '../run-task.ts';
import { consumer, type Strategy } from '../subscription.ts';
import type { CloudEvent } from '../workflow.ts';

/** Waits for events; the output is the list of what was taken from them, or of what `foreach` made of each. */
export async function runListen(activity: Activity): Promise<TaskEnd> {
	const { to, read } = recordOf(activity.task['listen']);
	const strategy: Strategy = { to: recordOf(to), input: activity.input };
	return consume(activity, strategy, (event) =>
		read === 'envelope' || read === 'raw' ? event : (event.data ?? null),
	);
}

/** Takes events as a strategy says, each on record, and hands each on to the task's `foreach`. */
export async function consume(
	activity: Activity,
	strategy: Strategy,
	read: (event: CloudEvent) => unknown,
): Promise<TaskEnd> {
	const { execution, frame, reference } = activity;
	const taken: unknown[] = [];
	const events = consumer(activity, strategy, taken);
	try {
		for (let index = 0; !(await events.isDone()); index++) {
			const place = {
				...placeOf(activity),
				reference: `${reference}/event`,
				indices: [...frame.indices, String(index)],
			};
			const known = execution.record.at(place)?.output;
			const event = known === undefined ? await next(activity, events) : events.replay(fromJson(known));
			if (event === undefined) break;
			if (known === undefined)
				execution.record.note(place, {
					kind: 'event',
					state: 'done',
					output: jsonOf(event),
					endedAt: execution.record.endTime(),
				});
			const end = await each(activity, read(event), index);
			taken.push(end.output);
			if (end.by === 'end') return { output: taken, then: 'end' };
		}
	} finally {
		events.stop();
	}
	return { output: taken };
}

const next = ({ execution, reference }: Activity, events: ReturnType<typeof consumer>) =>
	execution.pausing(reference, { what: `an event${events.types}` }, () => events.next());

async function each(activity: Activity, item: unknown, index: number) {
	const { execution, task, reference, frame } = activity;
	const iterator = recordOf(task['foreach'] ?? recordOf(recordOf(task['with'])['subscription'])['foreach']);
	const tasks = tasksOf(iterator['do']);
	if (tasks.length === 0) return { output: item };
	const inner: Frame = {
		...frame,
		depth: frame.depth + 1,
		indices: [...frame.indices, String(index)],
		variables: {
			...frame.variables,
			[textOf(iterator['item']) ?? 'item']: item,
			[textOf(iterator['at']) ?? 'index']: index,
		},
	};
	const end = await runList(execution, { tasks, reference: `${reference}/foreach/do` }, item, inner);
	const as = recordOf(iterator['output'])['as'];
	const output = as === undefined ? end.output : await execution.evaluate(as, end.output, inner);
	const exported = recordOf(iterator['export'])['as'];
	if (exported !== undefined) execution.export(await execution.evaluate(exported, output, inner));
	return { ...end, output };
}
