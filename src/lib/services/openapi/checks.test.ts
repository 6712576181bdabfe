import { expect, test } from 'vitest';
import { apiOf, BASE, BOOK, complaints, json, openApi, parameter, send } from './checks.test-data.ts';

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
])(
	'a query parameter of style %s is read as its schema wants it',
	async (...[, schema, more, right, wrong]) => {
		expect(await complaints(parameter('q', schema, more), `/things/1${right}`)).toEqual([]);
		expect(await complaints(parameter('q', schema, more), `/things/1${wrong}`)).toHaveLength(1);
	},
);

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
