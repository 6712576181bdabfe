import {
	validate as validateNode,
	type OutputUnit,
	type Schema as CfworkerSchema,
} from '@cfworker/json-schema';
import type { Schema, Violation } from './openapi.ts';
import { tell } from './messages.ts';
import { decodePercent } from './references.ts';
import { isRecord } from './values.ts';

/** Whether `value` fits a self-contained schema. */
export function fits(value: unknown, schema: Schema): boolean {
	return schema === true || run(value, schema, true).length === 0;
}

/** What does not fit, each named below `where`: `body`, `query.limit`. Empty: it fits. */
export function violationsOf(value: unknown, schema: Schema, where: string): readonly Violation[] {
	if (value === undefined) return [{ where, message: `${where} is required` }];
	return schema === true ? [] : tell(run(value, schema, false), value, where);
}

/** Stack overflows of values nested beyond reason count as not fitting. */
function run(value: unknown, schema: Schema, isQuick: boolean): readonly OutputUnit[] {
	if (value === undefined) return [TOO_DEEP];
	try {
		return validateNode(value, nodeOf(schema), '2020-12', lookUpOf(schema), isQuick).errors;
	} catch (error) {
		if (error instanceof RangeError) return [TOO_DEEP];
		throw error;
	}
}

const TOO_DEEP: OutputUnit = {
	keyword: 'depth',
	keywordLocation: '#',
	instanceLocation: '#',
	error: 'Nested too deeply.',
};

type LookUp = Record<string, CfworkerSchema | boolean>;
const lookUps = new WeakMap<object, LookUp>();
const isNode = (value: unknown): value is CfworkerSchema | boolean =>
	typeof value === 'boolean' || isRecord(value);
const nodeOf = (schema: unknown): CfworkerSchema | boolean => (isNode(schema) ? schema : true);

/**
 * Finds what a `$ref` names only when it is asked for. The validator's own way walks the whole schema first, marks its
 * objects, and takes any `id` with an address in it for a second schema of that name.
 */
function lookUpOf(schema: Schema): LookUp {
	if (typeof schema === 'boolean') return {};
	const known = lookUps.get(schema);
	if (known) return known;
	const made = new Proxy<LookUp>({}, { get: (_, reference) => nodeOf(resolveIn(schema, String(reference))) });
	lookUps.set(schema, made);
	return made;
}

/** The part of a self-contained schema that a `$ref` in it names; undefined where there is none. */
export function resolveIn(schema: Schema, reference: string): unknown {
	let current: unknown = schema;
	for (const segment of reference.replace(/^#\/?/, '').split('/')) {
		if (segment === '') continue;
		const key = decodePercent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
		current = Array.isArray(current) ? current[Number(key)] : isRecord(current) ? current[key] : undefined;
	}
	return current;
}
