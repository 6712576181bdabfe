import * as z from 'zod/mini';
import type { Engine } from '../engine.ts';
import { quoteName, quoteText } from '../sql/identifier.ts';
import { definitionOf } from './definitions.ts';
import { needingViews, sortedObjects } from './objects.ts';

const HEAD = `-- Made by AetherOS. Load it into an empty database: psql -v ON_ERROR_STOP=1 -f export.sql
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET check_function_bodies = false;
SET client_min_messages = warning;
SELECT pg_catalog.set_config('search_path', '', false);
`;

const OWN = `n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'aether')`;
const NO_EXTENSION = `NOT EXISTS (SELECT 1 FROM pg_depend x WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'e')`;
const statementRow = z.object({ statement: z.string() });

/** The whole database as SQL that a stock psql loads: schema, rows, values of sequences, in an order that works. */
export async function exportSql(engine: Engine): Promise<string> {
	await engine.run("BEGIN READ ONLY; SET LOCAL search_path = ''");
	try {
		return await write(engine);
	} finally {
		await engine.run('ROLLBACK');
	}
}

async function write(engine: Engine): Promise<string> {
	const objects = await sortedObjects(engine);
	const late = needingViews(objects);
	const define = async (isLate: boolean): Promise<string[]> => {
		const statements: string[] = [];
		for (const object of objects)
			if (late.has(object.key) === isLate) statements.push(await definitionOf(engine, object));
		return statements;
	};
	const list = async (sql: string): Promise<string[]> =>
		z
			.array(statementRow)
			.parse(await engine.objects(sql))
			.map(({ statement }) => statement);
	const parts: string[] = [
		...statements(await list(SCHEMAS)),
		...statements(await list(EXTENSIONS)),
		...statements(await define(false)),
		...statements(await list(OWNERS)),
		...(await data(engine)),
		...statements(await list(SEQUENCE_VALUES(await sequenceValues(engine)))),
		...statements(await list(constraints("'p', 'u', 'x', 'c'"))),
		...statements(await list(indexes("'r', 'p'"))),
		...statements(await list(constraints("'f'"))),
		...statements(await define(true)),
		...statements(await list(indexes("'m'"))),
		...statements(await list(TRIGGERS)),
		...statements(await list(COMMENTS)),
	];
	return `${HEAD}\n${parts.join('\n')}`;
}

const statements = (list: readonly string[]): string[] => list.map((statement) => `${statement};\n`);

const SCHEMAS = `SELECT format('CREATE SCHEMA %I', nspname) AS statement FROM pg_namespace n WHERE ${OWN} AND nspname <> 'public' ORDER BY nspname`;

const EXTENSIONS = `SELECT format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', extname, n.nspname) AS statement
	FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname <> 'plpgsql' ORDER BY e.oid`;

const OWNERS = `SELECT format('ALTER SEQUENCE %s OWNED BY %s.%I', c.oid::regclass, d.refobjid::regclass, a.attname) AS statement
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'a' AND d.refclassid = 'pg_class'::regclass
		JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
	WHERE c.relkind = 'S' AND ${OWN} ORDER BY c.oid`;

/** Domains keep theirs in their definition; those of partitions come from the parent. */
const constraints = (types: string): string =>
	`SELECT format('ALTER TABLE %s%s ADD CONSTRAINT %I %s', CASE WHEN c.relkind = 'p' OR k.contype = 'c' THEN '' ELSE 'ONLY ' END, k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) AS statement
	FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE k.contype IN (${types}) AND k.conparentid = 0 AND k.conislocal AND ${OWN} AND ${NO_EXTENSION} ORDER BY k.contype = 'u', k.conrelid, k.conname`;

/** Those of a partitioned table make those of its partitions. */
const indexes = (kinds: string): string =>
	`SELECT regexp_replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') AS statement FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE c.relkind IN (${kinds}) AND ${OWN} AND ${NO_EXTENSION}
		AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
		AND NOT EXISTS (SELECT 1 FROM pg_inherits h WHERE h.inhrelid = i.indexrelid) ORDER BY i.indexrelid`;

const TRIGGERS = `SELECT pg_get_triggerdef(t.oid) AS statement FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND ${OWN}
	UNION ALL SELECT rtrim(pg_get_ruledef(r.oid), ';') FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE r.rulename <> '_RETURN' AND ${OWN}
	UNION ALL SELECT format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', c.oid::regclass) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relrowsecurity AND ${OWN}
	UNION ALL SELECT format('CREATE POLICY %I ON %s AS %s FOR %s%s%s', p.polname, p.polrelid::regclass, CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
		CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
		' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
	FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OWN}`;

const COMMENTS = `SELECT format('COMMENT ON %s %s IS %L', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, c.oid::regclass, d.description) AS statement
	FROM pg_description d JOIN pg_class c ON c.oid = d.objoid JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE d.classoid = 'pg_class'::regclass AND d.objsubid = 0 AND c.relkind IN ('r', 'p', 'v', 'm') AND ${OWN} AND ${NO_EXTENSION}
	UNION ALL SELECT format('COMMENT ON COLUMN %s.%I IS %L', c.oid::regclass, a.attname, d.description)
	FROM pg_description d JOIN pg_class c ON c.oid = d.objoid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid
	WHERE d.classoid = 'pg_class'::regclass AND d.objsubid > 0 AND c.relkind IN ('r', 'p', 'v', 'm') AND ${OWN} AND ${NO_EXTENSION}`;

const tableRow = z.object({ name: z.string(), columns: z.nullable(z.array(z.string())) });

/** Rows of each table that holds its own, as COPY. */
async function data(engine: Engine): Promise<string[]> {
	const tables = z.array(tableRow).parse(
		await engine.objects(`SELECT c.oid::regclass::text AS name,
			(SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND ${OWN} AND ${NO_EXTENSION} ORDER BY c.oid`),
	);
	const parts: string[] = [];
	for (const { name, columns } of tables) {
		if (!columns) continue;
		const names = columns.map(quoteName).join(', ');
		const { blob } = await engine.execute(`COPY (SELECT ${names} FROM ONLY ${name}) TO '/dev/blob'`);
		const rows = blob ? await blob.text() : '';
		if (rows !== '') parts.push(`COPY ${name} (${names}) FROM stdin;\n${rows}\\.\n`);
	}
	return parts;
}

const sequenceRow = z.object({
	name: z.string(),
	table: z.nullable(z.string()),
	column: z.nullable(z.string()),
	isIdentity: z.boolean(),
});

/** `setval` of every sequence that was used; those of identity columns are found by their column, whatever their name. */
async function sequenceValues(engine: Engine): Promise<readonly string[]> {
	const sequences = z.array(sequenceRow).parse(
		await engine.objects(`SELECT c.oid::regclass::text AS name, d.refobjid::regclass::text AS table, a.attname::text AS column, coalesce(d.deptype = 'i', false) AS "isIdentity"
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
			LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
		WHERE c.relkind = 'S' AND ${OWN} AND ${NO_EXTENSION} ORDER BY c.oid`),
	);
	return sequences.map(({ name, table, column, isIdentity }) => {
		const target =
			isIdentity && table !== null && column !== null
				? `pg_catalog.pg_get_serial_sequence(${quoteText(table)}, ${quoteText(column)})`
				: quoteText(name);
		return `SELECT format('SELECT pg_catalog.setval(%s, %s, %L)', ${quoteText(target)}, last_value, is_called) AS statement FROM ${name}`;
	});
}

const SEQUENCE_VALUES = (queries: readonly string[]): string =>
	queries.length > 0 ? queries.join('\nUNION ALL ') : "SELECT '' AS statement WHERE false";
