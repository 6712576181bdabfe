import { opened, partOf, propertyOf, typesOf } from './coerce.ts';
import type { Schema } from './openapi.ts';
import { fits } from './validate.ts';
import { isRecord, listOf, textsOf } from './values.ts';

const MAX_DEPTH = 8;

/**
 * Forms and queries cannot say "an object without members" or "an empty list". Where the schema requires one that did not
 * arrive, it is put back; the value as it came where that does not make it fit.
 */
export function withEmpties(value: unknown, schema: Schema): unknown {
	if (fits(value, schema)) return value;
	const filled = fill(value, schema, 0);
	return fits(filled, schema) ? filled : value;
}

function fill(value: unknown, schema: Schema, depth: number): unknown {
	if (!isRecord(value) || depth > MAX_DEPTH) return value;
	const missing = requiredNames(schema, 0).filter((name) => !Object.hasOwn(value, name));
	const restored = missing.flatMap((name) => {
		const types = typesOf(propertyOf(schema, name));
		const empty = types.has('object') ? {} : types.has('array') ? [] : undefined;
		return empty === undefined ? [] : [[name, empty] as const];
	});
	const all = [...Object.entries(value), ...restored];
	return Object.fromEntries(
		all.map(([name, each]) => [name, fill(each, propertyOf(schema, name), depth + 1)]),
	);
}

function requiredNames(schema: Schema, depth: number): readonly string[] {
	if (depth > MAX_DEPTH) return [];
	const node = opened(schema);
	const parts = [...listOf(node['allOf']), ...listOf(node['anyOf'])];
	return [
		...new Set([
			...textsOf(node['required']),
			...parts.flatMap((part) => requiredNames(partOf(schema, part), depth + 1)),
		]),
	];
}
