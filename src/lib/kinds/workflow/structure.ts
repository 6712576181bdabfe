import type { Fault } from './inspect.ts';
import { allTasks, isRecord, rootList, type TaskNode } from './tasks.ts';

const ROOT = ['document', 'input', 'output', 'use', 'timeout', 'schedule', 'evaluate', 'metadata', 'do'];
const PROTOCOLS = ['http', 'openapi', 'asyncapi', 'mcp', 'a2a', 'grpc'];
const COMMON = ['if', 'input', 'output', 'export', 'timeout', 'then', 'metadata'];
/** Keys that belong to a task beside the one that names it. */
const BESIDE: Readonly<Partial<Record<string, readonly string[]>>> = {
	call: ['with'],
	for: ['while', 'do'],
	listen: ['foreach'],
	try: ['catch'],
};

/** What does not hold together in a definition that the interpreter can read. `aliases` are those that it is linked to. */
export function structureFaults(
	definition: unknown,
	aliases: ReadonlySet<string> | undefined,
): readonly Fault[] {
	if (!isRecord(definition)) return [];
	const tasks = allTasks(rootList(definition));
	return [
		...Object.keys(definition)
			.filter((key) => !ROOT.includes(key))
			.map((key) => ({ path: [key], message: `"${key}" is no part of a workflow.` })),
		...(tasks.length === 0 ? [{ path: ['do'], message: 'The workflow has no step.' }] : []),
		...nameFaults(tasks),
		...tasks.flatMap((task) => taskFaults(task, definition)),
		...(aliases ? linkFaults(definition, aliases) : []),
	];
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

function taskFaults(
	{ path, kind, body }: TaskNode,
	definition: Readonly<Record<string, unknown>>,
): readonly Fault[] {
	if (!kind) return [];
	const known = [kind, ...COMMON, ...(BESIDE[kind] ?? [])];
	return [
		...Object.keys(body)
			.filter((key) => !known.includes(key))
			.map((key) => ({
				path: [...path, key],
				message: `"${key}" does not belong to a step with "${kind}".`,
			})),
		...(kind === 'call' ? callFaults(body['call'], path, definition) : []),
		...(kind === 'try' && isRecord(body['catch']) ? retryFaults(body['catch'], path, definition) : []),
	];
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
