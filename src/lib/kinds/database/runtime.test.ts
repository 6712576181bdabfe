import { beforeAll, describe, expect, test } from 'vitest';
import { asset } from './assets.test-data.ts';
import { MemoryBytes } from './memory-bytes.fixture.ts';
import { Database } from './runtime/database.ts';
import { answer } from './runtime/routes.ts';
import type { DatabaseFiles } from './runtime/start.ts';

const SCHEMA = `
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE author (
	id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text NOT NULL UNIQUE,
	born date,
	mood mood NOT NULL DEFAULT 'good'
);
CREATE TABLE book (
	id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	author_id integer NOT NULL REFERENCES author ON DELETE CASCADE,
	title text NOT NULL,
	price numeric(8, 2) CHECK (price >= 0),
	tags text[]
);
CREATE INDEX book_author_idx ON book (author_id);
CREATE VIEW shelf AS SELECT title, name FROM book JOIN author ON author.id = author_id;
`;
const SEED = `
INSERT INTO author (name, born) VALUES ('Ada', '1815-12-10'), ('Bo', NULL);
INSERT INTO book (author_id, title, price, tags) VALUES (1, 'Notes', 12.50, '{math,engine}'), (2, 'Walks', NULL, NULL);
`;
const FILES: DatabaseFiles = { schema: SCHEMA, seed: SEED, migrations: [] };

/** What any answer may hold; a test reads what it expects. */
interface Body {
	readonly tables: readonly {
		readonly id: string;
		readonly kind: string;
		readonly columns: readonly unknown[];
	}[];
	readonly enums: readonly { readonly values: readonly string[] }[];
	readonly rows: readonly Readonly<Record<string, unknown>>[];
	readonly results: readonly { readonly line: number }[];
	readonly problems: readonly unknown[];
	readonly problem?: unknown;
	readonly ddl: readonly string[];
	readonly losses: readonly unknown[];
	readonly renames: readonly { readonly statement: string; readonly message: string }[];
	readonly isApplied: boolean;
	readonly total: number;
	readonly message: string;
	readonly line: number;
	readonly id: number;
	readonly born: string;
}

interface Served {
	readonly bytes: MemoryBytes;
	readonly call: (
		method: string,
		path: string,
		body?: unknown,
	) => Promise<{ status: number; body: Body; text: string }>;
}

function serve(files: DatabaseFiles = FILES, bytes = new MemoryBytes()): Served {
	const database = new Database({ asset, bytes }, files);
	return {
		bytes,
		call: async (method, path, body) => {
			const text = typeof body === 'string' ? body : JSON.stringify(body);
			const request = new Request(`https://creation.invalid${path}`, {
				method,
				body: body === undefined ? null : text,
			});
			const response = await answer(database, request);
			const content = await response.text();
			const isJson = response.headers.get('content-type')?.includes('json');
			return { status: response.status, body: (isJson ? JSON.parse(content) : {}) as Body, text: content };
		},
	};
}

/** Another start with what was kept. */
const again = (served: Served, files: DatabaseFiles = FILES): Served => serve(files, served.bytes.copy());

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

describe('migrations', { timeout: 60_000 }, () => {
	test('files are applied in order, once, to a database that has data', async () => {
		const served = serve();
		await served.call('GET', '/status');
		const migrations = [
			{ name: '0001-pages', sql: 'ALTER TABLE book ADD COLUMN pages integer;' },
			{
				name: '0002-default',
				sql: 'UPDATE book SET pages = 7; ALTER TABLE book ALTER COLUMN pages SET NOT NULL;',
			},
		];
		const next = again(served, { ...FILES, migrations });
		expect((await next.call('GET', '/status')).body).toMatchObject({
			applied: ['0001-pages', '0002-default'],
			problems: [],
		});
		const last = again(next, {
			...FILES,
			migrations: [
				...migrations,
				{ name: '0003-bad', sql: 'ALTER TABLE book ADD COLUMN x int;\nALTER TABLE nope ADD COLUMN y int;' },
			],
		});
		const { body } = await last.call('GET', '/status');
		expect(body.problems[0]).toMatchObject({
			message: expect.stringContaining('0003-bad, line 2') as string,
		});
		const { body: columns } = await last.call('POST', '/query', { sql: 'SELECT pages, title FROM book' });
		expect(columns.rows).toHaveLength(2);
		expect((await last.call('POST', '/query', { sql: 'SELECT x FROM book' })).status).toBe(400);
	});

	test('a changed schema shows its DDL first, keeps every row and refuses to lose data unasked', async () => {
		const served = serve();
		const wider = SCHEMA.replace('title text NOT NULL', 'title text NOT NULL,\n\tisbn text UNIQUE').replace(
			"'bad')",
			"'bad', 'odd')",
		);
		const plan = await served.call('POST', '/migrate', { schema: wider, dryRun: true });
		expect(plan.body).toMatchObject({ isApplied: false, losses: [] });
		expect(plan.body.ddl.join('\n')).toMatch(/add column "isbn" text/i);
		expect((await served.call('GET', '/schema')).body.enums[0]?.values).toHaveLength(2);
		expect((await served.call('POST', '/migrate', { schema: wider })).body.isApplied).toBe(true);
		expect((await served.call('POST', '/migrate', { schema: wider, dryRun: true })).body.ddl).toEqual([]);
		expect((await served.call('GET', '/tables/book/rows')).body.total).toBe(2);
		const narrower = wider.replace('\tborn date,\n', '').replace('numeric(8, 2)', 'numeric(4, 1)');
		const refused = await served.call('POST', '/migrate', { schema: narrower });
		expect(refused).toMatchObject({ status: 409, body: { type: 'data-loss' } });
		expect(refused.body.message).toContain('born of author is lost, in 2 rows');
		expect(refused.body.message).toContain('book.price may not fit');
		expect(
			(await served.call('POST', '/migrate', { schema: narrower, allowDataLoss: true })).body.isApplied,
		).toBe(true);
		expect((await again(served).call('GET', '/tables/author/rows')).body.rows[0]).toEqual({
			id: 1,
			name: 'Ada',
			mood: 'good',
		});
	});

	test('what only has another name is offered as a rename, which keeps every value', async () => {
		const served = serve();
		const schema = SCHEMA.replace('born date', 'birthday date')
			.replace('CREATE TABLE book (', 'CREATE TABLE volume (')
			.replaceAll('book_author_idx ON book', 'book_author_idx ON volume')
			.replace('FROM book JOIN', 'FROM volume JOIN');
		const plain = await served.call('POST', '/migrate', { schema, dryRun: true });
		expect(plain.body.renames.map(({ message }) => message)).toEqual([
			'The table book is now called volume.',
			'The column born of author is now called birthday.',
		]);
		expect(plain.body.losses).toHaveLength(2);
		const renames = plain.body.renames.map(({ statement }) => statement);
		const renamed = await served.call('POST', '/migrate', { schema, dryRun: true, renames });
		expect(renamed.body.losses).toEqual([]);
		expect((await served.call('GET', '/tables/book/rows')).body.total).toBe(2);
		const applied = await served.call('POST', '/migrate', { schema, renames });
		expect([applied.status, applied.body.isApplied]).toEqual([200, true]);
		expect((await served.call('GET', '/tables/volume/rows')).body.total).toBe(2);
		expect((await served.call('GET', '/tables/author/rows')).body.rows[0]).toMatchObject({
			birthday: '1815-12-10',
		});
		expect((await served.call('POST', '/migrate', { schema, dryRun: true })).body.ddl).toEqual([]);
	});

	test('no rename is guessed where several would fit, and none is made that was not offered', async () => {
		const schema = SCHEMA.replace('born date', 'birthday date,\n\tdied date');
		const { body } = await shared.call('POST', '/migrate', {
			schema,
			dryRun: true,
			renames: ['DROP TABLE book'],
		});
		expect(body.renames).toEqual([]);
		expect(body.ddl.join('\n')).not.toMatch(/drop table/i);
	});

	test('a schema that is wrong is told by its line and changes nothing', async () => {
		const { status, body } = await shared.call('POST', '/migrate', {
			schema: 'CREATE TABLE a (id int);\nCREATE TABEL b (id int);',
		});
		expect({ status, line: body.line }).toEqual({ status: 400, line: 2 });
	});
});
