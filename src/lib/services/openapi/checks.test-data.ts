import { createOpenApi } from './create-openapi.ts';

export const openApi = createOpenApi();
export const BASE = 'https://api.example.com';

/** A document with one operation, `POST /things/{id}` unless said otherwise. */
export function apiOf(operation: object, path = '/things/{id}', method = 'post') {
	const document = openApi.read(
		JSON.stringify({ openapi: '3.1.0', paths: { [path]: { [method]: operation } } }),
	);
	if (!document.ok) throw new Error(document.error.message);
	const [only] = document.value.operations;
	if (!only) throw new Error('The document has no operation.');
	return { document: document.value, operation: only };
}

export async function complaints(operation: object, target: string, init: RequestInit = {}) {
	const { document } = apiOf(operation);
	const request = new Request(`${BASE}${target}`, { method: 'POST', ...init });
	const matched = openApi.match(document, 'post', target.split('?')[0] ?? '');
	if (!matched) return [`nothing answers ${target}`];
	return (await openApi.checkRequest(matched, request)).map(({ message }) => message);
}

export const parameter = (name: string, schema: object, more: object = {}) => ({
	parameters: [{ name, in: 'query', schema, ...more }],
});
export const json = (schema: unknown, required = true) => ({
	requestBody: { required, content: { 'application/json': { schema } } },
});
export const send = (body: unknown, type = 'application/json') => ({
	body: typeof body === 'string' ? body : JSON.stringify(body),
	headers: { 'content-type': type },
});

export const BOOK = {
	type: 'object',
	required: ['title'],
	properties: {
		title: { type: 'string', minLength: 1 },
		pages: { type: 'integer', minimum: 1 },
		tags: { type: 'array', items: { type: 'string' } },
	},
	additionalProperties: false,
};
