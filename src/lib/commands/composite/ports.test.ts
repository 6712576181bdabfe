import { expect, test } from 'vitest';
import type { Panel } from '#lib/model/composite.ts';
import { createOpenApi } from '#lib/services/openapi/create-openapi.ts';
import { fieldsOf, fitOf, outputsOf, rowsOf, typeOf, valueAt, withValueAt, type Port } from './ports.ts';

const openapi = createOpenApi();
const read = openapi.read(`openapi: 3.1.0
info: { title: Books, version: 1.0.0 }
paths:
  /books:
    get:
      operationId: listBooks
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses:
        '200': { description: ok, content: { application/json: { schema: { type: object, properties: { total: { type: integer }, books: { type: array, items: { type: object, properties: { id: { type: string }, pages: { type: integer } } } } } } } } }
    post:
      operationId: addBook
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [title], properties: { title: { type: string }, pages: { type: [integer, 'null'] } } } } } }
      responses: { '201': { description: ok } }
`);
if (!read.ok) throw new Error(read.error.message);
const operations = read.value.operations;
const panel = (operation: string): Panel => ({
	id: 'x',
	type: 'operation',
	alias: 'books',
	operation,
	title: 'X',
});
const named = (id: string) => {
	const operation = operations.find((each) => each.id === id);
	if (!operation) throw new Error(id);
	return operation;
};
const paths = (ports: readonly Port[]) => ports.map(({ path }) => path);

test('the ports of a form are the fields of its request and the members of its answer, with a row where there are many', () => {
	const [list, add] = [named('listBooks'), named('addBook')];
	expect(paths(fieldsOf(panel('listBooks'), openapi.tool(list).input))).toEqual(['limit']);
	expect(paths(outputsOf(panel('listBooks'), list))).toEqual([
		'answer',
		'answer.total',
		'answer.books',
		'item',
		'item.id',
		'item.pages',
	]);
	expect(fieldsOf(panel('addBook'), openapi.tool(add).input)).toMatchObject([
		{ path: 'body.title', isRequired: true },
		{ path: 'body.pages', isRequired: false },
	]);
	expect(paths(outputsOf(panel('addBook'), add))).toEqual(['answer']);
	expect(paths(outputsOf({ id: 'v', type: 'value', title: 'V' }, undefined))).toEqual(['value']);
});

test('values are read and set by the paths of the ports', () => {
	const answer = { answer: { books: [{ id: 'a' }], 'dotted.name': 1 }, item: null };
	expect(valueAt(answer, 'answer.books')).toEqual([{ id: 'a' }]);
	expect(valueAt(answer, 'answer.dotted.name')).toBe(1);
	expect(valueAt(answer, 'item.id')).toBeUndefined();
	expect(withValueAt({ limit: 1, body: { a: 1 } }, 'body.b', 2)).toEqual({ limit: 1, body: { a: 1, b: 2 } });
	expect(withValueAt({ limit: 1 }, 'limit', 2)).toEqual({ limit: 2 });
	expect(rowsOf({ total: 1, books: [1] })).toEqual([1]);
	expect(rowsOf({ a: [1], b: [2] })).toBeUndefined();
	expect(rowsOf('text')).toBeUndefined();
});

const port = (schema: Port['schema']): Port => ({ path: 'p', schema, isRequired: false });
test.each([
	[{ type: 'integer' }, { type: 'number' }, undefined],
	[{ type: 'string' }, true, undefined],
	[{ type: ['string', 'null'] }, { type: 'string' }, undefined],
	[{ type: 'integer' }, { type: 'string' }, 'tostring'],
	[{ type: 'array' }, { type: 'integer' }, 'length'],
	[{ type: 'array' }, { type: 'string' }, '.[0]'],
	[{ type: 'string' }, { type: 'array' }, '[.]'],
	[
		{ type: 'object', properties: { n: { type: 'integer' }, 'a b': { type: 'string' } } },
		{ type: 'string' },
		'.["a b"]',
	],
	[{ type: 'number' }, { type: 'integer' }, 'floor'],
] as const)('%j to %j asks for the mapping %s', (from, to, map) => {
	const fit = fitOf(port(from), port(to));
	expect(fit.fits ? undefined : fit.map).toBe(map);
	expect(typeOf(from as Port['schema'])).toBeTypeOf('string');
});
