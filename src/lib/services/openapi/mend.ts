import { isRecord, listOf, textsOf } from './values.ts';

type Node = Record<string, unknown>;

/** What vendors write for types, as JSON Schema says it. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
	int: 'integer',
	int32: 'integer',
	int64: 'integer',
	long: 'integer',
	float: 'number',
	double: 'number',
	decimal: 'number',
	bool: 'boolean',
	text: 'string',
	date: 'string',
	datetime: 'string',
	'date-time': 'string',
	timestamp: 'string',
	uuid: 'string',
	uri: 'string',
	file: 'string',
	binary: 'string',
	map: 'object',
	dict: 'object',
	list: 'array',
};
const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
const COUNTS = ['Length', 'Items', 'Properties', 'Contains'];

/** Sets right what OpenAPI 2 and 3.0 say differently from JSON Schema 2020-12, and what would fit no value at all. */
export function mend(raw: Readonly<Node>, node: Node): Node {
	mendTypes(node);
	mendExclusive(node, 'minimum', 'exclusiveMinimum');
	mendExclusive(node, 'maximum', 'exclusiveMaximum');
	mendBounds(node);
	mendPattern(node);
	mendRequired(node);
	mendClosed(node);
	mendEnum(node);
	const isNullable = [raw['nullable'], raw['x-nullable']].includes(true);
	return isNullable ? nullable(node) : node;
}

/** The schema, or null. */
function nullable(node: Node): Node {
	const { type, enum: values } = node;
	const withNull = Array.isArray(values) && !values.includes(null) ? { enum: [...listOf(values), null] } : {};
	if (typeof type === 'string' && type !== 'null') return { ...node, ...withNull, type: [type, 'null'] };
	if (Array.isArray(type)) return { ...node, ...withNull, type: [...new Set([...textsOf(type), 'null'])] };
	const isOpen = !['$ref', 'allOf', 'anyOf', 'not', 'const'].some((key) => key in node);
	return isOpen ? { ...node, ...withNull } : { anyOf: [node, { type: 'null' }] };
}

function mendTypes(node: Node): void {
	if (!('type' in node)) return;
	const types = [node['type']].flat().filter((each): each is string => typeof each === 'string');
	const known = [
		...new Set(types.map((type) => TYPE_NAMES[type.toLowerCase()] ?? type.toLowerCase())),
	].filter((type) => TYPES.has(type));
	const [only] = known;
	if (known.length < types.length || only === undefined) delete node['type'];
	else node['type'] = known.length === 1 ? only : known;
	const isNumberHavingFormat = only === 'string' && types[0] === 'date' && !('format' in node);
	if (isNumberHavingFormat) node['format'] = 'date';
}

/** 3.0 says with a boolean that a bound is left out, 3.1 with a bound of its own. */
function mendExclusive(node: Node, bound: string, exclusive: string): void {
	if (node[exclusive] === true && typeof node[bound] === 'number') {
		node[exclusive] = node[bound];
		delete node[bound];
	} else if (typeof node[exclusive] === 'boolean') delete node[exclusive];
}

/** Bounds that are no numbers, or that leave nothing between them, are left out. */
function mendBounds(node: Node): void {
	const pairs = [
		...COUNTS.map((name) => [`min${name}`, `max${name}`]),
		['minimum', 'maximum'],
		['exclusiveMinimum', 'exclusiveMaximum'],
	];
	for (const [low = '', high = ''] of pairs) {
		for (const key of [low, high]) if (key in node && !toNumber(node, key)) delete node[key];
		const [from, to] = [node[low], node[high]];
		if (typeof from === 'number' && typeof to === 'number' && from > to) {
			delete node[low];
			delete node[high];
		}
	}
	if ('multipleOf' in node && (!toNumber(node, 'multipleOf') || Number(node['multipleOf']) <= 0))
		delete node['multipleOf'];
	if ('uniqueItems' in node && typeof node['uniqueItems'] !== 'boolean') delete node['uniqueItems'];
}

function toNumber(node: Node, key: string): boolean {
	const value = node[key];
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) return false;
	node[key] = number;
	return true;
}

/** Patterns of other languages that the browser cannot read are mended where only an escape is too many, else left out. */
function mendPattern(node: Node): void {
	if (!('pattern' in node)) return;
	const { pattern } = node;
	const readable = typeof pattern === 'string' ? readablePattern(pattern) : undefined;
	if (readable === undefined) delete node['pattern'];
	else node['pattern'] = readable;
}

function readablePattern(pattern: string): string | undefined {
	const bare = /^\/(.*)\/[gimsuy]*$/s.exec(pattern)?.[1] ?? pattern;
	const lean = bare
		.replace(/^\(\?[imsx]+\)/, '')
		.replaceAll(/\\([AzZ])/g, (_, anchor: string) => (anchor === 'A' ? '^' : '$'))
		.replaceAll(/\\([^\w\s^$\\.*+?()[\]{}|/-])/g, '$1');
	const candidates = [
		bare,
		lean,
		lean.replaceAll(/\\([_\-:;@#%&=!<>,'" ])/g, (_, sign: string) => (sign === '-' ? '\\x2d' : sign)),
		lean.replaceAll(/(\\[wdsWDS])-(?!\])/g, '$1\\x2d'),
	];
	return candidates.find(isPattern);
}

function isPattern(pattern: string): boolean {
	try {
		return new RegExp(pattern, 'u') instanceof RegExp;
	} catch {
		return false;
	}
}

function mendRequired(node: Node): void {
	if (!('required' in node)) return;
	const names = [...new Set(textsOf(node['required']))];
	if (names.length > 0) node['required'] = names;
	else delete node['required'];
}

/** Many close an object that others extend. By the letter that allows nothing; what they mean is: nothing that is nowhere named. */
function mendClosed(node: Node): void {
	const parts = listOf(node['allOf']).filter(isRecord);
	const isClosed = (each: Readonly<Node>) => each['additionalProperties'] === false;
	if (parts.length > 0 && [node, ...parts].some(isClosed)) {
		node['allOf'] = listOf(node['allOf']).map((each) =>
			isRecord(each) && isClosed(each) ? opened(each) : each,
		);
		delete node['additionalProperties'];
		node['unevaluatedProperties'] = false;
	}
	if (!isClosed(node) || 'patternProperties' in node || !isRecord(node['properties'])) return;
	const { properties } = node;
	const possible = textsOf(node['required']).filter((name) => name in properties);
	if (possible.length > 0) node['required'] = possible;
	else delete node['required'];
}

function opened({ additionalProperties: _, ...rest }: Readonly<Node>): Node {
	return rest;
}

/** YAML reads `on` and `1` as no text: values that miss their type are turned into it, or the list is left out. */
function mendEnum(node: Node): void {
	if ('const' in node && node['enum'] !== undefined && !listOf(node['enum']).includes(node['const']))
		delete node['enum'];
	if (!('enum' in node)) return;
	const values = [...new Set(listOf(node['enum']))];
	const types = [node['type']].flat().filter((each): each is string => typeof each === 'string');
	const fitting = values.filter((value) => types.length === 0 || types.some((type) => isOfType(value, type)));
	const turned = fitting.length > 0 ? fitting : values.flatMap((value) => turn(value, types));
	if (turned.length > 0) node['enum'] = turned;
	else delete node['enum'];
}

/** Whether JSON Schema calls the value that type. */
export function isOfType(value: unknown, type: string): boolean {
	if (type === 'integer') return typeof value === 'number' && Number.isInteger(value);
	if (type === 'null') return value === null;
	if (type === 'array') return Array.isArray(value);
	return type === 'object' ? isRecord(value) : typeof value === type;
}

function turn(value: unknown, types: readonly string[]): readonly unknown[] {
	if (types.includes('string') && ['number', 'boolean'].includes(typeof value)) return [String(value)];
	if (typeof value !== 'string') return [];
	const isNumeric = value.trim() !== '' && Number.isFinite(Number(value));
	if (isNumeric && types.some((type) => type === 'number' || type === 'integer')) return [Number(value)];
	return types.includes('boolean') && /^(true|false)$/i.test(value) ? [/^true$/i.test(value)] : [];
}
