import { stringify } from 'yaml';

/** A value of JSON, as it stands in a document. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

interface DocumentParts {
	readonly title: string;
	readonly description: string;
	readonly tags: readonly { readonly name: string; readonly description: string }[];
	readonly paths: JsonObject;
	readonly schemas: JsonObject;
}

/** `openapi.yaml`. */
export function documentSource({ title, description, tags, paths, schemas }: DocumentParts): string {
	const document = {
		openapi: '3.1.0',
		info: { title: oneLine(title), description, version: '1.0.0' },
		servers: [{ url: '/' }],
		tags,
		paths,
		components: { responses: PROBLEMS, schemas: { ...schemas, Problem: PROBLEM, Fault: FAULT } },
	};
	return stringify(document, { lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false });
}

interface OperationParts {
	readonly id: string;
	readonly tag: string;
	readonly summary: string;
	readonly description?: string;
	readonly parameters?: readonly JsonObject[];
	readonly body?: JsonObject;
	readonly responses: JsonObject;
	/** Which common problems it answers, by status. */
	readonly problems?: readonly (keyof typeof PROBLEM_NAMES)[];
}

/** One operation. A body brings what can be wrong with it: 400, 415, 422, and 507 for no more room. */
export function operation(parts: OperationParts): JsonObject {
	const { id, tag, summary, description, parameters = [], body, responses, problems = [] } = parts;
	const all = [...new Set([...problems, ...(body ? ([400, 415, 422, 507] as const) : [])])];
	return {
		operationId: id,
		tags: [tag],
		summary,
		...(description ? { description } : {}),
		...(parameters.length > 0 ? { parameters } : {}),
		...(body ? { requestBody: body } : {}),
		responses: {
			...responses,
			...Object.fromEntries(all.map((status) => [String(status), problemRef(PROBLEM_NAMES[status])])),
		},
	};
}

const problemRef = (name: string): JsonObject => ({ $ref: `#/components/responses/${name}` });

/** `{ $ref }` to a schema of the document. */
export const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** An answer with a JSON body. */
export const answer = (description: string, schema: JsonObject, more: AnswerParts = {}): JsonObject => ({
	description,
	...(more.headers ? { headers: more.headers } : {}),
	content: {
		'application/json': { schema, ...(more.example === undefined ? {} : { example: more.example }) },
	},
});

interface AnswerParts {
	readonly headers?: JsonObject;
	readonly example?: Json;
}

/** An answer of 200 that can be kept and asked for again: with an ETag, and 304. */
export const readable = (description: string, schema: JsonObject, more: AnswerParts = {}): JsonObject => ({
	'200': answer(description, schema, { ...more, headers: { ...more.headers, ETag: ETAG } }),
	'304': { description: 'Nothing has changed since the answer with the ETag that was sent along' },
});

/** A list, in pages. */
export const listed = (what: string, schema: JsonObject, example?: Json): JsonObject =>
	readable(
		what,
		{ type: 'array', items: schema },
		{
			headers: {
				'X-Total-Count': header('How many there are in all pages', { type: 'integer', minimum: 0 }),
				Link: header('Addresses of the next and the previous page (RFC 8288)', { type: 'string' }),
			},
			...(example === undefined ? {} : { example }),
		},
	);

/** 201 with the address of what was made. */
export const createdAnswer = (description: string, schema: JsonObject, example?: Json): JsonObject => ({
	'201': answer(description, schema, {
		headers: { Location: header('Address of what was made', { type: 'string' }) },
		...(example === undefined ? {} : { example }),
	}),
});

/** 204. */
export const emptyAnswer = (description: string): JsonObject => ({ '204': { description } });

/** A JSON body that has to be sent. */
export const jsonBody = (schema: JsonObject, example: Json): JsonObject => ({
	required: true,
	content: { 'application/json': { schema, example } },
});

/** A part of the path. */
export const pathParameter = (
	name: string,
	description: string,
	schema: JsonObject = { type: 'string' },
): JsonObject => ({
	name,
	in: 'path',
	required: true,
	description,
	schema,
});

/** A value of the query. */
export const queryParameter = (name: string, description: string, schema: JsonObject): JsonObject => ({
	name,
	in: 'query',
	description,
	schema,
});

/** `limit` and `offset`. */
export const PAGING: readonly JsonObject[] = [
	queryParameter('limit', 'How many to answer at most', {
		type: 'integer',
		minimum: 1,
		maximum: 1000,
		default: 50,
	}),
	queryParameter('offset', 'How many to skip', { type: 'integer', minimum: 0, default: 0 }),
];

/** An object schema. */
export const object = (
	properties: JsonObject,
	required: readonly string[],
	more: JsonObject = {},
): JsonObject => ({
	type: 'object',
	...more,
	properties,
	...(required.length > 0 ? { required } : {}),
});

const header = (description: string, schema: JsonObject): JsonObject => ({ description, schema });
const ETAG = header('Send it as If-None-Match to get 304 as long as nothing changes', { type: 'string' });

const PROBLEM_NAMES = {
	400: 'BadRequest',
	404: 'NotFound',
	409: 'Conflict',
	410: 'Gone',
	413: 'TooLarge',
	415: 'NotJson',
	422: 'Unfit',
	502: 'LinkFailed',
	507: 'Full',
} as const;

const problem = (description: string): JsonObject => ({
	description,
	content: { 'application/problem+json': { schema: ref('Problem') } },
});

const PROBLEMS: JsonObject = {
	BadRequest: problem('The address or the JSON could not be read'),
	NotFound: problem('There is no such thing'),
	Conflict: problem('It contradicts what is there'),
	Gone: problem('It was there and is no more'),
	TooLarge: problem('The body is larger than 256 kB'),
	NotJson: problem('The body is not sent as application/json'),
	Unfit: problem('The body is JSON, but a value does not fit; `errors` names each'),
	LinkFailed: problem('The linked creation did not answer as it should'),
	Full: problem('There is no more room on this device'),
};

const PROBLEM = object(
	{
		type: { type: 'string' },
		title: { type: 'string' },
		status: { type: 'integer' },
		detail: { type: 'string', description: 'What is wrong, in plain words' },
		errors: { type: 'array', items: ref('Fault') },
	},
	['type', 'title', 'status', 'detail'],
	{ description: 'What went wrong (RFC 9457)' },
);
const FAULT = object({ field: { type: 'string' }, message: { type: 'string' } }, ['field', 'message']);

/** Text without line breaks. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
