import { expect, test } from 'vitest';
import { expectProblem, start } from '../../program.fixture.ts';
import { sampleSpecs } from '../../specs.fixture.ts';

type Cells = Record<string, unknown>;

/** Answers as a database creation does, over tables whose columns are spelt its way. */
function database() {
	const tables: Record<string, Cells[]> = { books: [], author: [] };
	const columns: Record<string, readonly string[]> = {
		books: ['id', 'title', 'author_id', 'isbn', 'published_year', 'status', 'created_at', 'updated_at'],
		author: ['id', 'name', 'created_at'],
	};
	const asked: string[] = [];
	const answer = (status: number, value: unknown) => new Response(JSON.stringify(value), { status });
	const missing = () => answer(404, { type: 'row-missing', message: 'There is no row with this key.' });
	async function fetch(path: string, init: RequestInit = {}): Promise<Response> {
		asked.push(`${init.method ?? 'GET'} ${path}`);
		const { pathname, searchParams } = new URL(path, 'https://db.invalid');
		if (pathname === '/schema')
			return answer(200, {
				enums: [],
				tables: Object.keys(tables).map((id) => ({
					id,
					name: id,
					primaryKey: ['id'],
					columns: columns[id]?.map((name) => ({ name })),
				})),
			});
		const [, , id = '', , key] = pathname.split('/');
		const rows = tables[id] ?? [];
		const sent = (typeof init.body === 'string' ? JSON.parse(init.body) : {}) as Cells;
		if (sent['status'] === 'Reading')
			return answer(400, { type: 'sql', message: 'Reading is not allowed today.' });
		if (init.method === 'POST') {
			const row = { id: rows.length + 1, created_at: '2026-03-31 09:30:00+00', ...sent };
			rows.push(row);
			return answer(201, row);
		}
		const at = rows.findIndex((row) => String(row['id']) === key);
		if (key !== undefined && at < 0) return missing();
		if (init.method === 'PATCH') return answer(200, Object.assign(rows[at]!, sent));
		if (init.method === 'DELETE') return answer(200, rows.splice(at, 1)[0]);
		if (key !== undefined) return answer(200, rows[at]);
		const fitting = searchParams.getAll('filter').reduce((left, filter) => {
			const [name = '', , value] = filter.split(':');
			return left.filter((row) => String(row[name]) === value);
		}, rows);
		const [limit, offset] = [Number(searchParams.get('limit')), Number(searchParams.get('offset'))];
		return answer(200, { rows: fitting.slice(offset, offset + limit), total: fitting.length, limit, offset });
	}
	return { tables, asked, linked: { links: { db: { kind: 'database' as const, title: 'Library' } }, fetch } };
}

test('rows are kept in the linked database, in its own spelling', async () => {
	const { tables, linked } = database();
	const { call, kept } = await start(sampleSpecs.records, linked);
	const author = (await (await call('POST', '/authors', { name: 'Jane Austen' })).json()) as { id: string };
	const answer = await call('POST', '/books', { title: 'Emma', author: author.id, publishedYear: 1815 });
	expect(answer.status).toBe(201);
	expect(await answer.json()).toMatchObject({
		id: '1',
		title: 'Emma',
		author: '1',
		createdAt: '2026-03-31T09:30:00.000Z',
	});
	expect(tables['books']).toMatchObject([{ title: 'Emma', author_id: '1', published_year: 1815 }]);
	expect(kept.size).toBe(0);
});

test('lists are filtered, sorted and paged by the database', async () => {
	const { asked, linked } = database();
	const { call } = await start(sampleSpecs.records, linked);
	for (const title of ['a', 'b', 'c'])
		await call('POST', '/books', { title, status: title === 'b' ? 'Read' : 'Unread' });
	const list = await call('GET', '/books?status=Unread&sort=publishedYear&order=desc&limit=1');
	expect([list.headers.get('x-total-count'), await list.json()]).toEqual([
		'2',
		[expect.objectContaining({ title: 'a' })],
	]);
	expect(asked.at(-1)).toBe(
		'GET /tables/books/rows?limit=1&offset=0&order=published_year.desc&filter=status%3Aeq%3AUnread',
	);
	expect(await (await call('GET', '/books?q=C')).json()).toMatchObject([{ title: 'c' }]);
});

test('rows are changed and deleted there, and missing ones are 404', async () => {
	const { tables, linked } = database();
	const { call } = await start(sampleSpecs.records, linked);
	await call('POST', '/books', { title: 'Emma' });
	expect(await (await call('PATCH', '/books/1', { isbn: '1' })).json()).toMatchObject({
		title: 'Emma',
		isbn: '1',
	});
	await expectProblem(await call('GET', '/books/9'), 404, /no book/);
	expect((await call('DELETE', '/books/1')).status).toBe(204);
	expect(tables['books']).toEqual([]);
});

test('what the database refuses is said in its own words', async () => {
	const { call } = await start(sampleSpecs.records, database().linked);
	await expectProblem(
		await call('POST', '/books', { title: 'a', status: 'Reading' }),
		422,
		/not allowed today/,
	);
});

test('a database without the table is said plainly', async () => {
	const { tables, linked } = database();
	delete tables['books'];
	const { call } = await start(sampleSpecs.records, linked);
	await expectProblem(await call('GET', '/books'), 502, /no table for books/);
});
