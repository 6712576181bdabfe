import { isRecord, isTruthy, listOf, recordOf, textOf } from '../data.ts';
import { tasksOf } from '../definition.ts';
import { durationMs } from '../duration.ts';
import type { Activity, TaskEnd } from '../execution.ts';
import { standardFault, WorkflowFault } from '../fault.ts';
import { endOf, runList } from '../run-task.ts';
import { pause } from './pause.ts';

export async function runSet({ execution, task, input, frame }: Activity): Promise<TaskEnd> {
	return { output: await execution.fill(task['set'], input, frame) };
}

export async function runDo({ execution, task, reference, input, frame }: Activity): Promise<TaskEnd> {
	const list = { tasks: tasksOf(task['do']), reference: `${reference}/do` };
	return endOf(await runList(execution, list, input, { ...frame, depth: frame.depth + 1 }));
}

/** The first case that holds, else the one without a condition, else the task's own way on. */
export async function runSwitch({ execution, task, input, frame }: Activity): Promise<TaskEnd> {
	const cases = listOf(task['switch']).flatMap((item) => Object.values(recordOf(item)).map(recordOf));
	for (const { when, then } of cases)
		if (when !== undefined && (typeof when === 'boolean' ? when : await execution.test(when, input, frame)))
			return { output: input, then: textOf(then) ?? 'continue' };
	const fallback = cases.find(({ when }) => when === undefined);
	return fallback ? { output: input, then: textOf(fallback['then']) ?? 'continue' } : { output: input };
}

export async function runRaise({ execution, task, input, frame }: Activity): Promise<TaskEnd> {
	const { error } = recordOf(task['raise']);
	const named = typeof error === 'string' ? recordOf(execution.definition.use['errors'])[error] : error;
	if (!isRecord(named))
		throw standardFault('configuration', `There is no error "${String(error)}" to raise.`);
	const filled = recordOf(await execution.fill(named, input, frame));
	const text = (name: string) => (isTruthy(filled[name]) ? { [name]: String(filled[name]) } : {});
	const status = Number(filled['status'] ?? 500);
	throw new WorkflowFault({
		type: textOf(filled['type']) ?? 'about:blank',
		status: Number.isInteger(status) ? status : 500,
		...text('title'),
		...text('detail'),
		...text('instance'),
	});
}

export async function runWait(activity: Activity): Promise<TaskEnd> {
	const { execution, task, input, frame } = activity;
	const ms = durationMs(await execution.fill(task['wait'], input, frame));
	if (ms === undefined) throw standardFault('configuration', 'What to wait for is no duration.');
	await pause(activity, ms, 'a set time');
	return { output: input };
}
