import type { Schema } from './openapi.ts';
import { fits, resolveIn } from './validate.ts';
import { parseJson } from '#lib/model/json.ts';
import { isRecord, listOf, recordOf, textsOf } from './values.ts';

/** The schema with a `$ref` at its root followed, and the definitions it needs kept. */
export function opened(schema: Schema): Readonly<Record<string, unknown>> {
	if (typeof schema === 'boolean') return {};
	const reference = schema['$ref'];
	if (typeof reference !== 'string') return schema;
	const target = resolveIn(schema, reference);
	const { $ref: _, ...beside } = schema;
	return isRecord(target) && target !== schema
		? { ...(typeof target['$ref'] === 'string' ? {} : target), ...beside }
		: beside;
}

/** A part of a self-contained schema as a self-contained schema of its own. */
export function partOf(schema: Schema, part: unknown): Schema {
	if (typeof part === 'boolean') return part;
	if (!isRecord(part)) return true;
	const definitions = typeof schema === 'boolean' ? undefined : schema['$defs'];
	return definitions === undefined || '$defs' in part ? part : { ...part, $defs: definitions };
}

const MAX_DEPTH = 12;

/** The types that a value of the schema may have; empty where any will do. */
export function typesOf(schema: Schema, depth = 0): ReadonlySet<string> {
	const node = opened(schema);
	const own = [node['type']].flat().filter((each): each is string => typeof each === 'string');
	if (own.length > 0) return new Set(own);
	const values = [...listOf(node['enum']), ...('const' in node ? [node['const']] : [])];
	if (values.length > 0) return new Set(values.map(typeOf));
	if (isRecord(node['properties'])) return new Set(['object']);
	if (depth > MAX_DEPTH) return new Set();
	const parts = [...listOf(node['allOf']), ...listOf(node['anyOf'])];
	return new Set(parts.flatMap((part) => [...typesOf(partOf(schema, part), depth + 1)]));
}

const typeOf = (value: unknown): string =>
	value === null
		? 'null'
		: Array.isArray(value)
			? 'array'
			: typeof value === 'object'
				? 'object'
				: typeof value;

/** The schema of one property, wherever in the alternatives it stands; anything where it is nowhere. */
export function propertyOf(schema: Schema, name: string, depth = 0): Schema {
	const found = findProperty(schema, name, depth);
	if (found !== undefined) return found;
	const rest = opened(schema)['additionalProperties'];
	return isRecord(rest) ? partOf(schema, rest) : true;
}

function findProperty(schema: Schema, name: string, depth: number): Schema | undefined {
	const node = opened(schema);
	const properties = recordOf(node['properties']);
	if (Object.hasOwn(properties, name)) return partOf(schema, properties[name]);
	if (depth > MAX_DEPTH) return undefined;
	for (const part of [...listOf(node['allOf']), ...listOf(node['anyOf'])]) {
		const found = findProperty(partOf(schema, part), name, depth + 1);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** The names of all properties that a schema speaks of, in all its alternatives. */
export function propertyNames(schema: Schema, depth = 0): readonly string[] {
	if (depth > MAX_DEPTH) return [];
	const node = opened(schema);
	const parts = [...listOf(node['allOf']), ...listOf(node['anyOf'])];
	const below = parts.flatMap((part) => propertyNames(partOf(schema, part), depth + 1));
	return [...new Set([...Object.keys(recordOf(node['properties'])), ...textsOf(node['required']), ...below])];
}

/** The schema of the items of a list; anything where the schema does not say. */
export function itemsOf(schema: Schema, index: number, depth = 0): Schema {
	const node = opened(schema);
	const tuple = listOf(node['prefixItems']);
	if (index < tuple.length) return partOf(schema, tuple[index]);
	if (isRecord(node['items'])) return partOf(schema, node['items']);
	if (depth > MAX_DEPTH) return true;
	const parts = [...listOf(node['allOf']), ...listOf(node['anyOf'])];
	const part = parts.find((each) => isRecord(each) && typesOf(partOf(schema, each)).has('array'));
	return part === undefined ? true : itemsOf(partOf(schema, part), index, depth + 1);
}

/** What a text may mean where the schema allows it; the first meaning that fits, else the likeliest. */
export function coerce(text: string, schema: Schema): unknown {
	const meanings = meaningsOf(text, typesOf(schema));
	return (
		meanings.find((meaning) => fits(meaning, schema)) ?? (meanings[0] === undefined ? text : meanings[0])
	);
}

function meaningsOf(text: string, types: ReadonlySet<string>): readonly unknown[] {
	const allows = (type: string) => types.size === 0 || types.has(type);
	const meanings: unknown[] = [];
	if ((types.has('number') || types.has('integer')) && isNumeric(text)) meanings.push(Number(text));
	if (types.has('boolean') && /^(true|false)$/.test(text)) meanings.push(text === 'true');
	if ((types.has('object') || types.has('array')) && /^\s*[{[]/.test(text)) meanings.push(parseJson(text));
	if (types.has('null') && (text === 'null' || text === '')) meanings.push(null);
	if (allows('string') || meanings.length === 0) meanings.push(text);
	return meanings.filter((meaning) => meaning !== undefined);
}

const isNumeric = (text: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
