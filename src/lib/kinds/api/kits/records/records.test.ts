import { describe, expect, test } from 'vitest';
import { FIELD_TYPES } from '#lib/model/spec.ts';
import { expectProblem, ORIGIN, start } from '../../program.fixture.ts';
import { entity, sampleSpecs, specOf } from '../../specs.fixture.ts';

const begin = () => start(sampleSpecs.records);

async function added(
	program: Awaited<ReturnType<typeof begin>>,
	path: string,
	body: object,
): Promise<Record<string, unknown>> {
	const answer = await program.call('POST', path, body);
	expect(answer.status).toBe(201);
	return (await answer.json()) as Record<string, unknown>;
}

test('a row is added, read, changed, replaced and deleted', async () => {
	const { call } = await begin();
	const answer = await call('POST', '/books', { title: 'Emma', publishedYear: 1815, unknown: 'left out' });
	expect(answer.status).toBe(201);
	const book = (await answer.json()) as { id: string; url: string };
	expect(book).toMatchObject({ title: 'Emma', publishedYear: 1815, isbn: null, author: null, status: null });
	expect(book).not.toHaveProperty('unknown');
	expect(answer.headers.get('location')).toBe(book.url);
	expect(book.url).toBe(`${ORIGIN}/books/${book.id}`);

	expect(await (await call('GET', book.url)).json()).toEqual(book);
	const changed = await call('PATCH', book.url, { status: 'Read' });
	expect(await changed.json()).toMatchObject({ title: 'Emma', publishedYear: 1815, status: 'Read' });
	const replaced = await call('PUT', book.url, { title: 'Persuasion' });
	expect(await replaced.json()).toMatchObject({
		id: book.id,
		title: 'Persuasion',
		publishedYear: null,
		status: null,
	});
	const removed = await call('DELETE', book.url);
	expect([removed.status, await removed.text()]).toEqual([204, '']);
	await expectProblem(await call('GET', book.url), 404, /no book with the id/);
	await expectProblem(await call('DELETE', book.url), 404, /no book/);
	await expectProblem(await call('PUT', book.url, { title: 'A' }), 404, /no book/);
	await expectProblem(await call('PATCH', book.url, { title: 'A' }), 404, /no book/);
});

test('rows outlive the program and keep their order', async () => {
	const program = await begin();
	const titles = Array.from({ length: 30 }, (_, index) => `Book ${index}`);
	for (const title of titles) await added(program, '/books', { title });
	program.restart();
	const list = (await (await program.call('GET', '/books')).json()) as { title: string }[];
	expect(list.map(({ title }) => title)).toEqual(titles);
});

test('a list is paged, with the number of all and the addresses of its neighbours', async () => {
	const program = await begin();
	for (const title of ['a', 'b', 'c', 'd', 'e']) await added(program, '/books', { title });
	const answer = await program.call('GET', '/books?limit=2&offset=2');
	expect(((await answer.json()) as { title: string }[]).map(({ title }) => title)).toEqual(['c', 'd']);
	expect(answer.headers.get('x-total-count')).toBe('5');
	expect(answer.headers.get('link')).toBe(
		`<${ORIGIN}/books?limit=2&offset=4>; rel="next", <${ORIGIN}/books?limit=2&offset=0>; rel="prev"`,
	);
	const last = await program.call('GET', '/books?limit=2&offset=4');
	expect(last.headers.get('link')).not.toContain('next');
});

test('a list is searched, filtered and sorted', async () => {
	const program = await begin();
	await added(program, '/books', { title: 'Emma', publishedYear: 1815, status: 'Read' });
	await added(program, '/books', { title: 'Dune', publishedYear: 1965, status: 'Unread' });
	await added(program, '/books', { title: 'Ulysses', status: 'Read' });
	const titles = async (query: string) =>
		((await (await program.call('GET', `/books?${query}`)).json()) as { title: string }[]).map(
			({ title }) => title,
		);
	expect(await titles('q=du')).toEqual(['Dune']);
	expect(await titles('status=Read')).toEqual(['Emma', 'Ulysses']);
	expect(await titles('publishedYear=1965')).toEqual(['Dune']);
	expect(await titles('sort=publishedYear')).toEqual(['Emma', 'Dune', 'Ulysses']);
	expect(await titles('sort=title&order=desc')).toEqual(['Ulysses', 'Emma', 'Dune']);
	expect(await titles('order=desc&limit=1')).toEqual(['Ulysses']);
	expect(await titles('utm_source=x')).toHaveLength(3);
});

test.each([
	['limit=0', /limit/],
	['limit=1001', /limit/],
	['limit=a', /limit/],
	['offset=-1', /offset/],
	['sort=nothing', /sort/],
	['order=up', /order/],
	['publishedYear=old', /publishedYear has to be a whole number/],
	['status=Lost', /status has to be one of/],
])('the query %s is refused', async (query, message) => {
	await expectProblem(await (await begin()).call('GET', `/books?${query}`), 400, message);
});

test.each([
	['text that is no JSON', '{"title":', 'application/json', 400, /not valid JSON/],
	['nothing', '', 'application/json', 400, /empty/],
	['no JSON type', 'title=Emma', 'application/x-www-form-urlencoded', 415, /content-type/],
	['a list', '[]', 'application/json', 422, /JSON object/],
	['no title', '{}', 'application/json', 422, /title is missing/],
	['a blank title', '{"title":" "}', 'application/json', 422, /title is missing/],
	['null for the title', '{"title":null}', 'application/json', 422, /title is missing/],
	[
		'two wrong fields',
		'{"title":1,"publishedYear":"old"}',
		'application/json',
		422,
		/title has to be text.*publishedYear has to be a whole number/,
	],
	['an unknown choice', '{"title":"a","status":"Lost"}', 'application/json', 422, /one of/],
	['an author that is not there', '{"title":"a","author":"x"}', 'application/json', 422, /author points to/],
] as const)('a body of %s is refused', async (...[, body, type, status, message]) => {
	await expectProblem(
		await (await begin()).call('POST', '/books', body, { 'content-type': type }),
		status,
		message,
	);
});

test('a row that others point to stays', async () => {
	const program = await begin();
	const author = await added(program, '/authors', { name: 'Jane Austen' });
	const book = await added(program, '/books', { title: 'Emma', author: author['id'] });
	await expectProblem(await program.call('DELETE', `/authors/${String(author['id'])}`), 409, /1 of books/);
	await expectProblem(await program.call('DELETE', '/authors'), 409, /books/);
	expect(await (await program.call('GET', `/books?author=${String(author['id'])}`)).json()).toHaveLength(1);
	await program.call('DELETE', `/books/${String(book['id'])}`);
	expect((await program.call('DELETE', `/authors/${String(author['id'])}`)).status).toBe(204);
});

describe('of the protocol', () => {
	test('HEAD is GET without a body', async () => {
		const program = await begin();
		await added(program, '/books', { title: 'Emma' });
		const answer = await program.call('HEAD', '/books');
		expect([answer.status, await answer.text(), answer.headers.get('x-total-count')]).toEqual([200, '', '1']);
	});

	test('OPTIONS tells what is possible, to other origins as well', async () => {
		const answer = await (await begin()).call('OPTIONS', '/books');
		expect(answer.status).toBe(204);
		expect(answer.headers.get('allow')).toBe('GET, POST, DELETE, HEAD, OPTIONS');
		expect(answer.headers.get('access-control-allow-origin')).toBe('*');
		expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
	});

	test('another method is 405 and says which are possible', async () => {
		const answer = await (await begin()).call('PATCH', '/books', {});
		expect(answer.headers.get('allow')).toContain('POST');
		await expectProblem(answer, 405, /only GET, POST, DELETE/);
	});

	test('what has not changed is 304', async () => {
		const program = await begin();
		await added(program, '/books', { title: 'Emma' });
		const etag = (await program.call('GET', '/books')).headers.get('etag') ?? '';
		const same = await program.call('GET', '/books', undefined, { 'if-none-match': etag });
		expect([same.status, await same.text()]).toEqual([304, '']);
		await added(program, '/books', { title: 'Dune' });
		expect((await program.call('GET', '/books', undefined, { 'if-none-match': etag })).status).toBe(200);
	});

	test('a broken address is 400, and a full device 507', async () => {
		const program = await begin();
		await expectProblem(await program.call('GET', '/books/%E0%A4'), 400, /%/);
		program.kept.set = () => {
			throw new DOMException('full', 'QuotaExceededError');
		};
		await expectProblem(await program.call('POST', '/books', { title: 'Emma' }), 507, /room/);
	});
});

describe('every field type', () => {
	const thing = entity(
		'thing',
		'Things',
		...FIELD_TYPES.map((type) => ({
			name: type,
			label: type,
			type,
			...(type === 'enum' ? { options: ['a', 'b'] } : {}),
			...(type === 'ref' ? { ref: 'thing' } : {}),
		})),
	);
	const spec = specOf('records', 'Things', { entities: [thing] });

	test.each([
		['text', 'a', 1, 'text'],
		['longText', 'a\nb', true, 'text'],
		['number', 1.5, '1.5', 'a number'],
		['integer', 2, 2.5, 'a whole number'],
		['money', 12.5, '12', 'an amount'],
		['percent', 20, '20%', 'per cent'],
		['date', '2026-02-28', '2026-02-30', 'a date'],
		['dateTime', '2026-02-28T10:00:00+02:00', '2026-02-28 10:00', 'a date and time'],
		['time', '09:30', '9:30', 'a time'],
		['duration', 90, -1, 'minutes'],
		['rating', 5, 6, 'from 1 to 5'],
		['boolean', true, 'yes', 'true or false'],
		['enum', 'a', 'c', 'one of'],
		['tags', ['a', 'b'], ['a', 1], 'a list'],
		['email', 'ada@example.com', 'ada', 'an e-mail address'],
		['phone', '+351 21 000 000', 'call me', 'a telephone number'],
		['url', 'https://example.com/a', 'javascript:alert(1)', 'an address'],
		['color', '#1e88e5', 'blue', 'a colour'],
	])('%s takes %j and refuses %j', async (name, good, bad, message) => {
		const { call } = await start(spec);
		const kept = await call('POST', '/things', { text: 'a', [name]: good });
		expect([kept.status, await kept.json()]).toEqual([201, expect.objectContaining({ [name]: good })]);
		await expectProblem(
			await call('POST', '/things', { text: 'a', [name]: bad }),
			422,
			new RegExp(`${name} has to be .*${message}`),
		);
	});

	test('a field called url is the row’s own', async () => {
		const { call } = await start(spec);
		const answer = await call('POST', '/things', { text: 'a', url: 'https://example.com/' });
		expect(await answer.json()).toMatchObject({ url: 'https://example.com/' });
		expect(answer.headers.get('location')).toMatch(/\/things\/\w+$/);
	});
});

describe('a to-do API as its clients know it', () => {
	const todo = entity(
		'todo',
		'Todos',
		{ name: 'title', label: 'Title', type: 'text', required: true },
		{ name: 'done', label: 'Done', type: 'boolean' },
	);
	const spec = specOf('records', 'Todo list', { sentence: 'todo list api', entities: [todo] });
	type Todo = { url: string; title: string; completed: boolean; order: number | null };

	test('a title is enough, and the new one can be had at its address', async () => {
		const { call } = await start(spec);
		expect((await call('DELETE', '/todos')).status).toBe(204);
		const made = (await (await call('POST', '/todos', { title: 'walk the dog' })).json()) as Todo;
		expect(made).toMatchObject({ title: 'walk the dog', completed: false });
		expect(await (await call('GET', made.url)).json()).toEqual(made);
		expect(await (await call('GET', '/todos')).json()).toEqual([made]);
	});

	test('title, completed and order can be changed, one and all can be deleted', async () => {
		const { call } = await start(spec);
		const made = (await (await call('POST', '/todos', { title: 'a', order: 523 })).json()) as Todo;
		expect(made.order).toBe(523);
		const changed = await call('PATCH', made.url, { title: 'b', completed: true, order: 95 });
		expect(await changed.json()).toMatchObject({ title: 'b', completed: true, order: 95 });
		await call('POST', '/todos', { title: 'c' });
		await call('DELETE', made.url);
		expect(await (await call('GET', '/todos')).json()).toHaveLength(1);
		await call('DELETE', '/todos');
		expect(await (await call('GET', '/todos')).json()).toEqual([]);
	});
});
