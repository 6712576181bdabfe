import { opened, partOf } from './coerce.ts';
import type { Schema } from './openapi.ts';
import { isRecord, listOf, recordOf, textsOf } from './values.ts';

type Node = Readonly<Record<string, unknown>>;

const MAX_DEPTH = 12;
const HIGHEST = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties', 'minContains'];
const LOWEST = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties', 'maxContains'];

/**
 * One node without `$ref`, `allOf` and `anyOf`, with a choice made wherever there is one. `pick` names the alternative
 * among so many. A value made for the result fits the schema unless rules contradict each other.
 */
export function flatten(schema: Schema, pick: (count: number) => number, depth = 0): Node {
	const node = opened(schema);
	if (depth > MAX_DEPTH) return node;
	const { allOf, anyOf, if: condition, then, else: otherwise, ...own } = node;
	const parts = [...listOf(allOf)];
	const alternatives = listOf(anyOf).filter((each) => each !== false);
	if (alternatives.length > 0) parts.push(alternatives[pick(alternatives.length)]);
	if (condition !== undefined) parts.push(then ?? otherwise ?? true);
	return parts.reduce<Node>(
		(merged, part) => mergeNodes(merged, flatten(partOf(schema, part), pick, depth + 1)),
		own,
	);
}

function mergeNodes(a: Node, b: Node): Node {
	const merged: Record<string, unknown> = { ...a, ...b };
	for (const key of HIGHEST) narrow(merged, key, a, b, Math.max);
	for (const key of LOWEST) narrow(merged, key, a, b, Math.min);
	for (const key of ['properties', 'patternProperties', '$defs', 'dependentRequired'])
		if (isRecord(a[key]) && isRecord(b[key]))
			merged[key] = key === 'properties' ? mergeProperties(a[key], b[key]) : { ...a[key], ...b[key] };
	if (a['required'] !== undefined && b['required'] !== undefined)
		merged['required'] = [...new Set([...textsOf(a['required']), ...textsOf(b['required'])])];
	if (Array.isArray(a['enum']) && Array.isArray(b['enum'])) merged['enum'] = common(a['enum'], b['enum']);
	if (isRecord(a['items']) && isRecord(b['items'])) merged['items'] = { allOf: [a['items'], b['items']] };
	mergeTypes(merged, a, b);
	return merged;
}

function narrow(
	merged: Record<string, unknown>,
	key: string,
	a: Node,
	b: Node,
	choose: (x: number, y: number) => number,
): void {
	if (typeof a[key] === 'number' && typeof b[key] === 'number') merged[key] = choose(a[key], b[key]);
}

/** A property that both speak of has to fit both. */
function mergeProperties(a: Node, b: Node): Node {
	return Object.fromEntries(
		[...new Set([...Object.keys(a), ...Object.keys(b)])].map((name) => {
			const isInBoth = Object.hasOwn(a, name) && Object.hasOwn(b, name) && a[name] !== b[name];
			return [
				name,
				isInBoth ? { allOf: [a[name], b[name]] } : (recordOf(Object.hasOwn(b, name) ? b : a)[name] ?? true),
			];
		}),
	);
}

function mergeTypes(merged: Record<string, unknown>, a: Node, b: Node): void {
	if (a['type'] === undefined || b['type'] === undefined) return;
	const types = common(listOf([a['type']].flat()), listOf([b['type']].flat()));
	const isNumeric =
		[a, b].some(({ type }) => type === 'integer') && [a, b].some(({ type }) => type === 'number');
	if (isNumeric) merged['type'] = 'integer';
	else if (types.length > 0) merged['type'] = types.length === 1 ? types[0] : types;
}

const common = (a: readonly unknown[], b: readonly unknown[]): readonly unknown[] =>
	a.filter((each) => b.includes(each));
