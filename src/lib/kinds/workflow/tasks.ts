import { innerLists, kindOfTask, type InnerList, type TaskBody, type TaskKind } from '#lib/model/task.ts';

/** Where something stands in the definition: `['do', 0, 'charge']`. */
export type Path = readonly (string | number)[];

export interface TaskNode {
	/** JSON pointer as runs and their steps have it: `/do/0/loop/do/0/step`. */
	readonly reference: string;
	/** Where its body stands. */
	readonly path: Path;
	readonly name: string;
	/** Undefined where nothing says what it does. */
	readonly kind: TaskKind | undefined;
	readonly body: TaskBody;
	readonly lists: readonly TaskList[];
}

/** Tasks in order, or the branches of a fork. */
export interface TaskList {
	readonly role: InnerList['role'];
	readonly reference: string;
	readonly path: Path;
	readonly tasks: readonly TaskNode[];
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The steps of a parsed definition. What is no task is left out. */
export function rootList(definition: unknown): TaskList {
	const list = isRecord(definition) ? definition['do'] : undefined;
	return readList(list, { role: 'do', reference: '/do', path: ['do'] });
}

/** All tasks, each before those inside it. */
export const allTasks = (list: TaskList): TaskNode[] =>
	list.tasks.flatMap((task) => [task, ...task.lists.flatMap(allTasks)]);

function readList(list: unknown, place: Omit<TaskList, 'tasks'>): TaskList {
	const items: readonly unknown[] = Array.isArray(list) ? list : [];
	return { ...place, tasks: items.flatMap((item, index) => readTask(item, index, place) ?? []) };
}

function readTask(item: unknown, index: number, list: Omit<TaskList, 'tasks'>): TaskNode | undefined {
	const [entry] = isRecord(item) ? Object.entries(item) : [];
	if (!entry || !isRecord(entry[1])) return undefined;
	const [name, body] = entry;
	const reference = `${list.reference}/${index}/${name}`;
	const path = [...list.path, index, name];
	const lists = innerLists(body).map(({ role, at, pointer, list: inner }) =>
		readList(inner, { role, reference: `${reference}${pointer}`, path: [...path, ...at] }),
	);
	return { reference, path, name, kind: kindOfTask(body), body, lists };
}
