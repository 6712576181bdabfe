import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { booksApi, BOOKS } from './books.test-data.ts';
import { graphqlOf } from './graphql.ts';
import { readDocument } from './read.ts';

function face(text = BOOKS, call = booksApi('https://api.invalid/')) {
	const document = readDocument(text);
	if (!document.ok) throw new Error(document.error.message);
	return graphqlOf(document.value, call);
}

test('what reads is a query, what changes is a mutation', () => {
	const { sdl } = face();
	expect(sdl).toMatch(/type Query \{[^}]*listBooks\([^)]*\): \[Book\][^}]*getBook\(id: Float!\): Book/s);
	expect(sdl).toMatch(/type Mutation \{[^}]*createBook\(body: JSON!\): Book/s);
	expect(sdl).toMatch(/type Book \{[^}]*id: Float[^}]*sequel: Book/s);
	expect(() => buildSchema(sdl)).not.toThrow();
});

test('a query asks the API and gives the fields that it names', async () => {
	const { query } = face();
	const made = await query('mutation ($book: JSON!) { createBook(body: $book) { id title } }', {
		book: { title: 'Emma', pages: 300 },
	});
	expect(made).toEqual({ data: { createBook: { id: 1, title: 'Emma' } } });
	expect(await query('{ listBooks(limit: 5) { title pages } getBook(id: 1) { pages } }')).toEqual({
		data: { listBooks: [{ title: 'Emma', pages: 300 }], getBook: { pages: 300 } },
	});
});

test('a refusal of the API and input that does not fit are errors of their field', async () => {
	const { query } = face();
	expect(await query('{ getBook(id: 9) { id } }')).toMatchObject({
		data: { getBook: null },
		errors: [{ message: 'getBook answered 404.', extensions: { status: 404, body: { error: 'no' } } }],
	});
	expect(await query('mutation { createBook(body: {}) { id } }')).toMatchObject({
		errors: [{ message: 'The input does not fit: body.title is required.' }],
	});
});

test('names that GraphQL cannot say are made plain and still reach the API', async () => {
	const text = JSON.stringify({
		openapi: '3.1.0',
		paths: {
			'/a': {
				get: {
					parameters: [{ name: 'X-Key', in: 'header', schema: { type: 'string' } }],
					responses: {
						200: {
							content: {
								'application/json': { schema: { type: 'object', properties: { '2-b': { type: 'string' } } } },
							},
						},
					},
				},
			},
		},
	});
	const { query } = face(text, (request) =>
		Promise.resolve(Response.json({ '2-b': request.headers.get('x-key') })),
	);
	expect(await query('{ getA(X_Key: "k") { _2_b } }')).toEqual({ data: { getA: { _2_b: 'k' } } });
});
