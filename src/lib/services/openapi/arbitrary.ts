import * as fc from 'fast-check';
import { opened, partOf, typesOf } from './coerce.ts';
import { flatten } from './merge.ts';
import type { Schema } from './openapi.ts';
import { Random } from './random.ts';
import { sample } from './sample.ts';
import { sampleText } from './sample-leaves.ts';
import { fits } from './validate.ts';
import { isRecord, listOf, recordOf, textsOf } from './values.ts';

type Node = Readonly<Record<string, unknown>>;

const MAX_DEPTH = 5;

/** Values that fit a schema, its bounds among them; they shrink to the smallest that still fit. */
export function valid(schema: Schema): fc.Arbitrary<unknown> {
	const fallback = sample(schema);
	return part(schema, 0).map((value) => (fits(value, schema) ? value : fallback));
}

function part(schema: Schema, depth: number): fc.Arbitrary<unknown> {
	if (typeof schema === 'boolean' || depth > MAX_DEPTH) return fc.constant(sample(schema));
	const alternatives = listOf(opened(schema)['anyOf']);
	if (alternatives.length < 2)
		return ofNode(
			schema,
			flatten(schema, () => 0),
			depth,
		);
	return fc.oneof(
		...alternatives.map((_, index) =>
			ofNode(
				schema,
				flatten(schema, (count) => index % count),
				depth,
			),
		),
	);
}

function ofNode(schema: Schema, flat: Node, depth: number): fc.Arbitrary<unknown> {
	const definitions = typeof schema === 'boolean' ? undefined : schema['$defs'];
	const node: Node = definitions === undefined ? flat : { ...flat, $defs: definitions };
	if ('const' in node) return fc.constant(node['const']);
	if (listOf(node['enum']).length > 0) return fc.constantFrom(...listOf(node['enum']));
	const types = [...typesOf(node)];
	if (types.length === 0)
		return isRecord(node['properties']) ? objects(node, depth) : fc.constant(sample(schema));
	return fc.oneof(...types.map((type) => ofType(type, node, depth)));
}

function ofType(type: string, node: Node, depth: number): fc.Arbitrary<unknown> {
	if (type === 'object') return objects(node, depth);
	if (type === 'array') return lists(node, depth);
	if (type === 'string') return texts(node);
	if (type === 'boolean') return fc.boolean();
	return type === 'null' ? fc.constant(null) : numbers(node, type === 'integer');
}

function objects(node: Node, depth: number): fc.Arbitrary<unknown> {
	const required = textsOf(node['required']);
	const properties = recordOf(node['properties']);
	const names = [
		...new Set([...Object.keys(properties).filter((name) => properties[name] !== false), ...required]),
	];
	const members = names.map(
		(name) => [name, part(partOf(node, properties[name] ?? true), depth + 1)] as const,
	);
	return fc.record(Object.fromEntries(members), { requiredKeys: [...required] });
}

function lists(node: Node, depth: number): fc.Arbitrary<unknown> {
	const minLength = numberOf(node, 'minItems') ?? 0;
	const maxLength = Math.min(numberOf(node, 'maxItems') ?? minLength + 4, minLength + 6);
	const items = part(partOf(node, node['items'] ?? true), depth + 1);
	return node['uniqueItems'] === true
		? fc.uniqueArray(items, {
				minLength,
				maxLength,
				comparator: (a, b) => JSON.stringify(a) === JSON.stringify(b),
			})
		: fc.array(items, { minLength, maxLength });
}

function texts(node: Node): fc.Arbitrary<unknown> {
	if (node['pattern'] !== undefined || node['format'] !== undefined)
		return fc.nat(10_000).map((seed) => sampleText(node, new Random(seed), 'text'));
	const minLength = numberOf(node, 'minLength') ?? 0;
	const maxLength = Math.max(
		minLength,
		Math.min(numberOf(node, 'maxLength') ?? minLength + 20, minLength + 200),
	);
	const bounds = [...new Set([minLength, maxLength])].map((length) => fc.constant('a'.repeat(length)));
	return fc.oneof(
		{ weight: 4, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength, maxLength }) },
		{
			weight: 1,
			arbitrary: fc
				.string({ unit: 'binary', minLength, maxLength })
				.map((text) => text.replaceAll(/\p{Surrogate}/gu, '')),
		},
		...bounds,
	);
}

function numbers(node: Node, isInteger: boolean): fc.Arbitrary<unknown> {
	const step = numberOf(node, 'multipleOf') ?? (isInteger ? 1 : undefined);
	const [above, below] = [numberOf(node, 'exclusiveMinimum'), numberOf(node, 'exclusiveMaximum')];
	const min = Math.max(
		numberOf(node, 'minimum') ?? -LIMIT,
		above === undefined ? -LIMIT : above + (step ?? 0.001),
	);
	const max = Math.min(
		numberOf(node, 'maximum') ?? LIMIT,
		below === undefined ? LIMIT : below - (step ?? 0.001),
	);
	if (min > max) return fc.constant(sample(node));
	if (step === undefined)
		return fc.oneof(fc.double({ min, max, noNaN: true, noDefaultInfinity: true }), fc.constantFrom(min, max));
	const [low, high] = [Math.ceil(min / step), Math.floor(max / step)];
	if (low > high) return fc.constant(sample(node));
	return fc
		.oneof(fc.integer({ min: low, max: high }), fc.constantFrom(low, high))
		.map((count) => Number((count * step).toPrecision(12)));
}

/** Beyond this, servers that mean well answer in doubles that have lost digits. */
const LIMIT = 1_000_000_000;
const numberOf = (node: Node, key: string): number | undefined =>
	typeof node[key] === 'number' ? node[key] : undefined;

/** Ways to spoil a value that fits: something required is missing, or something is of another type or out of bounds. */
export function broken(schema: Schema, fitting: unknown): readonly unknown[] {
	return spoiled(schema, fitting, 0).filter((value) => value === undefined || !fits(value, schema));
}

function spoiled(schema: Schema, value: unknown, depth: number): readonly unknown[] {
	const own = [...WRONG, ...outOfBounds(opened(schema))];
	if (!isRecord(value) || depth > 2) return own;
	const names = new Set([...Object.keys(value), ...textsOf(opened(schema)['required'])]);
	const inside = [...names].flatMap((name) => {
		const { [name]: member, ...rest } = value;
		const part = recordOf(opened(schema)['properties'])[name];
		const members = spoiled(partOf(schema, part ?? true), member, depth + 1);
		return [rest, ...members.map((each) => ({ ...rest, [name]: each }))];
	});
	return [...inside, ...own];
}

const WRONG: readonly unknown[] = [{ unexpected: true }, 'not this', 12.5, true, null, []];

function outOfBounds(node: Node): readonly unknown[] {
	const { minimum, maximum, minLength, maxLength } = node;
	return [
		...(typeof minimum === 'number' ? [minimum - 1] : []),
		...(typeof maximum === 'number' ? [maximum + 1] : []),
		...(typeof minLength === 'number' && minLength > 0 ? ['a'.repeat(minLength - 1)] : []),
		...(typeof maxLength === 'number' && maxLength < 100_000 ? ['a'.repeat(maxLength + 1)] : []),
	];
}
