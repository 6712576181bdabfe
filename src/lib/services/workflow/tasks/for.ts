import { fromJson, jsonOf, listOf, recordOf, textOf } from '../data.ts';
import { tasksOf } from '../definition.ts';
import type { Activity, TaskEnd } from '../execution.ts';
import { standardFault } from '../fault.ts';
import { placeOf, runList } from '../run-task.ts';

/** Each item in turn, each turn with the output of the one before. */
export async function runFor(activity: Activity): Promise<TaskEnd> {
	const { execution, task, reference, frame } = activity;
	const loop = recordOf(task['for']);
	const [each, at] = [textOf(loop['each']) ?? 'item', textOf(loop['at']) ?? 'index'];
	const list = { tasks: tasksOf(task['do']), reference: `${reference}/do` };
	const condition = task['while'] ?? loop['while'];
	let output = activity.input;
	for (const [index, item] of (await itemsOf(activity, loop['in'])).entries()) {
		const inner = {
			...frame,
			depth: frame.depth + 1,
			indices: [...frame.indices, String(index)],
			variables: { ...frame.variables, [each]: item, [at]: index },
		};
		if (condition !== undefined && condition !== true && !(await execution.test(condition, output, inner)))
			break;
		const end = await runList(execution, list, output, inner);
		output = end.output;
		if (end.by === 'end') return { output, then: 'end' };
	}
	return { output };
}

/** What the loop goes over: found once, whatever the input is after a resume. */
async function itemsOf(activity: Activity, source: unknown): Promise<readonly unknown[]> {
	const { execution, input, frame } = activity;
	const place = placeOf(activity);
	const known = execution.record.at(place)?.memo;
	const items = known === undefined ? await execution.evaluate(source, input, frame) : fromJson(known);
	if (!Array.isArray(items)) throw standardFault('expression', 'What a loop goes over must be a list.');
	if (known === undefined) execution.record.note(place, { kind: 'for', memo: jsonOf(items) });
	return listOf(items);
}
