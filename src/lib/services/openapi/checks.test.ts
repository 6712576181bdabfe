import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOpenApi } from './create-openapi.ts';
import type { Matched, Schema } from './openapi.ts';

const openApi = createOpenApi();
const BASE = 'https://api.example.com';

/** A document with one operation, `POST /things/{id}` unless said otherwise. */
function apiOf(operation: object, path = '/things/{id}', method = 'post') {
	const document = openApi.read(
		JSON.stringify({ openapi: '3.1.0', paths: { [path]: { [method]: operation } } }),
	);
	if (!document.ok) throw new Error(document.error.message);
	return { document: document.value, operation: document.value.operations[0]! };
}

async function complaints(operation: object, target: string, init: RequestInit = {}) {
	const { document } = apiOf(operation);
	const request = new Request(`${BASE}${target}`, { method: 'POST', ...init });
	const matched = openApi.match(document, 'post', target.split('?')[0]!)!;
	return (await openApi.checkRequest(matched, request)).map(({ message }) => message);
}

const parameter = (name: string, schema: object, more: object = {}) => ({
	parameters: [{ name, in: 'query', schema, ...more }],
});
const json = (schema: unknown, required = true) => ({
	requestBody: { required, content: { 'application/json': { schema } } },
});
const send = (body: unknown, type = 'application/json') => ({
	body: typeof body === 'string' ? body : JSON.stringify(body),
	headers: { 'content-type': type },
});

const BOOK = {
	type: 'object',
	required: ['title'],
	properties: {
		title: { type: 'string', minLength: 1 },
		pages: { type: 'integer', minimum: 1 },
		tags: { type: 'array', items: { type: 'string' } },
	},
	additionalProperties: false,
};

test.each([
	[{}, ['body.title is required']],
	[{ title: '' }, ['body.title must not be empty']],
	[{ title: 'a', pages: 0 }, ['body.pages must be at least 1']],
	[{ title: 'a', pages: 'many' }, ['body.pages must be a whole number']],
	[{ title: 'a', colour: 'red' }, ['body.colour is not allowed']],
	[{ title: 'a', tags: ['b', 7] }, ['body.tags[1] must be text']],
	[[], ['body must be an object']],
	[{ title: 'a', pages: 3, tags: [] }, []],
])('a body of %j is told in plain words what is wrong with it', async (body, messages) => {
	expect(await complaints(json(BOOK), '/things/1', send(body))).toEqual(messages);
});

test('a body may be missing only where it is not required, and must be JSON where JSON is documented', async () => {
	expect(await complaints(json(BOOK), '/things/1')).toEqual(['body is required']);
	expect(await complaints(json(BOOK, false), '/things/1')).toEqual([]);
	expect(await complaints(json(BOOK), '/things/1', send('{"title"'))).toEqual(['body is not valid JSON']);
	expect(await complaints(json(BOOK), '/things/1', send('<a/>', 'text/xml'))).toEqual([
		'content-type must be application/json, not text/xml',
	]);
});

test('a content type counts with its parameters and with a +json suffix', async () => {
	expect(
		await complaints(json(BOOK), '/things/1', send({ title: 'a' }, 'Application/JSON; charset=utf-8')),
	).toEqual([]);
	expect(await complaints(json(BOOK), '/things/1', send({}, 'application/merge-patch+json'))).toEqual([
		'body.title is required',
	]);
});

test('the body can still be read after it was checked', async () => {
	const { document } = apiOf(json(BOOK));
	const request = new Request(`${BASE}/things/1`, { method: 'POST', ...send({ title: 'a' }) });
	await openApi.checkRequest(openApi.match(document, 'post', '/things/1')!, request);
	expect(await request.json()).toEqual({ title: 'a' });
});

const LIST = { type: 'array', items: { type: 'integer' } };
const OBJECT = {
	type: 'object',
	properties: { a: { type: 'integer' }, b: { type: 'boolean' } },
	required: ['a'],
	additionalProperties: false,
};

test.each([
	['form, exploded', LIST, {}, '?q=1&q=2', '?q=1&q=x'],
	['form', LIST, { explode: false }, '?q=1,2', '?q=1,x'],
	['form with encoded commas', LIST, { explode: false }, '?q=1%2C2', '?q=1%2Cx'],
	['spaceDelimited', LIST, { style: 'spaceDelimited', explode: false }, '?q=1%202', '?q=1%20x'],
	['pipeDelimited', LIST, { style: 'pipeDelimited', explode: false }, '?q=1|2', '?q=1|x'],
	['deepObject', OBJECT, { style: 'deepObject', explode: true }, '?q[a]=1&q[b]=true', '?q[a]=x'],
	['form object, exploded', OBJECT, {}, '?a=1&b=true', '?a=x'],
	['form object', OBJECT, { explode: false }, '?q=a,1,b,true', '?q=a,x'],
	['a whole number', { type: 'integer' }, {}, '?q=12', '?q=1.5'],
	['yes or no', { type: 'boolean' }, {}, '?q=false', '?q=no'],
	['a text of digits', { type: 'string', maxLength: 3 }, {}, '?q=123', '?q=1234'],
	[
		'JSON',
		OBJECT,
		{ content: { 'application/json': { schema: OBJECT } }, schema: undefined },
		'?q=%7B%22a%22%3A1%7D',
		'?q=%7B%7D',
	],
])('a query parameter of style %s is read as its schema wants it', async (_, schema, more, right, wrong) => {
	expect(await complaints(parameter('q', schema, more), `/things/1${right}`)).toEqual([]);
	expect(await complaints(parameter('q', schema, more), `/things/1${wrong}`)).toHaveLength(1);
});

test.each([
	['simple', LIST, '/things/1,2', '/things/1,x'],
	['label', LIST, '/things/.1,2', '/things/.1,x'],
	['matrix', LIST, '/things/;id=1,2', '/things/;id=1,x'],
	['simple', { type: 'integer' }, '/things/7', '/things/seven'],
])('a path parameter of style %s is read as its schema wants it', async (style, schema, right, wrong) => {
	const operation = { parameters: [{ name: 'id', in: 'path', required: true, style, schema }] };
	expect(await complaints(operation, right)).toEqual([]);
	expect(await complaints(operation, wrong)).toHaveLength(1);
});

test('what is required is asked for wherever it travels, what is not documented is passed over', async () => {
	const needs = ['query', 'header', 'cookie'].map((place) => ({
		name: 'key',
		in: place,
		required: true,
		schema: { type: 'integer' },
	}));
	expect(await complaints({ parameters: needs }, '/things/1')).toEqual([
		'query.key is required',
		'header.key is required',
		'cookie.key is required',
	]);
	expect(
		await complaints({ parameters: needs }, '/things/1?key=1&other=2', {
			headers: { key: '2', cookie: 'a=b; key=3', other: 'x' },
		}),
	).toEqual([]);
	expect(
		await complaints({ parameters: needs }, '/things/1?key=1', { headers: { key: 'x', cookie: 'key=3' } }),
	).toEqual(['header.key must be a whole number']);
});

test('forms are checked field by field, with brackets and with files', async () => {
	const schema = {
		type: 'object',
		required: ['name'],
		properties: {
			name: { type: 'string' },
			age: { type: 'integer' },
			address: { type: 'object', required: ['city'], properties: { city: { type: 'string' } } },
			tags: LIST,
		},
	};
	const form = {
		requestBody: {
			content: { 'application/x-www-form-urlencoded': { schema }, 'multipart/form-data': { schema } },
		},
	};
	const type = 'application/x-www-form-urlencoded';
	expect(
		await complaints(form, '/things/1', send('name=a&age=7&address[city]=b&tags=1&tags=2', type)),
	).toEqual([]);
	expect(new Set(await complaints(form, '/things/1', send('age=x&address[town]=b', type)))).toEqual(
		new Set(['body.address.city is required', 'body.age must be a whole number', 'body.name is required']),
	);
	const data = new FormData();
	data.append('name', new Blob(['x']), 'a.png');
	expect(await complaints(form, '/things/1', { body: data })).toEqual([]);
});

test('a choice that nothing fits is told as one finding, a choice of one type as what is wrong in it', async () => {
	const either = { anyOf: [BOOK, { type: 'null' }] };
	expect(await complaints(json(either), '/things/1', send({}))).toEqual(['body.title is required']);
	expect(
		await complaints(json({ oneOf: [{ type: 'string' }, { type: 'boolean' }] }), '/things/1', send(1)),
	).toEqual(['body fits none of the allowed forms']);
});

async function answer(responses: object, response: Response) {
	return (await openApi.checkResponse(apiOf({ responses }).operation, response)).map(
		({ message }) => message,
	);
}

const OK = { content: { 'application/json': { schema: BOOK } } };

test('an answer must have a documented status, type and body', async () => {
	expect(await answer({ 200: OK }, Response.json({ title: 'a' }))).toEqual([]);
	expect(await answer({ 200: OK }, Response.json({}))).toEqual(['body.title is required']);
	expect(await answer({ 200: OK }, Response.json({ title: 'a' }, { status: 201 }))).toEqual([
		'status 201 is not documented, only 200',
	]);
	expect(
		await answer({ 200: OK }, new Response('<p>', { headers: { 'content-type': 'text/html' } })),
	).toEqual(['content-type must be application/json, not text/html']);
	expect(await answer({ 200: OK }, new Response(null))).toEqual([
		'body is missing although it is documented',
	]);
	expect(await answer({ 204: {} }, new Response(null, { status: 204, headers: { 'x-other': '1' } }))).toEqual(
		[],
	);
});

test('a class of statuses and the default count as documented', async () => {
	expect(await answer({ '4XX': OK }, Response.json({ title: 'a' }, { status: 418 }))).toEqual([]);
	expect(await answer({ default: OK }, Response.json({}, { status: 500 }))).toEqual([
		'body.title is required',
	]);
});

test('a documented header is checked where it is there', async () => {
	const responses = { 200: { headers: { 'X-Count': { schema: { type: 'integer' } } } } };
	expect(await answer(responses, new Response(null, { headers: { 'x-count': 'many' } }))).toEqual([
		'header.x-count must be a whole number',
	]);
	expect(await answer(responses, new Response(null))).toEqual([]);
});

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
