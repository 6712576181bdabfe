/**
 * The kinds of task that the workflow DSL knows, by the key that names them; in the order in which they are looked for: a
 * `for` has a `do`, and a `listen` may have a `foreach`.
 */
export const TASK_KINDS = [
	'call',
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
	'do',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** A task as it stands in a definition. */
export type TaskBody = Readonly<Record<string, unknown>>;

/** Which kind of task it is; undefined for none. */
export const kindOfTask = (body: TaskBody): TaskKind | undefined => TASK_KINDS.find((kind) => kind in body);

/** A list of tasks inside a task. */
export interface InnerList {
	readonly role: 'do' | 'try' | 'catch' | 'branches';
	/** Where it stands in the task's body. */
	readonly at: readonly string[];
	/** The same as runs name it: after the pointer of the task. */
	readonly pointer: string;
	readonly list: unknown;
}

/** The lists of tasks inside a task, in the order in which they run. */
export function innerLists(body: TaskBody): readonly InnerList[] {
	const found = placesIn(body, kindOfTask(body)).map(({ role, at, pointer }) => ({
		...{ role, at, pointer: pointer ?? `/${at.join('/')}` },
		list: at.reduce<unknown>(memberOf, body),
	}));
	return found.filter(({ list }) => list !== undefined);
}

interface ListPlace {
	readonly role: InnerList['role'];
	readonly at: readonly string[];
	readonly pointer?: string;
}

function placesIn(body: TaskBody, kind: TaskKind | undefined): readonly ListPlace[] {
	switch (kind) {
		case 'do':
		case 'for':
			return [{ role: 'do', at: ['do'] }];
		case 'fork':
			return [{ role: 'branches', at: ['fork', 'branches'] }];
		case 'listen':
			return [{ role: 'do', at: ['foreach', 'do'] }];
		case 'call':
			return body['call'] === 'asyncapi' ? [SUBSCRIBED] : [];
		case 'try':
			return [
				{ role: 'try', at: ['try'] },
				{ role: 'catch', at: ['catch', 'do'] },
			];
		default:
			return [];
	}
}

const SUBSCRIBED: ListPlace = {
	role: 'do',
	at: ['with', 'subscription', 'foreach', 'do'],
	pointer: '/foreach/do',
};

const memberOf = (value: unknown, name: string): unknown =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? Reflect.get(value, name) : undefined;
