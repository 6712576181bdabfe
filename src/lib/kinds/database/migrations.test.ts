import { beforeAll, describe, expect, test } from 'vitest';
import { asset } from './assets.test-data.ts';
import { FILES, SCHEMA, again, serve } from './served.test-data.ts';

beforeAll(() => asset('pglite.wasm'), 60_000);

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
		const { body } = await serve().call('POST', '/migrate', {
			schema,
			dryRun: true,
			renames: ['DROP TABLE book'],
		});
		expect(body.renames).toEqual([]);
		expect(body.ddl.join('\n')).not.toMatch(/drop table/i);
	});

	test('a schema that is wrong is told by its line and changes nothing', async () => {
		const { status, body } = await serve().call('POST', '/migrate', {
			schema: 'CREATE TABLE a (id int);\nCREATE TABEL b (id int);',
		});
		expect({ status, line: body.line }).toEqual({ status: 400, line: 2 });
	});
});
