import type { OutputUnit } from '@cfworker/json-schema';
import type { Violation } from './openapi.ts';
import { decodePercent } from './references.ts';
import { groupBy, isRecord } from './values.ts';

/** Keywords that only say that something below them does not fit. */
const WRAPPERS = new Set([
	...['$ref', 'allOf', 'properties', 'patternProperties', 'items', 'prefixItems', 'additionalItems', 'if'],
	...['dependentSchemas', 'propertyNames'],
]);

/** The findings of the validator in plain words, one per place and reason. `where` names the value as a whole. */
export function tell(findings: readonly OutputUnit[], value: unknown, where: string): readonly Violation[] {
	const kept = outermost(findings);
	const told = kept.flatMap((finding, index) => {
		const at = placeOf(finding, value, where);
		const message = sentenceOf(finding, at, kept[index + 1]);
		return message === undefined ? [] : [{ where: message.where ?? at, message: message.text }];
	});
	const unique = new Map(told.map((each) => [each.message, each]));
	const result = [...unique.values()];
	return result.length > 0 || findings.length === 0
		? result
		: [{ where, message: `${where} does not fit the document` }];
}

/**
 * Where none of several alternatives fits, what is wrong with each of them confuses more than it helps, unless only one
 * of them is of the right type.
 */
function outermost(findings: readonly OutputUnit[]): readonly OutputUnit[] {
	const [choice] = findings
		.filter(isChoice)
		.sort((a, b) => a.keywordLocation.length - b.keywordLocation.length);
	if (!choice) return findings;
	const isBelow = (each: OutputUnit) =>
		each.keywordLocation.startsWith(`${choice.keywordLocation}/`) &&
		each.instanceLocation.startsWith(choice.instanceLocation);
	const below = groupBy(
		findings.filter(isBelow),
		(each) => each.keywordLocation.slice(choice.keywordLocation.length + 1).split('/')[0],
	);
	const ofRightType = [...below.values()].filter(
		(group) => !group.some((each) => isWrongShape(each, choice.instanceLocation)),
	);
	const [only] = ofRightType;
	const others = findings.filter((each) => each !== choice && !isBelow(each));
	return ofRightType.length === 1 && only
		? [...outermost(others), ...outermost(only)]
		: [...outermost(others), { ...choice, keyword: 'choice' }];
}

const isChoice = ({ keyword }: OutputUnit): boolean => keyword === 'anyOf' || keyword === 'oneOf';
const isWrongShape = ({ keyword, instanceLocation }: OutputUnit, at: string): boolean =>
	instanceLocation === at && (keyword === 'type' || keyword === 'const' || keyword === 'enum');

/** `#/items/0/name` → `body.items[0].name`. */
function placeOf({ instanceLocation }: OutputUnit, value: unknown, where: string): string {
	let place = where;
	let current = value;
	for (const segment of instanceLocation.split('/').slice(1)) {
		const key = decodePercent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
		place += Array.isArray(current) ? `[${key}]` : `.${key}`;
		current = Array.isArray(current) ? current[Number(key)] : isRecord(current) ? current[key] : undefined;
	}
	return place;
}

interface Sentence {
	readonly text: string;
	/** Where the finding is about a part of the place. */
	readonly where?: string;
}

function sentenceOf(
	{ keyword, error }: OutputUnit,
	at: string,
	next: OutputUnit | undefined,
): Sentence | undefined {
	if (WRAPPERS.has(keyword)) return undefined;
	if (keyword === 'required') return about(at, quoted(error), 'is required');
	// The findings after it say what is wrong with a property that is not named in the schema.
	if (REST.has(keyword))
		return next?.keyword === 'false' ? about(at, quoted(error), 'is not allowed') : undefined;
	const rule = RULES[keyword];
	return { text: `${at} ${rule ? rule(error) : 'does not fit the document'}` };
}

function about(at: string, name: string, verb: string): Sentence {
	const where = `${at}.${name}`;
	return { where, text: `${where} ${verb}` };
}

const quoted = (error: string): string => /"(.*)"/s.exec(error)?.[1] ?? '';
const lastNumber = (error: string): string => /(-?[\d.]+(?:e[+-]?\d+)?)\)?\.$/i.exec(error)?.[1] ?? '';

const REST = new Set([
	'additionalProperties',
	'unevaluatedProperties',
	'additionalItems',
	'unevaluatedItems',
]);

const RULES: Readonly<Record<string, (error: string) => string>> = {
	type: (error) => `must be ${typeNames(error)}`,
	choice: () => 'fits none of the allowed forms',
	enum: (error) => `must be one of ${shorten(/any of \[(.*)\]/s.exec(error)?.[1] ?? '')}`,
	const: (error) => `must be ${shorten(/match (.*)\.$/s.exec(error)?.[1] ?? '')}`,
	false: () => 'is not allowed',
	not: () => 'has a form that is not allowed',
	minLength: (error) =>
		lastNumber(error) === '1' ? 'must not be empty' : `must have at least ${lastNumber(error)} characters`,
	maxLength: (error) => `must have at most ${lastNumber(error)} characters`,
	minimum: (error) => `must be at least ${lastNumber(error)}`,
	maximum: (error) => `must be at most ${lastNumber(error)}`,
	exclusiveMinimum: (error) => `must be greater than ${lastNumber(error)}`,
	exclusiveMaximum: (error) => `must be less than ${lastNumber(error)}`,
	multipleOf: (error) => `must be a multiple of ${lastNumber(error)}`,
	pattern: () => 'does not have the documented form',
	format: (error) => `must be ${FORMATS[quoted(error)] ?? `a valid ${quoted(error)}`}`,
	minItems: (error) => `must have at least ${lastNumber(error)} items`,
	maxItems: (error) => `must have at most ${lastNumber(error)} items`,
	uniqueItems: () => 'must not hold the same item twice',
	contains: () => 'lacks an item that it must hold',
	minProperties: (error) => `must have at least ${/least (\d+)/.exec(error)?.[1]} properties`,
	maxProperties: (error) => `must have at most ${/least (\d+)/.exec(error)?.[1]} properties`,
	dependentRequired: (error) => `must also have ${/not have "(.*)"/s.exec(error)?.[1]}`,
	depth: () => 'is nested too deeply',
};

const FORMATS: Readonly<Record<string, string>> = {
	'date-time': 'a date and time such as 2026-01-31T12:00:00Z',
	date: 'a date such as 2026-01-31',
	time: 'a time such as 12:00:00Z',
	email: 'an e-mail address',
	uri: 'a full address such as https://example.com',
	url: 'a full address such as https://example.com',
	uuid: 'a UUID',
};

const TYPES: Readonly<Record<string, string>> = {
	string: 'text',
	number: 'a number',
	integer: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object',
	null: 'null',
};

function typeNames(error: string): string {
	const names = [...(/Expected (.*)\.$/.exec(error)?.[1] ?? '').matchAll(/"(\w+)"/g)].map(
		([, name = '']) => TYPES[name] ?? name,
	);
	return names.join(' or ');
}

const shorten = (text: string): string =>
	text.length > 200 ? `${text.slice(0, 200)}…` : text.replaceAll(',', ', ');
