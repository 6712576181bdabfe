import { typesOf, partOf } from './coerce.ts';
import { flatten } from './merge.ts';
import type { Schema } from './openapi.ts';
import { Random } from './random.ts';
import { sampleNumber, sampleText } from './sample-leaves.ts';
import { fits } from './validate.ts';
import { isRecord, listOf, recordOf, textsOf } from './values.ts';

type Node = Readonly<Record<string, unknown>>;

/** How one attempt goes about it. */
interface Attempt {
	readonly random: Random;
	/** Optional members are filled in down to this depth. */
	readonly optionalDepth: number;
	/** Whether alternatives are tried in an order of chance instead of the first one first. */
	readonly isByChance: boolean;
	/** The nodes around this one, of which a required ring is cut. */
	readonly depth: number;
}

const MAX_ATTEMPTS = 40;
const MAX_DEPTH = 24;

/** A value that fits `schema`; equal seeds give equal values. Where nothing fits, the last one that was tried. */
export function sample(schema: Schema, seed = 1): unknown {
	let last: unknown = null;
	for (let count = 0; count < MAX_ATTEMPTS; count++) {
		const random = new Random(seed * 1_009 + count * 7_919);
		last = make(
			schema,
			{ random, optionalDepth: OPTIONAL_DEPTHS[count] ?? count % 2, isByChance: count > 2, depth: 0 },
			'',
		);
		if (fits(last, schema)) return last;
	}
	return last;
}

/** A full value first, then leaner ones: what is left out cannot contradict. */
const OPTIONAL_DEPTHS = [2, 1, 0];

function make(schema: Schema, attempt: Attempt, hint: string): unknown {
	if (typeof schema === 'boolean') return hint === '' ? {} : `${hint}`;
	const node = flatten(schema, (count) => pickAlternative(count, attempt));
	if ('const' in node) return node['const'];
	const values = listOf(node['enum']);
	if (values.length > 0)
		return attempt.random.pick(
			values.some((each) => each !== null) ? values.filter((each) => each !== null) : values,
		);
	const { default: preset } = node;
	if (
		preset !== undefined &&
		preset !== null &&
		!attempt.isByChance &&
		fits(preset, { ...node, ...definitionsOf(schema) })
	)
		return preset;
	return makeOfType(typeFor(schema, node, attempt), { ...node, ...definitionsOf(schema) }, attempt, hint);
}

const definitionsOf = (schema: Schema): Node =>
	typeof schema === 'boolean' || schema['$defs'] === undefined ? {} : { $defs: schema['$defs'] };

/** Deep inside a ring the last alternative or the first that ends may help; chance finds it. */
function pickAlternative(count: number, { random, isByChance, depth }: Attempt): number {
	return isByChance || depth > 6 ? random.below(count) : 0;
}

function typeFor(schema: Schema, node: Node, { random, isByChance, depth }: Attempt): string {
	const types = [...typesOf(node)];
	const solid = types.filter((type) => type !== 'null');
	if (depth > MAX_DEPTH && types.includes('null')) return 'null';
	const [first] = solid;
	if (first !== undefined) return isByChance ? random.pick(solid) : first;
	if (types.length > 0) return 'null';
	return impliedType(node) ?? [...typesOf(schema)].find((type) => type !== 'null') ?? 'any';
}

const IMPLIED: Readonly<Record<string, readonly string[]>> = {
	object: ['properties', 'required', 'additionalProperties', 'minProperties', 'patternProperties'],
	array: ['items', 'prefixItems', 'minItems', 'maxItems', 'contains'],
	string: ['pattern', 'format', 'minLength', 'maxLength', 'contentEncoding'],
	number: ['minimum', 'maximum', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum'],
};

const impliedType = (node: Node): string | undefined =>
	Object.keys(IMPLIED).find((type) => IMPLIED[type]?.some((key) => key in node));

function makeOfType(type: string, node: Node, attempt: Attempt, hint: string): unknown {
	switch (type) {
		case 'object':
			return makeObject(node, attempt);
		case 'array':
			return makeArray(node, attempt, hint);
		case 'number':
		case 'integer':
			return sampleNumber(node, type === 'integer', attempt.random);
		case 'boolean':
			return attempt.random.below(2) === 0;
		case 'null':
			return null;
		default:
			return sampleText(node, attempt.random, hint);
	}
}

function makeObject(node: Node, attempt: Attempt): unknown {
	if (attempt.depth > MAX_DEPTH) return {};
	const properties = recordOf(node['properties']);
	const required = new Set(textsOf(node['required']));
	const limit = typeof node['maxProperties'] === 'number' ? node['maxProperties'] : Infinity;
	const optional =
		attempt.depth < attempt.optionalDepth
			? Object.keys(properties).filter((name) => !required.has(name) && properties[name] !== false)
			: [];
	const names = [...required, ...optional].slice(0, Math.max(required.size, limit));
	for (const name of names)
		for (const other of textsOf(recordOf(node['dependentRequired'])[name]))
			if (!names.includes(other)) names.push(other);
	const made = names.map((name) => [name, make(memberSchema(node, name), deeper(attempt), name)] as const);
	return fillUp(Object.fromEntries(made), node, attempt);
}

const deeper = (attempt: Attempt): Attempt => ({ ...attempt, depth: attempt.depth + 1 });

function memberSchema(node: Node, name: string): Schema {
	const properties = recordOf(node['properties']);
	if (Object.hasOwn(properties, name)) return partOf(node, properties[name]);
	const byPattern = Object.entries(recordOf(node['patternProperties'])).find(([pattern]) =>
		new RegExp(pattern, 'u').test(name),
	);
	return partOf(node, byPattern?.[1] ?? node['additionalProperties'] ?? true);
}

/** Free names, where the schema asks for more members than it names, or names none at all. */
function fillUp(made: Record<string, unknown>, node: Node, attempt: Attempt): unknown {
	const isMap =
		isRecord(node['additionalProperties']) &&
		!isRecord(node['properties']) &&
		attempt.depth < attempt.optionalDepth;
	const wanted = Math.max(
		typeof node['minProperties'] === 'number' ? node['minProperties'] : 0,
		isMap ? 1 : 0,
	);
	const known = Object.keys(recordOf(node['properties']));
	for (let count = 0; Object.keys(made).length < wanted && count < wanted + known.length; count++) {
		const name = known[count] ?? freeName(node, attempt, count - known.length + 1);
		made[name] ??= make(memberSchema(node, name), deeper(attempt), name);
	}
	return made;
}

function freeName(node: Node, { random }: Attempt, count: number): string {
	const [pattern] = Object.keys(recordOf(node['patternProperties']));
	const names = isRecord(node['propertyNames'])
		? node['propertyNames']
		: pattern === undefined
			? undefined
			: { pattern };
	if (!names) return `key${count}`;
	const values = listOf(names['enum']);
	return values.length > 0
		? String(values[(count - 1) % values.length])
		: sampleText(names, random, `key${count}`);
}

function makeArray(node: Node, attempt: Attempt, hint: string): unknown {
	const tuple = listOf(node['prefixItems']);
	const least = typeof node['minItems'] === 'number' ? node['minItems'] : 0;
	const most = typeof node['maxItems'] === 'number' ? node['maxItems'] : Infinity;
	const usual = attempt.depth > 4 && least === 0 ? 0 : Math.max(1, tuple.length);
	const length = Math.min(most, Math.max(least, usual), MAX_ITEMS);
	const items: unknown[] = [];
	for (let tries = 0; items.length < length && tries < length * 8; tries++) {
		const part =
			tuple[items.length] ??
			(items.length === 0 && isRecord(node['contains']) ? node['contains'] : (node['items'] ?? true));
		const item = make(partOf(node, part), deeper(attempt), hint || 'item');
		const isDouble =
			node['uniqueItems'] === true && items.some((each) => JSON.stringify(each) === JSON.stringify(item));
		if (!isDouble) items.push(item);
	}
	return items;
}

/** More than this nobody wants to see in an example. */
const MAX_ITEMS = 1_000;
