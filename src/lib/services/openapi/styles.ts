import { toBrackets, type Pair } from './brackets.ts';
import type { Parameter } from './openapi.ts';
import { isRecord, writeText } from './values.ts';

const DELIMITERS: Readonly<Record<string, string>> = { form: ',', spaceDelimited: '%20', pipeDelimited: '|' };

/** Encodes all but letters, digits and `-._~`, so that no value can end a part of the address. */
export const encode = (text: string): string =>
	encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd')).replaceAll(
		/[!'()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);

/** The value of a path parameter as it stands in the path. `mayHoldSlashes` keeps them. */
export function writePath(
	{ name, style, explode, mediaType }: Parameter,
	value: unknown,
	mayHoldSlashes: boolean,
): string {
	const write = (each: unknown) =>
		mayHoldSlashes ? writeText(each).split('/').map(encode).join('/') : encode(writeText(each));
	if (mediaType !== undefined) return encode(JSON.stringify(value));
	const prefix = style === 'label' ? '.' : style === 'matrix' ? ';' : '';
	const separator = prefix && explode ? prefix : ',';
	const named = style === 'matrix' ? `${encode(name)}=` : '';
	if (Array.isArray(value)) {
		const items = value.map((each) => (explode ? named : '') + write(each)).join(separator);
		return prefix + (explode ? '' : named) + items;
	}
	if (isRecord(value))
		return prefix + (explode ? '' : named) + writeEntries(value, explode, separator, write);
	return prefix + named + write(value);
}

/** The value of a query parameter as `name=value` parts, encoded. */
export function writeQuery(parameter: Parameter, value: unknown): readonly string[] {
	const { name, style, explode, mediaType } = parameter;
	const write = (each: unknown) => encode(writeText(each));
	if (mediaType !== undefined)
		return [`${encode(name)}=${encode(isJsonType(mediaType) ? JSON.stringify(value) : writeText(value))}`];
	if (style === 'deepObject') return toBrackets(name, value).map(writePair);
	const separator = DELIMITERS[style] ?? ',';
	if (Array.isArray(value)) {
		const isRepeated = explode;
		return isRepeated
			? value.map((each) => `${encode(name)}=${write(each)}`)
			: [`${encode(name)}=${value.map(write).join(separator)}`];
	}
	if (!isRecord(value)) return [`${encode(name)}=${write(value)}`];
	const entries = Object.entries(value).filter(([, each]) => each !== undefined);
	if (explode) return entries.map(([key, each]) => `${encode(key)}=${write(each)}`);
	return [`${encode(name)}=${writeEntries(value, false, separator, write)}`];
}

/** The value of a header or a cookie, as it stands. */
export function writeSimple({ explode, mediaType }: Parameter, value: unknown): string {
	if (mediaType !== undefined && isJsonType(mediaType)) return JSON.stringify(value);
	if (Array.isArray(value)) return value.map(writeText).join(',');
	return isRecord(value) ? writeEntries(value, explode, ',', writeText) : writeText(value);
}

/** `application/json`, `application/problem+json; charset=utf-8`. */
export const isJsonType = (mediaType: string): boolean =>
	/^[^;]*[/+]json\b|^[^;]*\/[^;]*json/i.test(mediaType);

/** One `name=value` of a query or a form, encoded. */
export const writePair = ([name, value]: Pair): string => `${encodeName(name)}=${encode(value)}`;

/** Brackets stay readable in names: some servers do not decode them there. */
const encodeName = (name: string): string => encode(name).replaceAll('%5B', '[').replaceAll('%5D', ']');

function writeEntries(
	value: Readonly<Record<string, unknown>>,
	explode: boolean,
	separator: string,
	write: (each: unknown) => string,
): string {
	const entries = Object.entries(value).filter(([, each]) => each !== undefined);
	return entries
		.map(([key, each]) => `${write(key)}${explode ? '=' : separator}${write(each)}`)
		.join(separator);
}
