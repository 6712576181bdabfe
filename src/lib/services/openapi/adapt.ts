import type { BareSchema, Contract } from '#lib/model/contract.ts';
import type { Adapter } from '#lib/model/lock.ts';
import { changesOf } from './impact.ts';
import { isRecord, listOf, recordOf, textsOf } from './values.ts';

type Node = Readonly<Record<string, unknown>>;
type Names = Record<string, string>;

const JSON_TYPE = 'application/json';

/**
 * How calls made for `before` can be answered by `after`: names that only changed, and new ones that have a value of
 * their own. Undefined where that is not enough, so that no call is rewritten into something else than it meant.
 */
export function adapterBetween(before: Contract, after: Contract): Adapter | undefined {
	const [oldBody, newBody] = [bodyOf(before), bodyOf(after)];
	const [oldParameters, newParameters] = [parametersOf(before), parametersOf(after)];
	const adapter: Adapter = {
		parameters: renamed(oldParameters, newParameters),
		parameterDefaults: defaultsOf(oldParameters, newParameters),
		body: renamed(oldBody, newBody),
		bodyDefaults: defaultsOf(oldBody, newBody),
		answer: answerNames(before, after),
	};
	const isEnough = changesOf('', asked(before, adapter), answered(after, adapter)).every(
		({ effect }) => effect === 'safe',
	);
	return isEnough ? adapter : undefined;
}

/** The call in the new shape. Reads a body that is JSON; any other goes on as it is. */
export function adaptRequest(adapter: Adapter, url: string, body: string | undefined) {
	const address = new URL(url);
	const query = new URLSearchParams(
		[...address.searchParams].map(([name, value]) => [adapter.parameters[name] ?? name, value]),
	);
	for (const [name, value] of Object.entries(adapter.parameterDefaults))
		if (!query.has(name)) query.set(name, typeof value === 'string' ? value : JSON.stringify(value));
	address.search = query.toString();
	const renamedBody = body === undefined ? undefined : inJson(body, (value) => adaptValue(adapter, value));
	return { url: address.href, body: renamedBody };
}

/** The answer in the old shape; one that is no JSON stays as it is. */
export const adaptAnswer = (adapter: Adapter, text: string): string =>
	inJson(text, (value) =>
		Array.isArray(value) ? value.map((item) => named(item, adapter.answer)) : named(value, adapter.answer),
	);

function inJson(text: string, change: (value: unknown) => unknown): string {
	try {
		return JSON.stringify(change(JSON.parse(text)));
	} catch {
		return text;
	}
}

function adaptValue({ body, bodyDefaults }: Adapter, value: unknown): unknown {
	const whole = named(value, body);
	return isRecord(whole) ? { ...bodyDefaults, ...whole } : whole;
}

const named = (value: unknown, names: Readonly<Names>): unknown =>
	isRecord(value)
		? Object.fromEntries(Object.entries(value).map(([name, each]) => [names[name] ?? name, each]))
		: value;

/** Members with their schemas, and which of them are needed. */
interface Members {
	readonly schemas: Node;
	readonly required: readonly string[];
}

const membersOf = (schema: unknown): Members => ({
	schemas: recordOf(recordOf(schema)['properties']),
	required: textsOf(recordOf(schema)['required']),
});

const bodyOf = ({ body }: Contract): Members => membersOf(body?.content[JSON_TYPE]);

function parametersOf({ parameters }: Contract): Members {
	const query = parameters.filter((each) => each.in === 'query');
	return {
		schemas: Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
		required: query.filter(({ isRequired }) => isRequired).map(({ name }) => name),
	};
}

/** Old name → new name, where one that is gone and one that is new are alike and no other is. */
function renamed(before: Members, after: Members): Names {
	const lost = Object.keys(before.schemas).filter((name) => !(name in after.schemas));
	const fresh = Object.keys(after.schemas).filter((name) => !(name in before.schemas));
	const isAlike = (old: string, next: string) =>
		JSON.stringify(before.schemas[old]) === JSON.stringify(after.schemas[next]);
	return Object.fromEntries(
		lost.flatMap((old) => {
			const [next, ...others] = fresh.filter((name) => isAlike(old, name));
			const isOnly = lost.filter((name) => next !== undefined && isAlike(name, next)).length === 1;
			return next !== undefined && others.length === 0 && isOnly ? [[old, next] as const] : [];
		}),
	);
}

function defaultsOf(before: Members, after: Members): Record<string, unknown> {
	const isSure = (name: string) => before.required.includes(name) || after.required.includes(name) === false;
	return Object.fromEntries(
		Object.entries(after.schemas).flatMap(([name, schema]) => {
			const value = ownValue(schema);
			return isSure(name) || value === undefined ? [] : [[name, value] as const];
		}),
	);
}

/** The value that a schema names itself. */
function ownValue(schema: unknown): unknown {
	const { default: preset, const: only, enum: values } = recordOf(schema);
	return preset ?? only ?? (listOf(values).length === 1 ? listOf(values)[0] : undefined);
}

function answerNames(before: Contract, after: Contract): Names {
	const names = Object.entries(before.responses).map(([status, content]) => {
		const [old, next] = [content[JSON_TYPE], after.responses[status]?.[JSON_TYPE]].map(itemsOf);
		return renamed(membersOf(next), membersOf(old));
	});
	return Object.fromEntries(names.flatMap((each) => Object.entries(each)));
}

const itemsOf = (schema: unknown): unknown => recordOf(schema)['items'] ?? schema;

/** What callers send once the adapter has been at it. */
function asked(before: Contract, adapter: Adapter): Contract {
	const schema = before.body?.content[JSON_TYPE];
	const presets = (values: Node) =>
		Object.entries(values).map(([name, value]) => [name, { const: value }] as const);
	const preset = Object.fromEntries(presets(adapter.bodyDefaults));
	const content: Record<string, BareSchema> =
		schema === undefined ? {} : { [JSON_TYPE]: withNames(schema, adapter.body, preset) };
	return {
		...before,
		parameters: [
			...before.parameters.map((each) => ({ ...each, name: adapter.parameters[each.name] ?? each.name })),
			...presets(adapter.parameterDefaults)
				.filter(([name]) => !before.parameters.some((each) => each.name === name))
				.map(([name, value]) => ({ name, in: 'query', isRequired: true, schema: value })),
		].map((each) => (each.name in adapter.parameterDefaults ? { ...each, isRequired: true } : each)),
		body: before.body && { ...before.body, content: { ...before.body.content, ...content } },
	};
}

/** What callers receive once the adapter has been at it. */
function answered(after: Contract, adapter: Adapter): Contract {
	const responses = Object.entries(after.responses).map(([status, content]) => {
		const schema = content[JSON_TYPE];
		return [
			status,
			schema === undefined ? content : { ...content, [JSON_TYPE]: answerSchema(schema, adapter) },
		] as const;
	});
	return { ...after, responses: Object.fromEntries(responses) };
}

function answerSchema(schema: BareSchema, { answer }: Adapter): BareSchema {
	if (!isRecord(schema)) return schema;
	const { items } = schema;
	return isRecord(items) ? { ...schema, items: withNames(items, answer, {}) } : withNames(schema, answer, {});
}

/** A schema whose members are named anew, with `added` for sure beside them. */
function withNames(schema: BareSchema, names: Readonly<Names>, added: Node): BareSchema {
	if (!isRecord(schema)) return schema;
	const { schemas, required } = membersOf(schema);
	return {
		...schema,
		properties: { ...added, ...recordOf(named(schemas, names)) },
		required: [...required.map((name) => names[name] ?? name), ...Object.keys(added)],
	};
}
