import { Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ApiDocument, Operation } from './openapi.ts';
import { readDocument } from './read.ts';
import { fits } from './validate.ts';

const text = (paths: unknown, more: object = {}) =>
	JSON.stringify({ openapi: '3.0.3', info: { title: 'Books', version: '1' }, paths, ...more });

function read(paths: unknown, more: object = {}): ApiDocument {
	const document = readDocument(text(paths, more));
	if (!document.ok) throw new Error(document.error.message);
	return document.value;
}

/** The schema of the JSON body of the only operation. */
function bodySchema(schema: unknown, more: object = {}) {
	const document = read(
		{ '/a': { post: { requestBody: { content: { 'application/json': { schema } } } } } },
		more,
	);
	return document.operations[0]!.body!.content['application/json']!;
}

test('a document without ids names its operations by method and path, the same each time', () => {
	const paths = { '/books/{id}': { get: {}, delete: { operationId: 'remove' } } };
	expect(read(paths).operations.map(({ id }) => id)).toEqual(['get_books_id', 'remove']);
	expect(read(paths)).toEqual(read(paths));
});

test('ids that are there twice, too long or no tool names are made unique and valid', () => {
	const long = 'a'.repeat(80);
	const operations = {
		'/a': { get: { operationId: 'x' } },
		'/b': { get: { operationId: 'x' } },
		'/c': { get: { operationId: long } },
		'/d': { get: { operationId: 'list all!' } },
	};
	const ids = read(operations).operations.map(({ id }) => id);
	expect(new Set(ids).size).toBe(4);
	for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
});

test('any paths and ids give unique valid names', () => {
	const path = fc
		.array(fc.stringMatching(/^[a-z{}.-]{0,30}$/), { maxLength: 4 })
		.map((parts) => `/${parts.join('/')}`);
	fc.assert(
		fc.property(fc.dictionary(path, fc.string({ maxLength: 90 }), { maxKeys: 12 }), (paths) => {
			const document = read(
				Object.fromEntries(
					Object.entries(paths).map(([each, operationId]) => [each, { get: { operationId }, put: {} }]),
				),
			);
			const ids = document.operations.map(({ id }) => id);
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids.every((id) => /^[A-Za-z0-9_-]{1,64}$/.test(id))).toBe(true);
		}),
		{ numRuns: 60 },
	);
});

test('a circular schema keeps its ring in its own $defs, and judges with it', () => {
	const Tree = {
		type: 'object',
		required: ['name'],
		properties: {
			name: { type: 'string' },
			children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
		},
	};
	const schema = bodySchema({ $ref: '#/components/schemas/Tree' }, { components: { schemas: { Tree } } });
	expect(fits({ name: 'a', children: [{ name: 'b', children: [] }] }, schema)).toBe(true);
	expect(fits({ name: 'a', children: [{ name: 'b', children: [{}] }] }, schema)).toBe(false);
	expect(() => new Validator(structuredClone(schema) as object)).not.toThrow();
});

test('a parent that lists its children, who extend it, does not judge in a circle', () => {
	const schemas = {
		Pet: {
			type: 'object',
			required: ['kind'],
			properties: { kind: { type: 'string' } },
			oneOf: [{ $ref: '#/components/schemas/Cat' }],
		},
		Cat: {
			allOf: [
				{ $ref: '#/components/schemas/Pet' },
				{ required: ['lives'], properties: { lives: { type: 'integer' } } },
			],
		},
		Self: { allOf: [{ $ref: '#/components/schemas/Self' }] },
		A: { $ref: '#/components/schemas/B' },
		B: { $ref: '#/components/schemas/A' },
	};
	const pet = bodySchema({ $ref: '#/components/schemas/Pet' }, { components: { schemas } });
	expect(fits({ kind: 'cat', lives: 9 }, pet)).toBe(true);
	expect(fits({ kind: 'cat', lives: 'nine' }, pet)).toBe(false);
	expect(fits(1, bodySchema({ $ref: '#/components/schemas/Self' }, { components: { schemas } }))).toBe(true);
	expect(fits(1, bodySchema({ $ref: '#/components/schemas/A' }, { components: { schemas } }))).toBe(true);
});

test('definitions that name each other twice over stay as small as they are written', () => {
	const schemas = Object.fromEntries(
		Array.from({ length: 300 }, (_, index) => [
			`S${index}`,
			{
				type: 'object',
				properties: {
					left: { $ref: `#/components/schemas/S${index + 1}` },
					right: { $ref: `#/components/schemas/S${index + 1}` },
				},
			},
		]),
	);
	const schema = bodySchema({ $ref: '#/components/schemas/S0' }, { components: { schemas } });
	expect(JSON.stringify(schema).length).toBeLessThan(60_000);
	expect(fits({ left: { right: { left: 1 } } }, schema)).toBe(false);
});

test('a chain of thousands of definitions is not too deep', () => {
	const schemas = Object.fromEntries(
		Array.from({ length: 8_000 }, (_, index) => [
			`S${index}`,
			{ type: 'object', properties: { next: { $ref: `#/components/schemas/S${index + 1}` } } },
		]),
	);
	expect(
		Object.keys(
			(bodySchema({ $ref: '#/components/schemas/S0' }, { components: { schemas } }) as { $defs: object })
				.$defs,
		).length,
	).toBeGreaterThan(7_000);
});

test.each([
	['nullable', { type: 'string', nullable: true }, null, 1],
	['nullable with a list of values', { type: 'string', enum: ['a'], nullable: true }, null, 'b'],
	['an exclusive bound', { type: 'number', minimum: 1, exclusiveMinimum: true }, 1.5, 1],
	['a bound that is not exclusive', { type: 'number', maximum: 1, exclusiveMaximum: false }, 1, 2],
	[
		'a property called example',
		{ type: 'object', properties: { example: { type: 'string' }, id: { type: 'integer' } } },
		{ example: 'a', id: 1 },
		{ example: 1 },
	],
	['values of the wrong type', { type: 'string', enum: [1, 2] }, '1', 1],
	[
		'a closed object that is extended',
		{
			allOf: [
				{ type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
				{ properties: { b: { type: 'string' } } },
			],
		},
		{ a: 'x', b: 'y' },
		{ a: 'x', c: 'y' },
	],
	[
		'a closed object that requires what it does not name',
		{ properties: { a: {} }, required: ['a', 'b'], additionalProperties: false },
		{ a: 1 },
		{},
	],
	['a type that is none', { type: 'int', description: 'a' }, 1, 'a'],
	['a pattern with an escape too many', { type: 'string', pattern: '^[a-z]+\\-\\_$' }, 'a-_', 'b'],
	[
		'examples that look like ids',
		{
			type: 'object',
			properties: { id: { type: 'string', example: 'https://a/b' } },
			example: { id: 'https://a/b' },
			id: 'https://a/b',
		},
		{ id: 'x' },
		{ id: 1 },
	],
])('%s of 3.0 means what it says', (_, schema, right, wrong) => {
	const read = bodySchema(schema);
	expect(fits(right, read)).toBe(true);
	expect(fits(wrong, read)).toBe(false);
	expect(() => new Validator(structuredClone(read) as object)).not.toThrow();
});

test('an example never reaches the schema, so that no validator takes it for one', () => {
	expect(
		JSON.stringify(
			bodySchema({
				type: 'object',
				example: { $id: 'https://x' },
				properties: { a: { type: 'string', examples: ['b'] } },
			}),
		),
	).not.toMatch(/example|https/);
});

test('read-only members are not required of a request, write-only ones not of a response', () => {
	const schema = {
		type: 'object',
		required: ['id', 'secret', 'name'],
		properties: {
			id: { type: 'string', readOnly: true },
			secret: { type: 'string', writeOnly: true },
			name: { type: 'string' },
		},
	};
	const content = { 'application/json': { schema } };
	const [operation] = read({
		'/a': { post: { requestBody: { content }, responses: { 200: { content } } } },
	}).operations;
	expect(fits({ secret: 'a', name: 'b' }, operation!.body!.content['application/json']!)).toBe(true);
	expect(fits({ id: 'a', name: 'b' }, operation!.responses['200']!.content['application/json']!)).toBe(true);
});

test('what another file holds is open, and a note says so', () => {
	const document = read({
		'/a': {
			get: {
				parameters: [
					{ $ref: 'other.yaml#/p' },
					{ name: 'q', in: 'query', schema: { $ref: 'other.yaml#/s' } },
				],
				responses: { 200: { $ref: 'other.yaml#/r' } },
			},
		},
	});
	expect(document.operations[0]?.parameters).toMatchObject([{ name: 'q', schema: {} }]);
	expect(document.notes).toContain(
		'"other.yaml#/s" is in another file that is not here, so anything is allowed there.',
	);
});

test('parameters, bodies and answers behind a $ref are followed, those of the path are shared', () => {
	const components = {
		parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'integer' } } },
		requestBodies: { B: { required: true, content: { 'application/json': { schema: { type: 'array' } } } } },
		responses: { R: { description: 'fine', content: {} } },
	};
	const path = {
		parameters: [{ $ref: '#/components/parameters/Id' }],
		put: {
			requestBody: { $ref: '#/components/requestBodies/B' },
			responses: { '2xx': { $ref: '#/components/responses/R' } },
		},
		get: { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] },
	};
	const byMethod = Object.fromEntries(
		read({ '/a/{id}': path }, { components }).operations.map((each) => [each.method, each]),
	) as Record<string, Operation>;
	expect(byMethod['put']).toMatchObject({
		parameters: [{ name: 'id', schema: { type: 'integer' } }],
		body: { isRequired: true },
		responses: { '2XX': { description: 'fine' } },
	});
	expect(byMethod['get']?.parameters).toMatchObject([{ schema: { type: 'string' } }]);
});

test('Swagger 2.0 is read with its bodies, forms, list formats and address', () => {
	const document = readDocument(`
swagger: '2.0'
info: { title: Old, version: 1 }
host: api.example.com
basePath: /v1
schemes: [https, http]
consumes: [application/json]
securityDefinitions: { key: { type: apiKey, in: header, name: X-Key }, login: { type: basic } }
security: [{ key: [] }]
definitions: { Pet: { type: object, required: [name], properties: { name: { type: string } } } }
paths:
  /pets:
    post:
      parameters: [{ name: pet, in: body, required: true, schema: { $ref: '#/definitions/Pet' } }, { name: tags, in: query, type: array, items: { type: string }, collectionFormat: pipes }]
      responses: { 200: { description: ok, schema: { $ref: '#/definitions/Pet' } } }
  /upload:
    post:
      parameters: [{ name: kind, in: formData, type: string, enum: [a, b], required: true }, { name: file, in: formData, type: file }]
`);
	if (!document.ok) throw new Error(document.error.message);
	const [pets, upload] = document.value.operations;
	expect(document.value.servers).toEqual(['https://api.example.com/v1', 'http://api.example.com/v1']);
	expect(document.value.securitySchemes).toEqual({
		key: { type: 'apiKey', in: 'header', name: 'X-Key' },
		login: { type: 'http', scheme: 'basic' },
	});
	expect(pets).toMatchObject({
		security: [['key']],
		body: { isRequired: true, content: { 'application/json': { required: ['name'] } } },
		parameters: [{ name: 'tags', style: 'pipeDelimited', explode: false }],
	});
	expect(upload?.body?.content).toMatchObject({
		'multipart/form-data': { required: ['kind'], properties: { kind: { enum: ['a', 'b'] } } },
	});
});
