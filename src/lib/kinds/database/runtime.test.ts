import { beforeAll, describe, expect, test } from 'vitest';
import { asset } from './assets.test-data.ts';
import type { MemoryBytes } from './memory-bytes.fixture.ts';
import { FILES, again, serve, type Served } from './served.test-data.ts';

let shared: Served;
beforeAll(async () => {
	await asset('pglite.wasm');
	shared = serve();
}, 60_000);

describe('the face', { timeout: 30_000 }, () => {
	test('the schema tells tables, columns, keys, checks, indexes, views and enums', async () => {
		const { body } = await shared.call('GET', '/schema');
		const book = body.tables.find((table) => table.id === 'book');
		expect(body.tables.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
			'table author',
			'table book',
			'view shelf',
		]);
		expect(book).toMatchObject({
			primaryKey: ['id'],
			foreignKeys: [{ columns: ['author_id'], table: 'author', targetColumns: ['id'], onDelete: 'cascade' }],
			checks: [{ expression: 'CHECK (price >= 0::numeric)' }],
			indexes: [{ name: 'book_author_idx', isUnique: false }],
		});
		expect(body.enums).toEqual([{ id: 'mood', values: ['good', 'bad'] }]);
		expect(body.tables[0]?.columns[3]).toMatchObject({ input: 'enum', options: ['good', 'bad'] });
	});

	test('a query answers typed values and cannot write', async () => {
		const { body } = await shared.call('POST', '/query', {
			sql: 'SELECT title, price, tags, 1 AS one, true AS yes FROM book WHERE author_id = $1',
			params: [1],
		});
		expect(body.rows).toEqual([['Notes', '12.50', ['math', 'engine'], 1, true]]);
		for (const sql of [
			"INSERT INTO author (name) VALUES ('x')",
			"WITH a AS (INSERT INTO author (name) VALUES ('x') RETURNING 1) SELECT * FROM a",
			'SELECT 1; DELETE FROM book',
			"SELECT nextval('author_id_seq')",
			"SELECT lo_export(1, '/pglite/data/x')",
			"COPY author TO '/pglite/data/x'",
		])
			expect((await shared.call('POST', '/query', { sql })).status, sql).toBe(400);
		expect((await shared.call('GET', '/tables/author/rows')).body.total).toBe(2);
	});

	test('rows are added, changed, found and removed, whatever they are called or hold', async () => {
		const nasty = `Robert'); DROP TABLE book;-- "\\ \u{1F331}`;
		const added = await shared.call('POST', '/tables/author/rows', { name: nasty, mood: 'bad' });
		expect(added.body).toMatchObject({ name: nasty, mood: 'bad', born: null });
		const path = `/tables/author/rows/${added.body.id}`;
		expect((await shared.call('PATCH', path, { born: '2000-02-29' })).body.born).toBe('2000-02-29');
		const found = await shared.call(
			'GET',
			`/tables/author/rows?filter=${encodeURIComponent(`name:eq:${nasty}`)}`,
		);
		expect(found.body.rows).toEqual([{ ...added.body, born: '2000-02-29' }]);
		const removed = await shared.call('DELETE', path);
		expect((await shared.call('POST', '/tables/author/rows', removed.body)).body).toEqual(removed.body);
		await shared.call('DELETE', path);
		expect((await shared.call('GET', path)).status).toBe(404);
		expect((await shared.call('GET', '/tables/book/rows?order=title.desc&limit=1')).body).toMatchObject({
			total: 2,
			rows: [{ title: 'Walks' }],
		});
		expect((await shared.call('GET', '/tables/book/rows?filter=title:contains:ote')).body.total).toBe(1);
		expect((await shared.call('GET', '/tables/book"/rows')).status).toBe(404);
	});

	test('what the rules of a table forbid is said in plain words', async () => {
		const twice = await shared.call('POST', '/tables/author/rows', { name: 'Ada' });
		expect(twice).toMatchObject({
			status: 409,
			body: { code: '23505', message: expect.stringContaining('must be unique') as string },
		});
		const negative = await shared.call('POST', '/tables/book/rows', { author_id: 1, title: 'x', price: -1 });
		expect(negative).toMatchObject({ status: 409, body: { code: '23514' } });
	});

	test('statements run one by one and the failing one is told by its line', async () => {
		const { body } = await shared.call('POST', '/execute', {
			sql: 'SELECT 1 AS a;\n\n-- nothing\nSELECT count(*) FROM book;\nSELECT *\nFROM nowhere;\nSELECT 2;',
		});
		expect(body.results.map(({ line }) => line)).toEqual([1, 4]);
		expect(body.problem).toMatchObject({ code: '42P01', line: 6 });
	});

	test('a broken statement leaves no transaction open', async () => {
		await shared.call('POST', '/execute', {
			sql: "BEGIN; INSERT INTO author (name) VALUES ('lost'); SELECT nope;",
		});
		expect((await shared.call('GET', '/tables/author/rows?filter=name:eq:lost')).body.total).toBeLessThan(2);
		expect((await shared.call('POST', '/query', { sql: 'SELECT 1' })).status).toBe(200);
	});

	test('CSV goes out and comes in, all rows or none', async () => {
		const csv = await shared.call('GET', '/tables/book.csv');
		expect(csv.text.split('\n')[1]).toBe('1,1,Notes,12.50,"{math,engine}"');
		const good = await shared.call(
			'POST',
			'/import?table=author',
			'name;born\n"Cy; the Great";1900-01-01\nDi;\n',
		);
		expect(good.body.rows).toBe(2);
		const bad = await shared.call(
			'POST',
			'/import?table=author',
			'name,born\nEd,1900-01-01\nFay,yesterday-ish\n',
		);
		expect(bad.status).toBe(400);
		expect((await shared.call('POST', '/import?table=author', 'nome\nx\n')).body.message).toContain('"nome"');
		expect((await shared.call('GET', '/tables/author/rows?filter=name:eq:Ed')).body.total).toBe(0);
	});
});

describe('what lasts', { timeout: 60_000 }, () => {
	test('every acknowledged write is there after the worker was ended at any moment', async () => {
		const served = serve();
		await served.call('GET', '/status');
		const states: MemoryBytes[] = [];
		for (let count = 1; count <= 30; count++) {
			await served.call('POST', '/tables/author/rows', { name: `author ${count}` });
			states.push(served.bytes.copy());
		}
		for (const count of [1, 13, 30]) {
			const state = states[count - 1]!;
			const { body } = await serve(FILES, state).call('GET', '/tables/author/rows?filter=name:starts:author');
			expect(body.total).toBe(count);
		}
	});

	test('it survives checkpoints, deletions, truncation, vacuum and many starts', async () => {
		let served = serve();
		for (let round = 1; round <= 3; round++) {
			const { body } = await served.call('POST', '/execute', {
				sql: `INSERT INTO author (name) SELECT '${round} ' || repeat('x', 400) || g FROM generate_series(1, 8000) g;
				DELETE FROM author WHERE name LIKE '${round} %' AND id % 3 = 0; VACUUM FULL author; TRUNCATE book; CHECKPOINT;
				INSERT INTO book (author_id, title) SELECT id, 'b' FROM author ORDER BY id LIMIT ${round * 10}`,
			});
			expect(body.problem).toBeUndefined();
			const before = await served.call('POST', '/query', {
				sql: 'SELECT count(*), sum(length(name)), (SELECT count(*) FROM book) FROM author',
			});
			served = again(served);
			const after = await served.call('POST', '/query', {
				sql: 'SELECT count(*), sum(length(name)), (SELECT count(*) FROM book) FROM author',
			});
			expect(after.body.rows).toEqual(before.body.rows);
			const check = await served.call('POST', '/execute', {
				sql: 'CREATE EXTENSION IF NOT EXISTS amcheck; SELECT bt_index_check(indexrelid, true) FROM pg_index JOIN pg_class ON oid = indexrelid WHERE relam = 403 AND indisvalid',
			});
			expect(check.body.problem).toBeUndefined();
		}
	});

	test('a write that cannot be kept says so, and is kept with the next one', async () => {
		const served = serve();
		await served.call('GET', '/status');
		served.bytes.failure = new Error('This creation may keep 1 MiB.');
		const failed = await served.call('POST', '/tables/author/rows', { name: 'Eve' });
		expect(failed).toMatchObject({ status: 507, body: { type: 'not-saved' } });
		await served.call('POST', '/tables/author/rows', { name: 'Finn' });
		const { body } = await again(served).call('GET', '/tables/author/rows');
		expect(body.rows.map(({ name }) => name)).toEqual(['Ada', 'Bo', 'Eve', 'Finn']);
	});

	test('extensions are there again', async () => {
		const served = serve({ schema: 'CREATE EXTENSION hstore; CREATE TABLE a (v hstore);', migrations: [] });
		await served.call('POST', '/execute', { sql: "INSERT INTO a VALUES ('x=>1')" });
		const { body } = await again(served).call('POST', '/query', { sql: "SELECT v -> 'x' FROM a" });
		expect(body.rows).toEqual([['1']]);
	});
});
