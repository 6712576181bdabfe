import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'libpg-query';
import { describe, expect, test } from 'vitest';
import { asset } from './assets.test-data.ts';
import { check } from './check.ts';
import { Engine } from './runtime/engine.ts';
import { fleetingBytes } from './runtime/house.ts';
import { loadSql } from './runtime/load.ts';
import { isWider, lossesOf } from './runtime/losses.ts';
import { selectablesOf } from './runtime/sql/selectables.ts';
import { splitSql } from './runtime/sql/split.ts';

const FOLDER = join(process.env.AETHER_FIXTURES ?? '../shared/fixtures', 'sql');
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.sql')) : [];
if (files.length === 0) console.warn(`SKIPPED: no fixtures at ${FOLDER}.`);

const texts = (sql: string): readonly string[] => splitSql(sql).statements.map(({ text }) => text);

describe('statements', () => {
	test.each([
		["SELECT ';' ; SELECT 2", ["SELECT ';'", 'SELECT 2']],
		["SELECT 'it''s;', E'\\';', U&'\\;' ; x", ["SELECT 'it''s;', E'\\';', U&'\\;'", 'x']],
		['SELECT "a;""b"; x', ['SELECT "a;""b"', 'x']],
		['DO $$ BEGIN x; END $$; DO $a$ $$;$$ $a$;', ['DO $$ BEGIN x; END $$', 'DO $a$ $$;$$ $a$']],
		['-- a;\n/* b; /* c; */ d; */ SELECT 1 -- e;\n, 2;', ['SELECT 1 -- e;\n, 2']],
		[
			'CREATE RULE r AS ON INSERT TO a DO (SELECT 1; SELECT 2); x',
			['CREATE RULE r AS ON INSERT TO a DO (SELECT 1; SELECT 2)', 'x'],
		],
		[
			'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; x',
			['CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END', 'x'],
		],
		['BEGIN; SELECT $1; END;', ['BEGIN', 'SELECT $1', 'END']],
		['SELECT a$b$c; SELECT 1', ['SELECT a$b$c', 'SELECT 1']],
		[';;  ; ', []],
	])('%s', (sql, expected) => {
		expect(texts(sql)).toEqual(expected);
	});

	test('data of COPY, lines for psql and what is never closed are told apart', () => {
		const script = splitSql(
			"\\connect a;\nCOPY t (a) FROM stdin;\n1;\n\\.\nSELECT 2;\r\nCOPY t TO stdout;\nSELECT 'open",
		);
		expect(script.commands).toEqual([{ text: '\\connect a;', line: 1 }]);
		expect(script.statements.map(({ line, data }) => [line, data])).toEqual([
			[2, '1;\n'],
			[5, undefined],
			[6, undefined],
			[7, undefined],
		]);
		expect(script.unclosed).toEqual({ what: 'a text', line: 7 });
	});

	test.skipIf(files.length === 0).each(files)('as many in %s as PostgreSQL itself finds', async (file) => {
		const { statements } = splitSql(readFileSync(join(FOLDER, file), 'utf8'));
		const without = statements.map(({ text }) => `${text};`).join('\n');
		expect(statements).toHaveLength((await parse(without)).stmts?.length ?? 0);
	});
});

describe('real schemas', { timeout: 240_000 }, () => {
	test.skipIf(files.length === 0).each(files)(
		'all of %s is loaded, or named with its reason',
		async (file) => {
			const sql = readFileSync(join(FOLDER, file), 'utf8');
			const engine = await Engine.open({ house: { asset, bytes: fleetingBytes() } });
			const { loaded, named, failed } = await loadSql(engine, sql);
			const { statements, commands } = splitSql(sql);
			expect(failed).toEqual([]);
			expect(loaded + named.length).toBe(statements.length + commands.length);
			const skipped = new Set(named.map(({ statement }) => statement));
			const wanted = selectablesOf(statements.filter(({ text }) => !skipped.has(text.slice(0, 200))));
			const found = await engine.objects(
				"SELECT relname, relkind FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'p', 'v', 'm') AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'aether') ORDER BY relname COLLATE \"C\"",
			);
			const named2 = (kinds: readonly string[]) =>
				found.filter(({ relkind }) => kinds.includes(String(relkind))).map(({ relname }) => String(relname));
			expect(wanted).toEqual({ tables: named2(['r', 'p']), views: named2(['v', 'm']) });
			await engine.close();
		},
	);
});

test.each([
	['integer', 'bigint', true],
	['bigint', 'integer', false],
	['numeric(8,2)', 'numeric(10,2)', true],
	['numeric(8,2)', 'numeric(8,3)', false],
	['character varying(20)', 'text', true],
	['text', 'character varying(20)', false],
	['character varying(20)', 'character varying(30)', true],
	['date', 'timestamp with time zone', true],
	['text', 'integer', false],
])('%s to %s keeps every value: %s', (before, after, expected) => {
	expect(isWider(before, after)).toBe(expected);
});

test('only what loses data is a loss', async () => {
	const ddl = [
		'create table "public"."x" ("id" int)',
		'drop index "public"."i"',
		'alter table "public"."a" add column "b" text',
		'drop view if exists "public"."v"',
	];
	expect(await lossesOf(ddl, { tables: [], enums: [] }, async () => 5)).toEqual([]);
});

test('what a model may write wrongly is told by file and line', () => {
	const files = new Map([
		['schema.sql', 'CREATE TABLE a (id int);\nCRATE TABLE b (id int);'],
		['seed.sql', "INSERT INTO a VALUES ('open);"],
		['migrations/first.sql', 'ALTER SYSTEM SET x = 1;'],
		['queries/bad.sql', "-- Bad\nDELETE FROM a;\nCOPY a TO '/tmp/x';"],
	]);
	const found = check(files).map(({ path, line, type }) => `${path}:${line ?? 0} ${type}`);
	expect(found).toEqual(
		expect.arrayContaining([
			'schema.sql:2 sql-unknown',
			'seed.sql:1 sql-unclosed',
			'migrations/first.sql:1 migration-name',
			'migrations/first.sql:1 sql-dangerous',
			'queries/bad.sql:2 query-writes',
			'queries/bad.sql:3 sql-dangerous',
		]),
	);
});
