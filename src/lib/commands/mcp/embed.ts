import { isRecord } from '#lib/services/openapi/values.ts';

type Node = Readonly<Record<string, unknown>>;

/** Longest schema of one tool, in characters of JSON, and its deepest nesting. */
const MAX_SCHEMA = 32_000;
const MAX_DEPTH = 40;
/** What would give a part of the schema an address of its own, or is no rule about values. */
const LEFT_OUT = new Set([
	...['$id', '$schema', '$anchor', '$dynamicRef', '$dynamicAnchor', '$recursiveRef', '$recursiveAnchor'],
	...['$comment', 'default', 'examples', 'example'],
]);
/** Their members are names or values, and no keywords. */
const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
const VALUES = new Set(['enum', 'const', 'required', 'dependentRequired', 'type']);

/**
 * A stranger's schema as it can stand at `pointer` of an OpenAPI document: its own references lead there, those to
 * elsewhere allow anything. One that is too large or too deep allows any object.
 */
export function embeddedSchema(schema: Node, pointer: string): Node {
	if (isTooDeep(schema, MAX_DEPTH) || JSON.stringify(schema).length > MAX_SCHEMA) return { type: 'object' };
	return moved(schema, pointer);
}

function moved(schema: Node, pointer: string): Node {
	const reference = schema['$ref'];
	if (typeof reference === 'string' && !reference.startsWith('#')) return {};
	const entries = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
		if (LEFT_OUT.has(key)) return [];
		if (key === '$ref' && typeof value === 'string') return [[key, pointer + value.slice(1)]];
		if (VALUES.has(key)) return [[key, value]];
		return [[key, MAPS.has(key) && isRecord(value) ? mapped(value, pointer) : part(value, pointer)]];
	});
	return Object.fromEntries(entries);
}

const mapped = (schemas: Node, pointer: string): Node =>
	Object.fromEntries(Object.entries(schemas).map(([name, each]) => [name, part(each, pointer)]));

function part(value: unknown, pointer: string): unknown {
	if (Array.isArray(value)) return value.map((each: unknown) => part(each, pointer));
	return isRecord(value) ? moved(value, pointer) : value;
}

function isTooDeep(value: unknown, left: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return left === 0 || Object.values(value).some((each) => isTooDeep(each, left - 1));
}
