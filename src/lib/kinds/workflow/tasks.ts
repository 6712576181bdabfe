/** The kinds of task that the DSL knows, by the key that names them. */
export const TASK_KINDS = [
	'call',
	'do',
	'emit',
	'for',
	'fork',
	'listen',
	'raise',
	'run',
	'set',
	'switch',
	'try',
	'wait',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

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
	readonly body: Readonly<Record<string, unknown>>;
	readonly lists: readonly TaskList[];
}

/** Tasks in order, or the branches of a fork. */
export interface TaskList {
	readonly role: 'do' | 'try' | 'catch' | 'branches';
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
	// `for` and `try` stand beside a `do` or a `catch` that belongs to them.
	const kind =
		(['for', 'try'] as const).find((each) => each in body) ?? TASK_KINDS.find((each) => each in body);
	return { reference, path, name, kind, body, lists: listsOf(kind, body, { reference, path }) };
}

function listsOf(
	kind: TaskKind | undefined,
	body: Readonly<Record<string, unknown>>,
	{ reference, path }: Pick<TaskNode, 'reference' | 'path'>,
): TaskList[] {
	switch (kind) {
		case 'do':
			return [readList(body['do'], { role: 'do', reference: `${reference}/do`, path: [...path, 'do'] })];
		case 'for':
			return [readList(body['do'], { role: 'do', reference: `${reference}/do`, path: [...path, 'do'] })];
		case 'fork':
			return [
				readList(isRecord(body['fork']) ? body['fork']['branches'] : undefined, {
					role: 'branches',
					reference: `${reference}/fork/branches`,
					path: [...path, 'fork', 'branches'],
				}),
			];
		case 'try': {
			const handler = isRecord(body['catch']) ? body['catch']['do'] : undefined;
			return [
				readList(body['try'], { role: 'try', reference: `${reference}/try`, path: [...path, 'try'] }),
				...(handler === undefined
					? []
					: [
							readList(handler, {
								role: 'catch',
								reference: `${reference}/catch/do`,
								path: [...path, 'catch', 'do'],
							}),
						]),
			];
		}
		default:
			return [];
	}
}
