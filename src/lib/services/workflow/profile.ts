import * as z from 'zod/mini';
import { innerLists, kindOfTask, TASK_KINDS, type TaskKind } from '#lib/model/task.ts';
import { isRecord } from './data.ts';
import { isCron } from './cron.ts';
import { durationMs } from './duration.ts';

/** One thing that is wrong, by its place in the document. */
export interface Fault {
	readonly path: readonly (string | number)[];
	readonly message: string;
}

const expression = z.union([z.string(), z.boolean()]);
const anything = z.record(z.string(), z.unknown());
const list = z.array(z.unknown());
const expressionOr = <T>(schema: z.ZodMiniType<T>) => z.union([z.string(), schema]);
const duration = z
	.unknown()
	.check(
		z.refine(
			(value) => durationMs(value) !== undefined || (typeof value === 'string' && value.includes('${')),
			'a duration such as PT30S or { seconds: 30 }',
		),
	);
const after = z.looseObject({ after: duration });
const schema = z.looseObject({ format: z.optional(z.string()) });
const shaper = (key: string) =>
	z.optional(z.looseObject({ schema: z.optional(schema), [key]: z.optional(expressionOr(anything)) }));

const base = {
	if: z.optional(expression),
	input: shaper('from'),
	output: shaper('as'),
	export: shaper('as'),
	timeout: z.optional(expressionOr(after)),
	then: z.optional(z.string()),
	metadata: z.optional(anything),
};
const task = <Shape extends z.core.$ZodShape>(shape: Shape) => z.looseObject({ ...base, ...shape });

const filter = z.looseObject({ with: z.optional(anything), correlate: z.optional(anything) });
const strategy = z.looseObject({
	one: z.optional(filter),
	any: z.optional(z.array(filter)),
	all: z.optional(z.array(filter)),
	until: z.optional(z.union([expression, anything])),
});

const retry = expressionOr(
	z.looseObject({
		when: z.optional(expression),
		exceptWhen: z.optional(expression),
		delay: z.optional(duration),
		backoff: z.optional(anything),
		limit: z.optional(anything),
		jitter: z.optional(anything),
	}),
);

/** What each kind of task must have; what other runtimes allow beside it is left alone. */
const SHAPES: Readonly<Record<TaskKind, z.ZodMiniType>> = {
	call: task({ call: z.string(), with: z.optional(z.union([anything, z.string()])) }),
	emit: task({ emit: z.looseObject({ event: z.looseObject({ with: anything }) }) }),
	for: task({
		for: z.looseObject({ in: z.unknown(), each: z.optional(z.string()), at: z.optional(z.string()) }),
		while: z.optional(expression),
		do: list,
	}),
	fork: task({ fork: z.looseObject({ branches: list, compete: z.optional(z.boolean()) }) }),
	listen: task({
		listen: z.looseObject({ to: strategy, read: z.optional(z.enum(['data', 'envelope', 'raw'])) }),
		foreach: z.optional(z.looseObject({ do: z.optional(list) })),
	}),
	raise: task({ raise: z.looseObject({ error: expressionOr(anything) }) }),
	run: task({ run: anything }),
	set: task({ set: expressionOr(anything) }),
	switch: task({ switch: list }),
	try: task({
		try: list,
		catch: z.looseObject({
			errors: z.optional(z.looseObject({ with: z.optional(anything) })),
			as: z.optional(z.string()),
			when: z.optional(expression),
			exceptWhen: z.optional(expression),
			retry: z.optional(retry),
			do: z.optional(list),
		}),
	}),
	wait: task({ wait: duration }),
	do: task({ do: list }),
};

const version = z.union([z.string(), z.number()]);
const workflow = z.looseObject({
	document: z.looseObject({
		dsl: z.string().check(z.regex(/^1\./, 'a version of the DSL that is known here: 1.0.0 and later')),
		namespace: z.string(),
		name: z.string(),
		version,
	}),
	input: base.input,
	output: base.output,
	timeout: base.timeout,
	use: z.optional(
		z.looseObject({
			authentications: z.optional(anything),
			errors: z.optional(anything),
			extensions: z.optional(list),
			functions: z.optional(anything),
			retries: z.optional(z.record(z.string(), retry)),
			secrets: z.optional(z.array(z.string())),
			timeouts: z.optional(z.record(z.string(), after)),
			catalogs: z.optional(anything),
		}),
	),
	schedule: z.optional(
		z.looseObject({
			every: z.optional(duration),
			cron: z.optional(z.string().check(z.refine(isCron, 'a cron expression such as 0 9 * * 1-5'))),
			after: z.optional(duration),
			on: z.optional(strategy),
		}),
	),
	do: list,
});

/** All that is wrong with a workflow, empty for a sound one. */
export function checkWorkflow(source: Readonly<Record<string, unknown>>): readonly Fault[] {
	const functions =
		isRecord(source['use']) && isRecord(source['use']['functions']) ? source['use']['functions'] : {};
	return [
		...faultsOf(workflow, source, []),
		...checkList(source['do'], ['do']),
		...Object.entries(functions).flatMap(([name, each]) =>
			typeof each === 'string' ? [] : checkTask(each, ['use', 'functions', name]),
		),
	];
}

function faultsOf(shape: z.ZodMiniType, value: unknown, path: Fault['path']): readonly Fault[] {
	const { error } = z.safeParse(shape, value);
	return (error?.issues ?? []).map((issue) => ({
		path: [...path, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))],
		message: `${issue.path.map(String).join('.') || 'It'}: ${issue.message}`,
	}));
}

/** Directives that lead nowhere in particular. */
const DIRECTIVES = ['continue', 'exit', 'end'];

function checkList(value: unknown, path: Fault['path']): readonly Fault[] {
	if (!Array.isArray(value)) return [];
	const items: readonly unknown[] = value;
	const names = items.flatMap((item) => (isRecord(item) ? Object.keys(item) : []));
	return items.flatMap((item, index): readonly Fault[] => {
		const here = [...path, index];
		const [entry, second] = isRecord(item) ? Object.entries(item) : [];
		if (!entry || second)
			return [{ path: here, message: 'Each item of a list of tasks has one name and one task.' }];
		const [name, each] = entry;
		return [...checkTask(each, [...here, name]), ...checkTargets(each, names, [...here, name])];
	});
}

function checkTask(value: unknown, path: Fault['path']): readonly Fault[] {
	if (!isRecord(value)) return [{ path, message: 'A task is an object.' }];
	const kind = kindOfTask(value);
	if (!kind) return [{ path, message: `A task has one of ${TASK_KINDS.join(', ')}.` }];
	const wrong = faultsOf(SHAPES[kind], value, path);
	return wrong.length > 0
		? wrong
		: innerLists(value).flatMap(({ at, list: inner }) => checkList(inner, [...path, ...at]));
}

function checkTargets(value: unknown, names: readonly string[], path: Fault['path']): readonly Fault[] {
	if (!isRecord(value)) return [];
	const cases = Array.isArray(value['switch']) ? value['switch'] : [];
	const targets = [value, ...cases.flatMap((each) => (isRecord(each) ? Object.values(each) : []))].flatMap(
		(each) => (isRecord(each) && typeof each['then'] === 'string' ? [each['then']] : []),
	);
	return targets
		.filter((target) => !DIRECTIVES.includes(target) && !names.includes(target))
		.map((target) => ({
			path,
			message: `"then" leads to "${target}", but there is no task of that name in this list.`,
		}));
}
