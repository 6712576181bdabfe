import { fromBrackets, type Pair } from './brackets.ts';
import { coerce, itemsOf, propertyNames, propertyOf, typesOf } from './coerce.ts';
import { withEmpties } from './empties.ts';
import { bareType, FORM, isJson, MULTIPART, type Media } from './media.ts';
import type { Schema } from './openapi.ts';
import { parseJson } from '#lib/model/json.ts';

/** What a body holds, or why it could not be read. `opaque` is for types that no schema can judge. */
export type ReadBody =
	| { readonly type: 'empty' }
	| { readonly type: 'value'; readonly value: unknown }
	| { readonly type: 'opaque' }
	| { readonly type: 'broken'; readonly message: string };

/** What can be read of a message as often as needed: its bytes where they are known, else a clone of it. */
export const copyOf = (message: Request | Response, bytes?: ArrayBuffer): Request | Response =>
	bytes ? new Response(bytes, { headers: message.headers }) : message.clone();

/** Reads the body of a request or a response as its media type says. Uses the body up: pass a copy. */
export async function readBodyOf(message: Request | Response, media: Media): Promise<ReadBody> {
	const sent = bareType(message.headers.get('content-type') ?? media.type);
	const type = sent === '' ? bareType(media.type) : sent;
	const types = typesOf(media.schema);
	const isForm = type === MULTIPART || type === FORM;
	if (isForm && types.size > 0 && !types.has('object')) return { type: 'opaque' };
	try {
		if (type === MULTIPART) return { type: 'value', value: await readMultipart(message, media.schema) };
		const text = await message.text();
		return text === '' ? { type: 'empty' } : readText(text, type, media.schema);
	} catch {
		return { type: 'broken', message: `is not a readable ${type}` };
	}
}

function readText(text: string, type: string, schema: Schema): ReadBody {
	if (type === FORM) return { type: 'value', value: readForm([...new URLSearchParams(text)], schema) };
	if (isJson(type)) {
		const value = parseJson(text);
		return value === undefined ? { type: 'broken', message: 'is not valid JSON' } : { type: 'value', value };
	}
	return type === 'text/plain' || type === 'text/html'
		? { type: 'value', value: coerce(text, schema) }
		: { type: 'opaque' };
}

/** The fields of a form as one object, read as the schema wants it. */
export function readForm(pairs: readonly Pair[], schema: Schema): unknown {
	const names = new Set(pairs.map(([name]) => name.replace(/(?<=.)\[.*$/s, '')));
	const documented = new Set(propertyNames(schema));
	// A name with brackets may be a name of its own.
	for (const [name] of pairs) if (documented.has(name)) names.add(name);
	const fields = Object.fromEntries(
		[...names].flatMap((name) => {
			const value = readField(name, pairs, propertyOf(schema, name));
			return value === undefined ? [] : [[name, value]];
		}),
	);
	return withEmpties(fields, schema);
}

function readField(name: string, pairs: readonly Pair[], schema: Schema): unknown {
	const texts = pairs.filter(([key]) => key === name).map(([, text]) => text);
	const [first] = texts;
	if (first === undefined) return fromBrackets(name, pairs, schema);
	if (texts.length === 1 && (!typesOf(schema).has('array') || /^\s*\[/.test(first)))
		return coerce(first, schema);
	return texts.map((text, index) => coerce(text, itemsOf(schema, index)));
}

/** Files count as text: what is in them is not the document's business. */
async function readMultipart(message: Request | Response, schema: Schema): Promise<unknown> {
	const pairs: Pair[] = [];
	for (const [name, value] of await message.formData()) {
		if (typeof value === 'string') pairs.push([name, value]);
		else pairs.push([name, isJson(bareType(value.type)) ? await value.text() : value.name]);
	}
	return readForm(pairs, schema);
}
