import { coerce, opened, propertyNames, propertyOf } from './coerce.ts';
import {
	bareType,
	concreteType,
	FORM,
	isJson,
	mediaFor,
	MULTIPART,
	preferredMedia,
	type Media,
} from './media.ts';
import type { Matched, Operation, Schema } from './openapi.ts';
import { readBodyOf } from './read-body.ts';
import { sample } from './sample.ts';
import { fits } from './validate.ts';
import { hashOf, isRecord, writeText } from './values.ts';

/** An answer that fits the document, for an API that does not exist yet. Equal requests get equal answers. */
export async function mock(matched: Matched, request: Request): Promise<Response> {
	const { operation } = matched;
	const documented = statusOf(operation);
	const response = operation.responses[documented];
	const status = Number(documented.replace('default', '200').replace('XX', '00'));
	const media = preferredMedia(response?.content ?? {});
	const headers = sampleHeaders(response?.headers ?? {});
	if (!media || operation.method === 'head' || [204, 205, 304].includes(status))
		return new Response(null, { status, headers });
	const sent = await sentBy(matched, request);
	const value = echo(
		sample(media.schema, hashOf(`${request.method} ${request.url}`) % 100_000),
		media.schema,
		sent,
	);
	const type = concreteType(media.type);
	headers.set('content-type', type);
	return new Response(written(value, type), { status, headers });
}

/** What a success looks like: 201 for something created, else the first documented status that says so. */
function statusOf({ method, responses }: Operation): string {
	const statuses = Object.keys(responses);
	const creates = method === 'post' && statuses.includes('201');
	const sorted = statuses.filter((status) => /^[2-5]/.test(status)).sort();
	return creates
		? '201'
		: (sorted.find((status) => status.startsWith('2')) ??
				(statuses.includes('default') ? 'default' : undefined) ??
				sorted[0] ??
				'200');
}

function sampleHeaders(schemas: Readonly<Record<string, Schema>>): Headers {
	const headers = new Headers();
	for (const [name, schema] of Object.entries(schemas)) {
		const text = writeText(sample(schema));
		if (name !== 'content-type' && name !== 'content-length' && /^[\x20-\x7e]*$/.test(text))
			headers.set(name, text);
	}
	return headers;
}

function written(value: unknown, type: string): string {
	const bare = bareType(type);
	if (bare === FORM)
		return new URLSearchParams(
			Object.entries(isRecord(value) ? value : {}).map(([name, each]) => [name, writeText(each)]),
		).toString();
	return isJson(bare) || bare === MULTIPART ? JSON.stringify(value) : writeText(value);
}

/** What the caller told of the thing it speaks of: the fields it posted, and the values in the path. */
async function sentBy(
	{ operation, path }: Matched,
	request: Request,
): Promise<Readonly<Record<string, unknown>>> {
	const content = operation.body?.content ?? {};
	const media: Media | undefined =
		mediaFor(content, request.headers.get('content-type') ?? '') ?? preferredMedia(content);
	const body =
		media && request.body && !request.bodyUsed ? await readBodyOf(request.clone(), media) : undefined;
	return { ...path, ...(body?.type === 'value' && isRecord(body.value) ? body.value : {}) };
}

/** The value with what was sent put in wherever the schema allows it; one level below too, for answers with a wrapper. */
function echo(value: unknown, schema: Schema, sent: Readonly<Record<string, unknown>>): unknown {
	if (!isRecord(value)) return value;
	const names = new Set(propertyNames(schema));
	let result = value;
	for (const [name, each] of Object.entries(sent))
		if (names.has(name)) result = accepted(result, name, each, schema);
	const wrapped = Object.entries(result).filter(([name, each]) => !(name in sent) && isRecord(each));
	for (const [name, each] of wrapped)
		result = accepted(result, name, echo(each, opened(propertyOf(schema, name)), sent), schema);
	return result;
}

function accepted(
	value: Record<string, unknown>,
	name: string,
	each: unknown,
	schema: Schema,
): Record<string, unknown> {
	const own = typeof each === 'string' ? coerce(each, propertyOf(schema, name)) : each;
	const changed = { ...value, [name]: own };
	return fits(changed, schema) ? changed : value;
}
