import type { BareSchema } from '#lib/model/contract.ts';
import { isRecord, listOf, recordOf, textsOf } from './values.ts';

type Node = Readonly<Record<string, unknown>>;

/** A schema with the root in whose `$defs` its references stand. */
interface Rooted {
	readonly schema: unknown;
	readonly root: BareSchema;
}

/** Which way values go: `in` from callers to the operation, `out` from it to them. */
export type Direction = 'in' | 'out';

const MAX_DEPTH = 20;
const ALL_TYPES = ['array', 'boolean', 'null', 'number', 'object', 'string'];

interface Bound {
	readonly key: string;
	/** 1: a most; −1: a least. */
	readonly sign: 1 | -1;
	/** What stands before and after its number. */
	readonly words: readonly [string, string];
}
const BOUNDS: readonly Bound[] = [
	{ key: 'minimum', sign: -1, words: ['at least', ''] },
	{ key: 'exclusiveMinimum', sign: -1, words: ['more than', ''] },
	{ key: 'minLength', sign: -1, words: ['at least', ' characters'] },
	{ key: 'minItems', sign: -1, words: ['at least', ' items'] },
	{ key: 'minProperties', sign: -1, words: ['at least', ' members'] },
	{ key: 'maximum', sign: 1, words: ['at most', ''] },
	{ key: 'exclusiveMaximum', sign: 1, words: ['less than', ''] },
	{ key: 'maxLength', sign: 1, words: ['at most', ' characters'] },
	{ key: 'maxItems', sign: 1, words: ['at most', ' items'] },
	{ key: 'maxProperties', sign: 1, words: ['at most', ' members'] },
];
/** Compared as a whole: whether one is narrower than another cannot be told. */
const OPAQUE = [
	...['not', 'if', 'then', 'else', 'patternProperties', 'propertyNames', 'dependentRequired'],
	...['dependentSchemas', 'contains', 'unevaluatedItems', 'unevaluatedProperties', 'prefixItems'],
	...['contentEncoding', 'contentMediaType', 'multipleOf', 'uniqueItems', 'pattern', 'format'],
];

/**
 * Why a value that fits `given` may not fit `wanted`: one sentence each, none where every value fits. Where it cannot be
 * told, it says so rather than nothing. `where` names the value in the sentences.
 */
export function narrowings(
	given: BareSchema,
	wanted: BareSchema,
	direction: Direction,
	where: string,
): readonly string[] {
	const from = { schema: given, root: given };
	return misfits(from, { schema: wanted, root: wanted }, { direction, where, depth: 0 });
}

interface Place {
	readonly direction: Direction;
	readonly where: string;
	readonly depth: number;
}

function misfits(given: Rooted, wanted: Rooted, place: Place): readonly string[] {
	const [a, b] = [resolved(given), resolved(wanted)];
	if (b === true || a === false || place.depth > MAX_DEPTH) return [];
	if (b === false) return [`${place.where} is not taken any more`];
	const node = a === true ? {} : a;
	if (JSON.stringify(node) === JSON.stringify(b) && given.root === wanted.root) return [];
	return alternatives({ given, wanted, a: node, b }, place);
}

/** Two schemas without `$ref`, and where they come from. */
interface Pair {
	readonly given: Rooted;
	readonly wanted: Rooted;
	readonly a: Node;
	readonly b: Node;
}

/** One of several on either side: every one that may come needs one that takes it. */
function alternatives(pair: Pair, place: Place): readonly string[] {
	const { given, wanted, a, b } = pair;
	const below = { ...place, depth: place.depth + 1 };
	const [coming, taken] = [choicesOf(a), choicesOf(b)];
	if (coming)
		return unique(
			coming.flatMap((each) =>
				misfits({ ...given, schema: { ...without(a), ...each } }, { ...wanted, schema: b }, below),
			),
		);
	if (taken) {
		const tries = taken.map((each) =>
			misfits({ ...given, schema: a }, { ...wanted, schema: { ...without(b), ...each } }, below),
		);
		if (tries.some((reasons) => reasons.length === 0)) return [];
		return (
			(tries.length === 1 ? tries[0] : undefined) ?? [`${place.where} fits none of its alternatives any more`]
		);
	}
	const parts = listOf(b['allOf']).flatMap((part) =>
		misfits({ ...given, schema: a }, { ...wanted, schema: part }, below),
	);
	return unique([...parts, ...ownMisfits({ ...pair, a: whole(given, a) }, place)]);
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const ownMisfits = (pair: Pair, place: Place): readonly string[] => [
	...typeMisfits(pair, place),
	...valueMisfits(pair, place),
	...boundMisfits(pair, place),
	...opaqueMisfits(pair, place),
	...memberMisfits(pair, place),
	...itemMisfits(pair, place),
];

function typeMisfits({ a, b }: Pair, { where, direction }: Place): readonly string[] {
	const [coming, taken] = [typesOf(a), typesOf(b)];
	const lost = coming.filter(
		(type) => !taken.includes(type) && !(type === 'integer' && taken.includes('number')),
	);
	if (lost.length === 0) return [];
	const now = direction === 'in' ? taken : coming;
	return [
		`${where} is now ${now.join(' or ')}, and was ${(direction === 'in' ? coming : taken).join(' or ')}`,
	];
}

function typesOf(node: Node): readonly string[] {
	const declared = textsOf([node['type']].flat());
	if (declared.length > 0) return declared.toSorted();
	const values = valuesOf(node);
	return values ? [...new Set(values.map(typeOfValue))].sort() : ALL_TYPES;
}

function typeOfValue(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
	return typeof value;
}

const valuesOf = (node: Node): readonly unknown[] | undefined =>
	'const' in node ? [node['const']] : Array.isArray(node['enum']) ? node['enum'] : undefined;

function valueMisfits({ a, b }: Pair, { where, direction }: Place): readonly string[] {
	const taken = valuesOf(b);
	if (!taken) return [];
	const coming = valuesOf(a);
	if (!coming)
		return [
			direction === 'in' ? `${where} now takes only ${listed(taken)}` : `${where} may now be any value`,
		];
	const known = new Set(taken.map((value) => JSON.stringify(value)));
	const lost = coming.filter((value) => !known.has(JSON.stringify(value)));
	if (lost.length === 0) return [];
	return [`${where} ${direction === 'in' ? 'no longer takes' : 'may now be'} ${listed(lost)}`];
}

const listed = (values: readonly unknown[]): string =>
	values
		.slice(0, 5)
		.map((value) => JSON.stringify(value))
		.join(', ') + (values.length > 5 ? ', …' : '');

function boundMisfits({ a, b }: Pair, place: Place): readonly string[] {
	return BOUNDS.flatMap((bound) => {
		const [coming, taken] = [a[bound.key], b[bound.key]];
		if (typeof taken !== 'number') return [];
		const open = bound.sign * Infinity;
		const before = typeof coming === 'number' ? coming : open;
		if (bound.sign * before <= bound.sign * taken) return [];
		const [now, past] = place.direction === 'in' ? [taken, before] : [before, taken];
		return [`${place.where} is now ${boundText(bound, now)}, and was ${boundText(bound, past)}`];
	});
}

const boundText = ({ words: [before, after] }: Bound, value: number): string =>
	Number.isFinite(value) ? `${before} ${value}${after}` : 'without limit';

function opaqueMisfits({ a, b }: Pair, { where, direction }: Place): readonly string[] {
	return OPAQUE.filter(
		(key) => b[key] !== undefined && b[key] !== false && JSON.stringify(a[key]) !== JSON.stringify(b[key]),
	).map((key) => `${where} ${direction === 'in' ? 'is held to another' : 'no longer keeps its'} ${key}`);
}

function memberMisfits(pair: Pair, place: Place): readonly string[] {
	const { a, b } = pair;
	const { where, direction } = place;
	if (!typesOf(a).includes('object')) return [];
	const [coming, taken] = [recordOf(a['properties']), recordOf(b['properties'])];
	const needed = textsOf(b['required']).filter(
		// What is gone from an answer is told by its absence.
		(name) => !textsOf(a['required']).includes(name) && (direction === 'in' || name in coming),
	);
	return [
		...needed.map((name) =>
			direction === 'in'
				? `${memberOf(where, name)} is now needed`
				: `${memberOf(where, name)} is no longer sure to be there`,
		),
		...Object.keys(direction === 'in' ? coming : taken).flatMap((name) => memberMisfit(pair, name, place)),
		...additionalMisfits(pair, place),
	];
}

function memberMisfit({ given, wanted, a, b }: Pair, name: string, place: Place): readonly string[] {
	const [from, to] = [recordOf(a['properties'])[name], recordOf(b['properties'])[name]];
	const here = memberOf(place.where, name);
	if (from === undefined) return [`${here} is no longer given`];
	if (to === undefined) return [`${here} is no longer taken`];
	const below = { ...place, where: here, depth: place.depth + 1 };
	return misfits({ ...given, schema: from }, { ...wanted, schema: to }, below);
}

function additionalMisfits({ a, b }: Pair, { where, direction }: Place): readonly string[] {
	const isClosed = b['additionalProperties'] === false && a['additionalProperties'] !== false;
	return isClosed && direction === 'in' && typesOf(a).includes('object')
		? [`${where} no longer takes further members`]
		: [];
}

function itemMisfits({ given, wanted, a, b }: Pair, place: Place): readonly string[] {
	if (b['items'] === undefined || !typesOf(a).includes('array')) return [];
	return misfits(
		{ ...given, schema: a['items'] ?? true },
		{ ...wanted, schema: b['items'] },
		{ ...place, where: `each item of ${place.where}`, depth: place.depth + 1 },
	);
}

const memberOf = (where: string, name: string): string => `“${name}” of ${where}`;

/** `$ref` followed within its own document. */
function resolved({ schema, root }: Rooted): Node | boolean {
	let present = schema;
	for (let step = 0; step < MAX_DEPTH && isRecord(present) && typeof present['$ref'] === 'string'; step++) {
		const name = present['$ref']
			.replace(/^#\/\$defs\//, '')
			.replaceAll('~1', '/')
			.replaceAll('~0', '~');
		present = present['$ref'] === '#' ? root : recordOf(recordOf(root)['$defs'])[name];
	}
	return isRecord(present) ? present : present !== false;
}

function choicesOf(node: Node): readonly Node[] | undefined {
	const choices = node['anyOf'] ?? node['oneOf'];
	return Array.isArray(choices) ? choices.map((each) => (isRecord(each) ? each : {})) : undefined;
}

function without(node: Node): Node {
	const { anyOf: _any, oneOf: _one, ...rest } = node;
	return rest;
}

/** With what the parts of `allOf` add, as far as names and needs go. */
function whole(given: Rooted, node: Node, depth = 0): Node {
	const { allOf, ...own } = node;
	if (!Array.isArray(allOf) || depth > MAX_DEPTH) return node;
	return allOf.reduce<Node>((sum, part: unknown) => {
		const read = resolved({ ...given, schema: part });
		const each = whole(given, isRecord(read) ? read : {}, depth + 1);
		return {
			...each,
			...sum,
			properties: { ...recordOf(each['properties']), ...recordOf(sum['properties']) },
			required: [...textsOf(each['required']), ...textsOf(sum['required'])],
		};
	}, own);
}
