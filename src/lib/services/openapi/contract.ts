import { sha256Hex } from '#lib/model/digest.ts';
import type { BareSchema, Contract } from '#lib/model/contract.ts';
import type { Operation } from './openapi.ts';
import { isRecord } from './values.ts';

/** What `operation` takes and gives, in one order, without words. */
export function contractOf(operation: Operation): Contract {
	const { method, path, parameters, body, responses } = operation;
	return {
		method,
		path,
		parameters: parameters
			.map(({ name, in: place, isRequired, schema }) => ({
				name,
				in: place,
				isRequired,
				schema: bareSchema(schema),
			}))
			.sort((a, b) => compare(`${a.in} ${a.name}`, `${b.in} ${b.name}`)),
		body: body && { isRequired: body.isRequired, content: bareContent(body.content) },
		responses: Object.fromEntries(
			Object.entries(responses)
				.map(([status, response]) => [status, bareContent(response.content)] as const)
				.sort(([a], [b]) => compare(a, b)),
		),
	};
}

/** Equal for equal contracts, whatever order they were written in. `sha256-` and 64 hexadecimal digits. */
export const contractDigest = (contract: Contract): Promise<string> => textDigest(JSON.stringify(contract));

export async function textDigest(text: string): Promise<string> {
	return `sha256-${await sha256Hex(text)}`;
}

/** Keywords that say nothing about which values fit. */
const WORDS = new Set(['title', 'description', 'deprecated', 'examples', 'example', '$comment', 'xml']);
/** Keywords whose members are names, not keywords. */
const MAPS = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);
/** Lists that are sets. */
const SETS = new Set(['required', 'enum', 'type', 'allOf', 'anyOf', 'oneOf']);
/** Values as they stand: what is in them are no schemas. */
const VALUES = new Set(['enum', 'const', 'default', 'dependentRequired']);

/** A schema without words, its members and sets in one order. */
export function bareSchema(schema: unknown): BareSchema {
	if (!isRecord(schema)) return schema !== false;
	const entries = Object.entries(schema)
		.filter(([key, value]) => !WORDS.has(key) && !key.startsWith('x-') && value !== undefined)
		.sort(([a], [b]) => compare(a, b));
	return Object.fromEntries(entries.map(([key, value]) => [key, barePart(key, value)]));
}

function barePart(key: string, value: unknown): unknown {
	if (MAPS.has(key) && isRecord(value)) return sortedMap(value, bareSchema);
	if (Array.isArray(value)) {
		const parts = value.map((part: unknown) =>
			!VALUES.has(key) && isRecord(part) ? bareSchema(part) : plainValue(part),
		);
		return SETS.has(key) ? parts.sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b))) : parts;
	}
	return isRecord(value) && !VALUES.has(key) ? bareSchema(value) : plainValue(value);
}

const plainValue = (value: unknown): unknown => (isRecord(value) ? sortedMap(value, plainValue) : value);

const sortedMap = <Value>(map: Record<string, unknown>, each: (value: unknown) => Value) =>
	Object.fromEntries(
		Object.entries(map)
			.sort(([a], [b]) => compare(a, b))
			.map(([name, value]) => [name, each(value)]),
	);

const bareContent = (content: Readonly<Record<string, unknown>>): Record<string, BareSchema> =>
	sortedMap(content, bareSchema);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
