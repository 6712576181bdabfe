import { listOf, recordOf } from './data.ts';
import { tasksOf } from './definition.ts';
import type { Activity, TaskEnd, TaskRunner } from './execution.ts';
import type { TaskKind } from '#lib/model/task.ts';
import { runList } from './run-task.ts';

interface Extension {
	readonly before: unknown;
	readonly after: unknown;
	readonly path: string;
}

/** Runs a task with the document's extensions around it. A `before` that exits takes the task's place. */
export async function extended(activity: Activity, kind: TaskKind, run: TaskRunner): Promise<TaskEnd> {
	const extensions = await extensionsOf(activity, kind);
	let input = activity.input;
	for (const { before, path } of extensions) {
		const end = await aside(activity, before, `${path}/before`, input);
		if (end?.by) return end.by === 'end' ? { output: end.output, then: 'end' } : { output: end.output };
		input = end?.output ?? input;
	}
	const end = await run({ ...activity, input });
	let { output } = end;
	for (const { after, path } of extensions)
		output = (await aside(activity, after, `${path}/after`, output))?.output ?? output;
	return { ...end, output };
}

const aside = (activity: Activity, list: unknown, path: string, input: unknown) => {
	const { execution, frame, reference } = activity;
	if (list === undefined) return undefined;
	const inner = { ...frame, depth: frame.depth + 1, variables: { ...frame.variables, extending: true } };
	return runList(execution, { tasks: tasksOf(list), reference: `${reference}${path}` }, input, inner);
};

async function extensionsOf(
	{ execution, input, frame }: Activity,
	kind: TaskKind,
): Promise<readonly Extension[]> {
	const found: Extension[] = [];
	// An extension's own tasks are not extended, or it would extend itself without end.
	if (frame.variables['extending']) return found;
	for (const item of listOf(execution.definition.use['extensions']))
		for (const [name, value] of Object.entries(recordOf(item))) {
			const { extend, when, before, after } = recordOf(value);
			if (extend !== 'all' && extend !== kind && !(extend === 'composite' && COMPOSITES.has(kind))) continue;
			if (when !== undefined && !(await execution.test(when, input, frame))) continue;
			found.push({ before, after, path: `/extensions/${name}` });
		}
	return found;
}

const COMPOSITES: ReadonlySet<TaskKind> = new Set(['do', 'for', 'fork', 'try']);
