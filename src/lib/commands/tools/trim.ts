type Json = Readonly<Record<string, unknown>>;

/** Most characters of a tool's input schema: half of all operations need 150, one in twenty more than 2,000. */
const MAX_SCHEMA = 4_000;
const MAX_WORDS = 160;
/** Of no use to a model that fills in arguments, and some vendors refuse them. */
const LEFT_OUT = new Set([
	'example',
	'examples',
	'$schema',
	'$id',
	'$comment',
	'externalDocs',
	'xml',
	'deprecated',
]);

/** The schema without what only costs tokens: examples, long words, and where it still is large, all words and the body's inside. */
export function trimSchema(schema: Json): Json {
	const short = trimmed(schema, MAX_WORDS);
	if (sizeOf(short) <= MAX_SCHEMA) return short;
	const bare = trimmed(schema, 0);
	return sizeOf(bare) <= MAX_SCHEMA ? bare : withoutBody(bare);
}

function trimmed(value: Json, words: number): Json {
	return Object.fromEntries(
		Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
			if (LEFT_OUT.has(key)) return [];
			if (['properties', '$defs'].includes(key) && isRecord(each))
				return [
					[key, Object.fromEntries(Object.entries(each).map(([name, one]) => [name, deep(one, words)]))],
				];
			if (key !== 'description') return [[key, deep(each, words)]];
			return words > 0 && typeof each === 'string' ? [[key, each.slice(0, words)]] : [];
		}),
	);
}

function deep(value: unknown, words: number): unknown {
	if (Array.isArray(value)) return value.map((each: unknown) => deep(each, words));
	return isRecord(value) ? trimmed(value, words) : value;
}

/** What goes into the body is checked when it is called; a model is told by then what does not fit. */
function withoutBody(schema: Json): Json {
	const properties = isRecord(schema['properties']) ? schema['properties'] : {};
	const flat = Object.entries(properties).map(([name, each]): [string, unknown] => {
		if (sizeOf(each) < 400 && !JSON.stringify(each).includes('$ref')) return [name, each];
		return [name, isRecord(each) && typeof each['type'] === 'string' ? { type: each['type'] } : {}];
	});
	return {
		type: 'object',
		properties: Object.fromEntries(flat),
		...(schema['required'] === undefined ? {} : { required: schema['required'] }),
	};
}

const sizeOf = (value: unknown): number => JSON.stringify(value).length;

const isRecord = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
