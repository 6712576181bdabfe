import type { Fault } from './inspect.ts';
import { allTasks, isRecord, rootList, TASK_KINDS, type TaskList, type TaskNode } from './tasks.ts';

const DIRECTIVES = ['continue', 'exit', 'end'];
const PROTOCOLS = ['http', 'openapi', 'asyncapi', 'mcp', 'a2a', 'grpc'];
const COMMON = ['if', 'input', 'output', 'export', 'timeout', 'then', 'metadata'];
/** Keys that belong to a task beside the one that names it. */
const BESIDE: Readonly<Partial<Record<string, readonly string[]>>> = {
	call: ['with'],
	for: ['while', 'do'],
	listen: ['foreach'],
	try: ['catch'],
};

/** What does not hold together in a parsed definition. `aliases` are those that it is linked to. */
export function structureFaults(
	definition: unknown,
	aliases: ReadonlySet<string> | undefined,
): readonly Fault[] {
	if (!isRecord(definition)) return [{ path: [], message: 'The workflow is empty.' }];
	const root = rootList(definition);
	const tasks = allTasks(root);
	return [
		...documentFaults(definition['document']),
		...listFaults(definition['do'], root),
		...nameFaults(tasks),
		...tasks.flatMap((task) => taskFaults(task, definition)),
		...(aliases ? linkFaults(definition, aliases) : []),
	];
}

function documentFaults(document: unknown): readonly Fault[] {
	if (!isRecord(document)) return [{ path: ['document'], message: 'The workflow does not say what it is.' }];
	const missing = ['dsl', 'namespace', 'name', 'version'].filter((key) => typeof document[key] !== 'string');
	const dsl = document['dsl'];
	return [
		...missing.map((key) => ({
			path: ['document'],
			message: `document.${key} is missing or no text; write it in quotes.`,
		})),
		...(typeof dsl === 'string' && !/^1\.0\.\d+/.test(dsl)
			? [{ path: ['document', 'dsl'], message: `The DSL ${dsl} is not known here; 1.0.3 is.` }]
			: []),
	];
}

/** Each item of a list of tasks is one named task. */
function listFaults(raw: unknown, { path, tasks, role }: TaskList): readonly Fault[] {
	const own: readonly unknown[] = Array.isArray(raw) ? raw : [];
	const broken = own.findIndex((item) => {
		const values = isRecord(item) ? Object.values(item) : [];
		return values.length !== 1 || !isRecord(values[0]);
	});
	const what = role === 'branches' ? 'branch' : 'step';
	return [
		...(own.length === 0 ? [{ path, message: `There is no ${what} here.` }] : []),
		...(broken < 0
			? []
			: [
					{
						path: [...path, broken],
						message: `A ${what} is a name with one task below it, indented further.`,
					},
				]),
		...tasks.flatMap((task) => task.lists.flatMap((list) => listFaults(rawList(task, list), list))),
	];
}

/** The list as it stands in the body of its task. */
function rawList({ path, body }: TaskNode, list: TaskList): unknown {
	return list.path
		.slice(path.length)
		.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), body);
}

/** A flow that is sent to a name must know which one. */
function nameFaults(tasks: readonly TaskNode[]): readonly Fault[] {
	const seen = new Set<string>();
	return tasks.flatMap(({ path, name }) => {
		const place = [...path.slice(0, -2), name].join('/');
		const isTwice = seen.has(place);
		seen.add(place);
		return isTwice ? [{ path, message: `There are two steps called "${name}" in this list.` }] : [];
	});
}

function taskFaults(task: TaskNode, definition: Readonly<Record<string, unknown>>): readonly Fault[] {
	const { path, name, kind, body } = task;
	if (!kind) return [{ path, message: `"${name}" does not say what it does: ${TASK_KINDS.join(', ')}.` }];
	const known = [kind, ...COMMON, ...(BESIDE[kind] ?? [])];
	const odd = Object.keys(body).filter((key) => !known.includes(key));
	return [
		...odd.map((key) => ({
			path: [...path, key],
			message: `"${key}" does not belong to a step with "${kind}".`,
		})),
		...targetFaults(task, definition),
		...contentFaults(task, definition),
	];
}

/** Names of the tasks in the same list, to which the flow can be sent. */
function siblingsOf({ path }: TaskNode, definition: unknown): readonly string[] {
	const list = path.slice(0, -2).reduce<unknown>((value, key) => {
		if (Array.isArray(value)) return value[Number(key)];
		return isRecord(value) ? value[String(key)] : undefined;
	}, definition);
	return Array.isArray(list) ? list.flatMap((item) => (isRecord(item) ? Object.keys(item) : [])) : [];
}

function targetFaults(task: TaskNode, definition: unknown): readonly Fault[] {
	const siblings = siblingsOf(task, definition);
	const cases = task.kind === 'switch' && Array.isArray(task.body['switch']) ? task.body['switch'] : [];
	const targets: { path: TaskNode['path']; then: unknown }[] = [
		{ path: [...task.path, 'then'], then: task.body['then'] },
		...cases.flatMap((item, index) =>
			isRecord(item)
				? Object.entries(item).map(([name, body]) => ({
						path: [...task.path, 'switch', index, name, 'then'],
						then: isRecord(body) ? body['then'] : undefined,
					}))
				: [],
		),
	];
	return targets.flatMap(({ path, then }) => {
		if (then === undefined || (typeof then === 'string' && [...DIRECTIVES, ...siblings].includes(then)))
			return [];
		return [
			{ path, message: `"${task.name}" leads to "${String(then)}", but there is no such step beside it.` },
		];
	});
}

function contentFaults(
	{ path, kind, body }: TaskNode,
	definition: Readonly<Record<string, unknown>>,
): readonly Fault[] {
	const fault = (key: string, message: string): readonly Fault[] => [{ path: [...path, key], message }];
	const own = kind ? body[kind] : undefined;
	switch (kind) {
		case 'call':
			return callFaults(own, path, definition);
		case 'for':
			return isRecord(own) && typeof own['in'] === 'string'
				? []
				: fault('for', 'A loop says what it goes over: for.in.');
		case 'switch':
			return Array.isArray(own) && own.length > 0 ? [] : fault('switch', 'A switch is a list of cases.');
		case 'emit':
			return isRecord(own) && isRecord(own['event'])
				? []
				: fault('emit', 'emit needs an event with its type and source.');
		case 'listen':
			return isRecord(own) && isRecord(own['to'])
				? []
				: fault('listen', 'listen says which event it waits for: listen.to.');
		case 'set':
			return isRecord(own) || typeof own === 'string'
				? []
				: fault('set', 'set needs values, or one expression.');
		case 'raise':
			return isRecord(own) && 'error' in own ? [] : fault('raise', 'raise needs an error.');
		case 'wait':
			return isRecord(own) || typeof own === 'string'
				? []
				: fault('wait', 'wait needs a duration such as { seconds: 5 }.');
		case 'try':
			return isRecord(body['catch'])
				? retryFaults(body['catch'], path, definition)
				: fault('try', 'A try needs a catch.');
		default:
			return [];
	}
}

function callFaults(
	name: unknown,
	path: TaskNode['path'],
	definition: Readonly<Record<string, unknown>>,
): readonly Fault[] {
	const functions = usedIn(definition, 'functions');
	const isKnown =
		typeof name === 'string' && (PROTOCOLS.includes(name) || name in functions || /[@/]/.test(name));
	return isKnown
		? []
		: [
				{
					path: [...path, 'call'],
					message: `"${String(name)}" is no protocol and no function under use.functions.`,
				},
			];
}

function retryFaults(
	handler: Readonly<Record<string, unknown>>,
	path: TaskNode['path'],
	definition: Readonly<Record<string, unknown>>,
): readonly Fault[] {
	const retry = handler['retry'];
	if (typeof retry !== 'string' || retry in usedIn(definition, 'retries')) return [];
	return [
		{ path: [...path, 'catch', 'retry'], message: `There is no retry policy "${retry}" under use.retries.` },
	];
}

function usedIn(
	definition: Readonly<Record<string, unknown>>,
	part: string,
): Readonly<Record<string, unknown>> {
	const use = definition['use'];
	const found = isRecord(use) ? use[part] : undefined;
	return isRecord(found) ? found : {};
}

/** Addresses of linked creations that the manifest does not link. */
function linkFaults(
	value: unknown,
	aliases: ReadonlySet<string>,
	path: TaskNode['path'] = [],
): readonly Fault[] {
	if (Array.isArray(value))
		return value.flatMap((item, index) => linkFaults(item, aliases, [...path, index]));
	if (isRecord(value))
		return Object.entries(value).flatMap(([key, item]) => linkFaults(item, aliases, [...path, key]));
	const [, alias] =
		typeof value === 'string' ? (/^aether:(?:\/\/)?([a-z0-9][a-z0-9-]*)/.exec(value) ?? []) : [];
	if (alias === undefined || aliases.has(alias)) return [];
	return [{ path, message: `"aether:${alias}" is not linked in ${MANIFEST}.` }];
}

const MANIFEST = 'aether.json';
