import { fromBrackets, type Pair } from './brackets.ts';
import { coerce, itemsOf, propertyNames, propertyOf, typesOf } from './coerce.ts';
import { withEmpties } from './empties.ts';
import type { Parameter, Schema } from './openapi.ts';
import { decodePercent } from './references.ts';
import { isJsonType } from './styles.ts';
import { fits } from './validate.ts';
import { parseJson } from '#lib/model/json.ts';
import { groupBy } from './values.ts';

/** A query taken apart, encoded as it arrived: `+` and `%2C` still mean what the sender meant. */
export function rawPairs(query: string): readonly Pair[] {
	return query
		.replace(/^\?/, '')
		.split('&')
		.filter((part) => part !== '')
		.map((part): Pair => {
			const at = part.indexOf('=');
			return at < 0 ? [decodeForm(part), ''] : [decodeForm(part.slice(0, at)), part.slice(at + 1)];
		});
}

const decodeForm = (text: string): string => decodePercent(text.replaceAll('+', ' '));

/** The value of a path parameter, decoded already, as its schema wants it. */
export function readPath(parameter: Parameter, text: string): unknown {
	const { name, style, explode, schema, mediaType } = parameter;
	if (mediaType !== undefined) return isJsonType(mediaType) ? (parseJson(text) ?? text) : text;
	const types = typesOf(schema);
	const isList = types.has('array');
	if (style === 'simple') return readDelimited(text, ',', explode, schema);
	const prefix = style === 'label' ? '.' : ';';
	const bare = text.startsWith(prefix) ? text.slice(1) : text;
	const separator = explode ? prefix : ',';
	if (style === 'label') return readDelimited(bare, separator, explode, schema);
	const withoutName =
		isList && explode
			? bare
					.split(';')
					.map((each) => afterName(each, name))
					.join(';')
			: types.has('object') && explode
				? bare
				: afterName(bare, name);
	return readDelimited(withoutName, separator, explode, schema);
}

const afterName = (text: string, name: string): string =>
	text.startsWith(`${name}=`) ? text.slice(name.length + 1) : text;

/** The value of a header or a cookie as its schema wants it. */
export function readSimple({ explode, schema, mediaType }: Parameter, text: string): unknown {
	if (mediaType !== undefined) return isJsonType(mediaType) ? (parseJson(text) ?? text) : text;
	return readDelimited(text, ',', explode, schema);
}

/** The value of a query parameter among the pairs of a query, or undefined where it is not there. */
export function readQuery(
	parameter: Parameter,
	pairs: readonly Pair[],
	siblings: readonly Parameter[],
): unknown {
	const { name, style, explode, schema, mediaType } = parameter;
	const own = pairs.filter(([key]) => key === name || key === `${name}[]`).map(([, value]) => value);
	const types = typesOf(schema);
	if (mediaType !== undefined)
		return own[0] === undefined ? undefined : readMedia(mediaType, decodeForm(own[0]));
	const deep = fromBrackets(
		name,
		pairs.map(([key, value]): Pair => [key, decodeForm(value)]),
		schema,
	);
	if (style === 'deepObject' || (deep !== undefined && own.length === 0))
		return deep === undefined ? emptyOf(parameter, own, types) : withEmpties(deep, schema);
	if (types.has('object') && explode && own.length === 0) return readSpread(parameter, pairs, siblings);
	const [first] = own;
	if (first === undefined) return undefined;
	if (!types.has('array') && !types.has('object')) return coerce(decodeForm(first), schema);
	if (types.has('array') && (own.length > 1 || explode)) return readRepeated(own, schema);
	return readEncoded(first, style, schema);
}

const readMedia = (mediaType: string, text: string): unknown =>
	isJsonType(mediaType) ? (parseJson(text) ?? text) : text;

/** An object without members leaves nothing in the query. */
function emptyOf({ schema }: Parameter, own: readonly string[], types: ReadonlySet<string>): unknown {
	const [first] = own;
	if (first !== undefined) return coerce(decodeForm(first), schema);
	return types.has('object') && fits({}, schema) ? {} : undefined;
}

function readRepeated(own: readonly string[], schema: Schema): unknown {
	const repeated = own.map((text, index) => coerce(decodeForm(text), itemsOf(schema, index)));
	if (fits(repeated, schema) || own.length > 1) return repeated;
	const [text = ''] = own;
	// A list of one may be anything the schema allows beside lists, or be written with commas against the document.
	const others = [coerce(decodeForm(text), schema), readEncoded(text, 'form', schema)];
	return others.find((other) => fits(other, schema)) ?? repeated;
}

/** Delimiters count where they are not encoded; a sender that encodes them too is understood where that fits. */
function readEncoded(text: string, style: string, schema: Schema): unknown {
	const splitter = style === 'spaceDelimited' ? /%20|\+/ : style === 'pipeDelimited' ? /\||%7C/i : /,/;
	const strict = assemble(text.split(splitter).map(decodeForm), schema);
	if (fits(strict, schema)) return strict;
	const loose = assemble(
		decodeForm(text).split(style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ','),
		schema,
	);
	const whole = coerce(decodeForm(text), schema);
	return [loose, whole].find((other) => fits(other, schema)) ?? strict;
}

function assemble(parts: readonly string[], schema: Schema): unknown {
	const types = typesOf(schema);
	if (types.has('array'))
		return parts.length === 1 && parts[0] === '' && fits([], schema)
			? []
			: parts.map((part, index) => coerce(part, itemsOf(schema, index)));
	if (types.has('object'))
		return Object.fromEntries(
			pairUp(parts).map(([key, value]) => [key, coerce(value, propertyOf(schema, key))]),
		);
	return coerce(parts.join(','), schema);
}

/** `a,1,b,2` → `[a, 1], [b, 2]`. */
function pairUp(parts: readonly string[]): readonly Pair[] {
	const pairs: Pair[] = [];
	for (let at = 0; at + 1 < parts.length; at += 2) pairs.push([parts[at] ?? '', parts[at + 1] ?? '']);
	return pairs;
}

/** An exploded object has its members for names of the query; a free one takes what no other parameter claims. */
function readSpread(parameter: Parameter, pairs: readonly Pair[], siblings: readonly Parameter[]): unknown {
	const { schema } = parameter;
	const named = new Set(propertyNames(schema));
	const claimed = new Set(
		siblings.filter((each) => each !== parameter && each.in === 'query').map(({ name }) => name),
	);
	const own = pairs.filter(([key]) => named.has(key) || (named.size === 0 && !claimed.has(key)));
	if (own.length === 0) return parameter.isRequired && fits({}, schema) ? {} : undefined;
	const byName = groupBy(own, ([key]) => key);
	return Object.fromEntries(
		[...byName].map(([key, values]) => {
			const property = propertyOf(schema, key);
			const texts = values.map(([, value]) => decodeForm(value));
			return [
				key,
				typesOf(property).has('array') && texts.length > 1
					? texts.map((text, index) => coerce(text, itemsOf(property, index)))
					: coerce(texts[0] ?? '', property),
			];
		}),
	);
}

function readDelimited(text: string, separator: string, explode: boolean, schema: Schema): unknown {
	const types = typesOf(schema);
	const whole = coerce(text, schema);
	if (!types.has('array') && !types.has('object')) return whole;
	if (explode && types.has('object') && text.includes('=')) {
		const pairs = text
			.split(separator)
			.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const);
		return Object.fromEntries(
			pairs.map(([key, value]) => [key.trim(), coerce(value, propertyOf(schema, key.trim()))]),
		);
	}
	const apart = assemble(
		text.split(separator).map((part) => part.trim()),
		schema,
	);
	return fits(apart, schema) || !fits(whole, schema) ? apart : whole;
}
