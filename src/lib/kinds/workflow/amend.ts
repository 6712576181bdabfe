import { parse } from 'yaml';
import type { FlowWish, StepPlace } from '#lib/model/flow-wish.ts';
import { textOf, type Files } from '#lib/model/files.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { AmendedSteps } from '../kind.ts';
import { editText, type Edit } from './edit.ts';
import { findStep } from './find-step.ts';
import { inspect } from './inspect.ts';
import { camelName } from './kits/steps/names.ts';
import { taskOf } from './kits/steps/tasks.ts';
import { DEFINITION_PATH } from './paths.ts';
import { retryEdit } from './retry.ts';
import { allTasks, isRecord, rootList, type TaskList, type TaskNode } from './tasks.ts';

/** A workflow's text after some wishes, and what was done, in sentences. */
export interface Amended {
	readonly text: string;
	readonly done: readonly string[];
}

/** Carries out all of the wishes as small changes that keep comments, or none. Fails as `findStep` and `editText` do, or with `step-unreachable`. */
export function amendWorkflow(text: string, wishes: readonly FlowWish[]): Result<Amended, Problem> {
	let amended: Amended = { text, done: [] };
	for (const wish of wishes) {
		const next = amendOnce(amended.text, wish);
		if (!next.ok) return next;
		amended = { text: next.value.text, done: [...amended.done, ...next.value.done] };
	}
	return ok(amended);
}

/** The same for the files of a workflow. Fails with `workflow-invalid` too, where it could not be run any more. */
export async function amendSteps(
	files: Files,
	wishes: readonly FlowWish[],
): Promise<Result<AmendedSteps, Problem>> {
	const amended = amendWorkflow(textOf(files.get(DEFINITION_PATH)) ?? '', wishes);
	if (!amended.ok) return amended;
	const { text, done } = amended.value;
	const changed = new Map([[DEFINITION_PATH, text]]);
	const [fault] = await inspect(new Map([...files, ...changed]));
	return fault ? err({ type: 'workflow-invalid', message: fault.message }) : ok({ files: changed, done });
}

function amendOnce(text: string, wish: FlowWish): Result<Amended, Problem> {
	const definition: unknown = parse(text);
	const root = rootList(definition);
	switch (wish.type) {
		case 'add':
			return addStep(text, root, wish);
		case 'schedule':
			return edited(text, [{ type: 'schedule', cron: wish.cron }], scheduleWords(definition, wish.cron));
		case 'remove': {
			const step = findStep(allTasks(root), wish.step);
			if (!step.ok) return step;
			const { path, name } = step.value;
			return edited(text, [{ type: 'remove', path }], `Removed the step **${name}**`);
		}
		case 'retry': {
			const step = findStep(allTasks(root), wish.step);
			if (!step.ok) return step;
			const edit = retryEdit(text, step.value, wish.count);
			if (!edit.ok) return edit;
			const times = `${wish.count} ${wish.count === 1 ? 'time' : 'times'}`;
			const words = wish.count === 0 ? 'is not retried any more' : `is retried up to ${times}`;
			return edited(text, [edit.value], `**${step.value.name}** ${words} when it fails`);
		}
	}
}

function edited(text: string, edits: readonly Edit[], words: string): Result<Amended, Problem> {
	let next = text;
	for (const edit of edits) {
		const done = editText(next, edit);
		if (!done.ok) return done;
		next = done.value;
	}
	return ok({ text: next, done: [words] });
}

function addStep(
	text: string,
	root: TaskList,
	{ action, place }: Extract<FlowWish, { type: 'add' }>,
): Result<Amended, Problem> {
	const where = positionOf(root, place);
	if (!where.ok) return where;
	const { list, index } = where.value;
	const name = freeName(camelName(action) || 'step', allTasks(root));
	const { body, comment } = taskOf(action);
	const then = place.at === 'after' ? list.tasks[index - 1]?.body['then'] : undefined;
	const edits: Edit[] = [
		...(place.at === 'before' ? redirections(list, list.tasks[index], name) : []),
		...(then === undefined ? [] : [leadOn(list.tasks[index - 1])]).flatMap((edit) => edit ?? []),
		{
			type: 'add',
			list: list.path,
			index,
			name,
			body: then === undefined ? body : { ...body, then },
			comment,
		},
	];
	return edited(text, edits, `Added the step **${name}**. ${comment}`);
}

/** The step before no longer jumps: the new one does that for it. */
const leadOn = (task: TaskNode | undefined): Edit | undefined =>
	task && { type: 'set', path: task.path, at: ['then'], value: undefined };

interface Position {
	readonly list: TaskList;
	readonly index: number;
}

function positionOf(root: TaskList, place: StepPlace): Result<Position, Problem> {
	if (!('step' in place)) return place.at === 'first' ? ok({ list: root, index: 0 }) : lastOf(root);
	const step = findStep(allTasks(root), place.step);
	if (!step.ok) return step;
	const list = listAround(root, step.value);
	const index = list.tasks.indexOf(step.value);
	if (place.at === 'before') return ok({ list, index });
	return isCrossing(step.value) ? err(unreachable(step.value)) : ok({ list, index: index + 1 });
}

function lastOf(root: TaskList): Result<Position, Problem> {
	const last = root.tasks.at(-1);
	return last && isCrossing(last) ? err(unreachable(last)) : ok({ list: root, index: root.tasks.length });
}

/** Each of its ways leads to a step by name, so that nothing comes right after it. */
function isCrossing({ kind, body }: TaskNode): boolean {
	if (kind !== 'switch' || !Array.isArray(body['switch'])) return kind === 'raise';
	const cases = body['switch'].flatMap((item: unknown) => (isRecord(item) ? Object.values(item) : []));
	const leads = (each: unknown): boolean =>
		isRecord(each) && typeof each['then'] === 'string' && each['then'] !== 'continue';
	return cases.every(leads) && cases.some((each) => isRecord(each) && each['when'] === undefined);
}

function listAround(list: TaskList, task: TaskNode): TaskList {
	if (list.tasks.includes(task)) return list;
	const inside = list.tasks.find(({ reference }) => task.reference.startsWith(`${reference}/`));
	const next = inside?.lists.find(({ reference }) => task.reference.startsWith(`${reference}/`));
	if (!next) throw new Error(`${task.reference} stands in no list.`);
	return listAround(next, task);
}

/** Whatever led to `target` by its name leads to the new step before it. */
function redirections({ tasks }: TaskList, target: TaskNode | undefined, name: string): Edit[] {
	return tasks.flatMap(({ path, body }) => {
		const cases: readonly unknown[] = Array.isArray(body['switch']) ? body['switch'] : [];
		const ways = cases.flatMap((item, index) =>
			isRecord(item)
				? Object.entries(item).map(([label, way]) => ({ at: ['switch', index, label], way }))
				: [],
		);
		return [{ at: [], way: body }, ...ways]
			.filter(({ way }) => isRecord(way) && way['then'] === target?.name)
			.map(({ at }): Edit => ({ type: 'set', path, at: [...at, 'then'], value: name }));
	});
}

function freeName(wanted: string, tasks: readonly TaskNode[]): string {
	let name = wanted;
	for (let number = 2; tasks.some((task) => task.name === name); number++) name = `${wanted}${number}`;
	return name;
}

function scheduleWords(definition: unknown, cron: string | null): string {
	if (cron === null) return 'It no longer starts by itself';
	const { schedule, input } = isRecord(definition) ? definition : {};
	const instead = isRecord(schedule) && 'on' in schedule ? ', no longer by an event' : '';
	const shape = isRecord(input) && isRecord(input['schema']) ? input['schema']['document'] : undefined;
	const required: readonly unknown[] =
		isRecord(shape) && Array.isArray(shape['required']) ? shape['required'] : [];
	const asks =
		required.length > 0 ? `. Started like that it has no input, but it asks for ${required.join(', ')}` : '';
	return `It starts by the clock (\`${cron}\`)${instead}${asks}`;
}

const unreachable = ({ name }: TaskNode): Problem => ({
	type: 'step-unreachable',
	message: `After “${name}” each way leads to a step by its name, so a step right behind it would never run.`,
	action: 'Say before which step it should come.',
});
