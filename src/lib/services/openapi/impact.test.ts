import { expect, test } from 'vitest';
import { changesBetween } from './impact.ts';
import type { ApiDocument } from './openapi.ts';
import { readDocument } from './read.ts';

interface Operation {
	parameters: Record<string, unknown>[];
	requestBody?: Record<string, unknown>;
	responses: Record<string, unknown>;
}
type Draft = {
	add: Operation;
	list: Operation;
	title: Record<string, unknown>;
	book: Record<string, unknown>;
};

const draft = (): Draft => {
	const title = { type: 'string', minLength: 1, maxLength: 40 };
	const book = {
		type: 'object',
		required: ['title', 'state'],
		properties: {
			title: { type: 'string' },
			pages: { type: 'integer', minimum: 0 },
			state: { enum: ['new', 'read'] },
		},
	};
	return {
		title,
		book,
		add: {
			parameters: [{ name: 'notify', in: 'query', schema: { type: 'boolean' } }],
			requestBody: {
				content: {
					'application/json': {
						schema: {
							type: 'object',
							required: ['title'],
							properties: { title, pages: { type: 'integer', minimum: 1 }, state: { enum: ['new', 'read'] } },
						},
					},
				},
			},
			responses: { 201: { description: 'made', content: json(book) }, 400: { description: 'no' } },
		},
		list: {
			parameters: [{ name: 'limit', in: 'query', schema: { type: 'number', maximum: 50 } }],
			responses: { 200: { description: 'all', content: json({ type: 'array', items: book }) } },
		},
	};
};

const json = (schema: unknown) => ({ 'application/json': { schema } });

function documentOf(change: (draft: Draft) => unknown = () => undefined, paths?: unknown): ApiDocument {
	const made = draft();
	change(made);
	const read = readDocument(
		JSON.stringify({
			openapi: '3.1.0',
			paths: paths ?? {
				'/books': {
					get: { operationId: 'listBooks', ...made.list },
					post: { operationId: 'addBook', ...made.add },
				},
			},
		}),
	);
	if (!read.ok) throw new Error(read.error.message);
	return read.value;
}

const body = ({
	add,
}: Draft): { required: string[]; properties: Record<string, unknown> } & Record<string, unknown> =>
	// eslint-disable-next-line -- the test made it
	(add.requestBody as any).content['application/json'].schema;

const SAFE: [string, (draft: Draft) => unknown][] = [
	['a word is changed', ({ list }) => Object.assign(list, { summary: 'Every book', description: 'x' })],
	[
		'a parameter that may be left out is new',
		({ list }) => list.parameters.push({ name: 'tag', in: 'query', schema: {} }),
	],
	[
		'a parameter takes more',
		({ list }) => (list.parameters[0] = { name: 'limit', in: 'query', schema: { type: 'number' } }),
	],
	[
		'a number may be text as well',
		({ list }) =>
			(list.parameters[0] = { name: 'limit', in: 'query', schema: { type: ['number', 'string'] } }),
	],
	['a member that may be left out is new', (made) => (body(made).properties['note'] = { type: 'string' })],
	['a member is no longer needed', (made) => (body(made).required = [])],
	['a text may be longer', ({ title }) => (title['maxLength'] = 80)],
	['a text may be empty', ({ title }) => delete title['minLength']],
	['one value more is taken', (made) => (body(made).properties['state'] = { enum: ['new', 'read', 'lent'] })],
	['a whole number may be a fraction', (made) => (body(made).properties['pages'] = { type: 'number' })],
	[
		'an answer has one member more',
		({ book }) => Object.assign(book['properties'] ?? {}, { rating: { type: 'integer' } }),
	],
	['an answer is surer', ({ book }) => (book['required'] = ['title', 'state', 'pages'])],
	[
		'an answer gives fewer values',
		({ book }) => Object.assign(book['properties'] ?? {}, { state: { enum: ['new'] } }),
	],
	[
		'an answer is narrower',
		({ book }) => Object.assign(book['properties'] ?? {}, { pages: { type: 'integer', minimum: 1 } }),
	],
	['a refusal is new', ({ list }) => (list.responses[404] = { description: 'none' })],
	['a refusal is gone', ({ add }) => delete add.responses[400]],
	[
		'one of several takes what was taken',
		({ title }) => Object.assign(title, { anyOf: [{ type: 'string' }, { type: 'null' }], type: undefined }),
	],
];

const BREAKING: [string, (draft: Draft) => unknown, RegExp][] = [
	['a parameter is gone', ({ list }) => list.parameters.pop(), /“limit” is no longer taken/],
	[
		'a new parameter is needed',
		({ list }) => list.parameters.push({ name: 'shelf', in: 'query', required: true, schema: {} }),
		/“shelf” is now needed/,
	],
	[
		'a known parameter is needed',
		({ add }) => Object.assign(add.parameters[0] ?? {}, { required: true }),
		/“notify” is now needed/,
	],
	[
		'a parameter has another type',
		({ list }) => Object.assign(list.parameters[0] ?? {}, { schema: { type: 'boolean' } }),
		/“limit” is now boolean, and was number/,
	],
	[
		'a parameter is held shorter',
		({ list }) => Object.assign(list.parameters[0] ?? {}, { schema: { type: 'number', maximum: 10 } }),
		/at most 10, and was at most 50/,
	],
	[
		'a number must be whole',
		({ list }) => Object.assign(list.parameters[0] ?? {}, { schema: { type: 'integer', maximum: 50 } }),
		/integer, and was number/,
	],
	['a member is needed', (made) => body(made).required.push('pages'), /“pages” of the body is now needed/],
	[
		'a new member is needed',
		(made) => {
			body(made).properties['isbn'] = {};
			body(made).required.push('isbn');
		},
		/“isbn” of the body is now needed/,
	],
	[
		'a member is no longer taken',
		(made) => delete body(made).properties['pages'],
		/“pages” of the body is no longer taken/,
	],
	[
		'a text must be shorter',
		({ title }) => (title['maxLength'] = 20),
		/at most 20 characters, and was at most 40/,
	],
	['a text must be longer', ({ title }) => (title['minLength'] = 3), /at least 3 characters/],
	['a text keeps a pattern', ({ title }) => (title['pattern'] = '^[A-Z]'), /another pattern/],
	[
		'a value is no longer taken',
		(made) => (body(made).properties['state'] = { enum: ['new'] }),
		/no longer takes "read"/,
	],
	[
		'only some values are taken',
		(made) => (body(made).properties['pages'] = { enum: [1, 2] }),
		/now takes only 1, 2/,
	],
	[
		'further members are refused',
		(made) => (body(made)['additionalProperties'] = false),
		/no longer takes further members/,
	],
	[
		'a body is needed',
		({ add }) => Object.assign(add.requestBody ?? {}, { required: true }),
		/a body is now needed/,
	],
	['a body is no longer taken', ({ add }) => delete add.requestBody, /no longer takes a body/],
	[
		'a body is of another kind',
		({ add }) => (add.requestBody = { content: { 'text/plain': {} } }),
		/no longer application\/json/,
	],
	[
		'an answer lost a member',
		({ book }) => (book['properties'] = { title: { type: 'string' }, state: { enum: ['new', 'read'] } }),
		/“pages” of .* is no longer given/,
	],
	['an answer is less sure', ({ book }) => (book['required'] = ['title']), /“state” of .* is no longer sure/],
	[
		'an answer has another type',
		({ book }) => Object.assign(book['properties'] ?? {}, { title: { type: 'integer' } }),
		/“title” of .* is now integer, and was string/,
	],
	[
		'an answer may be nothing',
		({ book }) => Object.assign(book['properties'] ?? {}, { title: { type: ['string', 'null'] } }),
		/null/,
	],
	[
		'an answer gives further values',
		({ book }) => Object.assign(book['properties'] ?? {}, { state: { enum: ['new', 'read', 'lent'] } }),
		/may now be "lent"/,
	],
	[
		'an answer gives any value',
		({ book }) => Object.assign(book['properties'] ?? {}, { state: { type: 'string' } }),
		/any value/,
	],
	[
		'an answer is without its least',
		({ book }) => Object.assign(book['properties'] ?? {}, { pages: { type: 'integer' } }),
		/without limit, and was at least 0/,
	],
	[
		'a success is no longer answered',
		({ add }) => {
			delete add.responses[201];
			add.responses[204] = { description: 'made' };
		},
		/no longer answers 201/,
	],
	[
		'a list became one',
		({ list, book }) => (list.responses[200] = { description: 'one', content: json(book) }),
		/is now object, and was array/,
	],
];

test.each(SAFE)('safe: %s', (_name, change) => {
	expect(
		changesBetween(documentOf(), documentOf(change)).filter(({ effect }) => effect === 'breaking'),
	).toEqual([]);
});

test.each(BREAKING)('breaking: %s, and it is said what', (_name, change, sentence) => {
	const changes = changesBetween(documentOf(), documentOf(change));
	const breaking = changes.filter(({ effect }) => effect === 'breaking').map((each) => each.sentence);
	expect(breaking.join('. ')).toMatch(sentence);
	// The way back asks nothing of callers that they did not already do, or it would say so; it is never a silent error.
	expect(changesBetween(documentOf(change), documentOf(change))).toEqual([]);
});

test('an operation that is gone or moved breaks, one that is new does not', () => {
	const get = (id: string) => ({ get: { operationId: id, responses: {} } });
	const before = documentOf(undefined, { '/books/{id}': get('getBook') });
	const changes = (paths: unknown) =>
		changesBetween(before, documentOf(undefined, paths)).map((each) => each.sentence);
	expect(changes({})).toEqual(['getBook is gone']);
	expect(changes({ '/book/{id}': get('getBook') })).toEqual([
		'getBook: it moved from GET /books/{} to GET /book/{}',
	]);
	expect(changes({ '/books/{key}': get('getBook'), '/films': get('listFilms') })).toEqual([
		'getBook takes or gives more than before',
		'listFilms is new',
	]);
});

test('a schema that names itself is compared to its end', () => {
	const tree = (leaf: unknown) => ({
		openapi: '3.1.0',
		paths: {
			'/t': {
				get: {
					operationId: 't',
					responses: { 200: { description: '', content: json({ $ref: '#/components/schemas/T' }) } },
				},
			},
		},
		components: {
			schemas: { T: { type: 'object', properties: { leaf, next: { $ref: '#/components/schemas/T' } } } },
		},
	});
	const read = (leaf: unknown) => {
		const document = readDocument(JSON.stringify(tree(leaf)));
		if (!document.ok) throw new Error(document.error.message);
		return document.value;
	};
	const broken = changesBetween(read({ type: 'string' }), read({ type: 'integer' }));
	expect(broken.some(({ sentence }) => /“leaf” of the answer 200 is now integer/.test(sentence))).toBe(true);
	expect(changesBetween(read({ type: 'string' }), read({ type: 'string' }))).toEqual([]);
});
