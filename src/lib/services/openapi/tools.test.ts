import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apiOf, BASE, BOOK, complaints, json, openApi, send } from './checks.test-data.ts';
import type { Matched, Schema } from './openapi.ts';

const LIST = { type: 'array', items: { type: 'integer' } };

const wild = {
	parameters: [
		{ name: 'id', in: 'path', required: true, schema: { type: 'string' } },
		{ name: 'filter[name]', in: 'query', schema: { type: 'string' } },
		{
			name: 'deep',
			in: 'query',
			style: 'deepObject',
			explode: true,
			schema: { type: 'object', properties: { a: { type: 'string' }, b: LIST } },
		},
		{ name: 'body', in: 'header', schema: { type: 'integer' } },
	],
	...json(BOOK),
};

test('a tool has one flat input with names that every vendor takes, and needs no other place', () => {
	const { input, name } = openApi.tool(apiOf(wild).operation);
	expect(name).toBe('post_things_id');
	expect(input).toMatchObject({ type: 'object', required: ['id', 'body'], additionalProperties: false });
	expect(Object.keys((input as { properties: object }).properties)).toEqual([
		'id',
		'filter_name',
		'deep',
		'body_header',
		'body',
	]);
});

test('every input that fits a tool becomes a request that is found and accepted', async () => {
	const { document, operation } = apiOf(wild);
	const input = fc.record(
		{
			id: fc.string({ minLength: 1, unit: 'grapheme' }).filter((id) => !/^\.{1,2}$/.test(id)),
			filter_name: fc.string({ unit: 'grapheme' }),
			deep: fc.record({ a: fc.string(), b: fc.array(fc.integer(), { minLength: 1, maxLength: 3 }) }),
			body_header: fc.integer(),
			body: fc.record(
				{ title: fc.string({ minLength: 1 }), pages: fc.integer({ min: 1 }) },
				{ requiredKeys: ['title'] },
			),
		},
		{ requiredKeys: ['id', 'body'] },
	);
	await fc.assert(
		fc.asyncProperty(input, async (value) => {
			const request = openApi.requestOf(operation, value, `${BASE}/base/`);
			if (!request.ok) throw new Error(request.error.message);
			const matched = openApi.match(
				document,
				request.value.method,
				new URL(request.value.url).pathname.replace('/base', ''),
			);
			expect(matched).toMatchObject({ operation, path: { id: value.id } });
			expect(await openApi.checkRequest(matched!, request.value)).toEqual([]);
			expect(await request.value.json()).toEqual(value.body);
		}),
	);
});

test('input that does not fit is refused with the names of the fields', () => {
	const refused = openApi.requestOf(apiOf(wild).operation, { body: { title: 7 } }, BASE);
	expect(refused).toMatchObject({
		ok: false,
		error: {
			type: 'input-invalid',
			message: 'The input does not fit: id is required; body.title must be text.',
		},
	});
});

test.each(['.', '..'])('a path value of %j, which would make another path, is refused', (id) => {
	expect(openApi.requestOf(apiOf(wild).operation, { id, body: { title: 'a' } }, BASE)).toMatchObject({
		ok: false,
		error: { type: 'input-invalid' },
	});
});

test('the names of the document are understood too', () => {
	const request = openApi.requestOf(
		apiOf(wild).operation,
		{ id: 'a', 'filter[name]': 'x', body: { title: 'a' } },
		BASE,
	);
	expect(request.ok && request.value.url).toBe(`${BASE}/things/a?filter%5Bname%5D=x`);
});

const SCHEMAS: readonly Schema[] = [
	{ type: 'string', pattern: '^[A-Z]{3}-\\d{2,4}(a|b)$' },
	{ type: 'string', minLength: 40, maxLength: 40, pattern: '^[0-9a-f]+$' },
	{ type: 'integer', minimum: 10, exclusiveMaximum: 12, multipleOf: 1 },
	{ type: 'number', exclusiveMinimum: 0, maximum: 0.01 },
	{ type: 'array', minItems: 3, uniqueItems: true, items: { enum: ['a', 'b', 'c'] } },
	{
		allOf: [
			{ type: 'object', required: ['a'], properties: { a: { type: 'integer' } } },
			{ properties: { a: { minimum: 5 } } },
		],
	},
	{
		anyOf: [{ type: 'object', required: ['b'], not: { required: ['a'] } }, false],
		properties: { a: {}, b: { type: 'null' } },
	},
	{ type: 'object', minProperties: 2, additionalProperties: { type: 'string', format: 'uuid' } },
	{
		$ref: '#/$defs/Node',
		$defs: {
			Node: {
				type: 'object',
				required: ['next'],
				properties: { next: { anyOf: [{ $ref: '#/$defs/Node' }, { type: 'null' }] } },
			},
		},
	},
	...['date', 'date-time', 'email', 'uri', 'ipv6', 'hostname', 'duration', 'time', 'json-pointer'].map(
		(format) => ({ type: 'string', format }),
	),
];

test.each(SCHEMAS)('a sample fits %j, and equal seeds give equal samples', async (schema) => {
	for (const seed of [1, 2, 3]) {
		const value = openApi.sample(schema, seed);
		expect(
			await complaints(json(schema), '/things/1', send(value === undefined ? null : JSON.stringify(value))),
		).toEqual([]);
		expect(openApi.sample(schema, seed)).toEqual(value);
	}
});

const thing = {
	type: 'object',
	required: ['id', 'title'],
	properties: { id: { type: 'integer' }, title: { type: 'string' }, pages: { type: 'integer', minimum: 1 } },
};

test('a mock creates with 201, repeats what it was told where the document allows it, and passes its own check', async () => {
	const content = { 'application/json': { schema: thing } };
	const { document, operation } = apiOf({
		...json({ type: 'object' }),
		responses: { 200: { content }, 201: { content }, 400: {} },
	});
	const request = new Request(`${BASE}/things/7`, {
		method: 'POST',
		...send({ title: 'Emma', pages: -1, other: 1 }),
	});
	const response = await openApi.mock(openApi.match(document, 'post', '/things/7') as Matched, request);
	expect(response.status).toBe(201);
	expect(await openApi.checkResponse(operation, response)).toEqual([]);
	const body = (await response.json()) as { id: number; title: string; pages: number };
	expect(body).toMatchObject({ id: 7, title: 'Emma' });
	expect(body.pages).toBeGreaterThan(0);
});

test.each([
	[{ 204: {} }, 204],
	[{ default: { content: { 'application/json': { schema: { type: 'array', items: thing } } } } }, 200],
	[{ '2XX': { content: { 'text/plain': { schema: { type: 'string' } } } } }, 200],
	[{ 302: { headers: { Location: { schema: { type: 'string', format: 'uri' } } } } }, 302],
])('a mock of %j passes its own check', async (responses, status) => {
	const { document, operation } = apiOf({ responses }, '/a', 'get');
	const response = await openApi.mock(openApi.match(document, 'get', '/a')!, new Request(`${BASE}/a`));
	expect(response.status).toBe(status);
	expect(await openApi.checkResponse(operation, response)).toEqual([]);
});
