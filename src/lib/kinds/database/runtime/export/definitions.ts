import * as z from 'zod/mini';
import type { Engine } from '../engine.ts';
import { quoteName, quoteText } from '../sql/identifier.ts';
import type { SchemaObject } from './objects.ts';

/** The `CREATE` statement of an object. The session's search path must be empty, so that all names are full. */
export async function definitionOf(engine: Engine, { type, oid }: SchemaObject): Promise<string> {
	switch (type) {
		case 'type':
			return typeDefinition(engine, oid);
		case 'function':
			return functionDefinition(engine, oid);
		case 'sequence':
			return sequenceDefinition(engine, oid);
		case 'table':
			return tableDefinition(engine, oid);
		case 'view':
			return viewDefinition(engine, oid);
	}
}

const text = z.string();
const maybe = z.nullable(z.string());

async function one<Row>(engine: Engine, sql: string, row: z.ZodMiniType<Row>): Promise<Row> {
	return row.parse((await engine.objects(sql))[0]);
}

async function many<Row>(engine: Engine, sql: string, row: z.ZodMiniType<Row>): Promise<readonly Row[]> {
	return z.array(row).parse(await engine.objects(sql));
}

async function typeDefinition(engine: Engine, oid: number): Promise<string> {
	const type = await one(
		engine,
		`SELECT format_type(oid, NULL) AS name, typtype::text AS kind, format_type(typbasetype, typtypmod) AS base, typnotnull AS required,
			typdefault AS default, typrelid::int AS relation FROM pg_type WHERE oid = ${oid}`,
		z.object({
			name: text,
			kind: text,
			base: text,
			required: z.boolean(),
			default: maybe,
			relation: z.number(),
		}),
	);
	if (type.kind === 'e') {
		const labels = await many(
			engine,
			`SELECT enumlabel::text AS label FROM pg_enum WHERE enumtypid = ${oid} ORDER BY enumsortorder`,
			z.object({ label: text }),
		);
		return `CREATE TYPE ${type.name} AS ENUM (${labels.map(({ label }) => quoteText(label)).join(', ')})`;
	}
	if (type.kind === 'd') {
		const checks = await many(
			engine,
			`SELECT conname::text AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE contypid = ${oid} AND contype = 'c' ORDER BY conname`,
			z.object({ name: text, definition: text }),
		);
		const parts = [
			...(type.default === null ? [] : [`DEFAULT ${type.default}`]),
			...(type.required ? ['NOT NULL'] : []),
			...checks.map(({ name, definition }) => `CONSTRAINT ${quoteName(name)} ${definition}`),
		];
		return [`CREATE DOMAIN ${type.name} AS ${type.base}`, ...parts].join(' ');
	}
	if (type.kind === 'r') {
		const range = await one(
			engine,
			`SELECT format_type(rngsubtype, NULL) AS subtype FROM pg_range WHERE rngtypid = ${oid}`,
			z.object({ subtype: text }),
		);
		return `CREATE TYPE ${type.name} AS RANGE (SUBTYPE = ${range.subtype})`;
	}
	const fields = await many(
		engine,
		`SELECT attname::text AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = ${type.relation} AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
		z.object({ name: text, type: text }),
	);
	return `CREATE TYPE ${type.name} AS (${fields.map((field) => `${quoteName(field.name)} ${field.type}`).join(', ')})`;
}

async function functionDefinition(engine: Engine, oid: number): Promise<string> {
	const { kind } = await one(
		engine,
		`SELECT prokind::text AS kind FROM pg_proc WHERE oid = ${oid}`,
		z.object({ kind: text }),
	);
	if (kind !== 'a') {
		const { definition } = await one(
			engine,
			`SELECT pg_get_functiondef(${oid}) AS definition`,
			z.object({ definition: text }),
		);
		return definition.trim();
	}
	const aggregate = await one(
		engine,
		`SELECT format('%I.%I', n.nspname, p.proname) AS name, pg_get_function_arguments(p.oid) AS arguments, a.aggtransfn::regproc::text AS step,
			format_type(a.aggtranstype, NULL) AS state, nullif(a.aggfinalfn::oid, 0)::regproc::text AS final, a.agginitval AS initial
		FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = ${oid}`,
		z.object({ name: text, arguments: text, step: text, state: text, final: maybe, initial: maybe }),
	);
	const parts = [
		`SFUNC = ${aggregate.step}`,
		`STYPE = ${aggregate.state}`,
		...(aggregate.final === null ? [] : [`FINALFUNC = ${aggregate.final}`]),
		...(aggregate.initial === null ? [] : [`INITCOND = ${quoteText(aggregate.initial)}`]),
	];
	return `CREATE AGGREGATE ${aggregate.name}(${aggregate.arguments || '*'}) (${parts.join(', ')})`;
}

async function sequenceDefinition(engine: Engine, oid: number): Promise<string> {
	const row = await one(
		engine,
		`SELECT ${oid}::regclass::text AS name, format_type(seqtypid, NULL) AS type, seqstart::text AS start, seqincrement::text AS step,
			seqmin::text AS least, seqmax::text AS most, seqcache::text AS cache, seqcycle AS cycles FROM pg_sequence WHERE seqrelid = ${oid}`,
		z.object({
			name: text,
			type: text,
			start: text,
			step: text,
			least: text,
			most: text,
			cache: text,
			cycles: z.boolean(),
		}),
	);
	return `CREATE SEQUENCE ${row.name} AS ${row.type} START WITH ${row.start} INCREMENT BY ${row.step} MINVALUE ${row.least} MAXVALUE ${row.most} CACHE ${row.cache}${row.cycles ? ' CYCLE' : ''}`;
}

const columnRow = z.object({
	name: text,
	type: text,
	required: z.boolean(),
	default: maybe,
	identity: text,
	generated: text,
	collation: maybe,
});

async function tableDefinition(engine: Engine, oid: number): Promise<string> {
	const table = await one(
		engine,
		`SELECT ${oid}::regclass::text AS name, relkind::text AS kind, relpersistence::text AS persistence, pg_get_partkeydef(oid) AS key, pg_get_expr(relpartbound, oid) AS bound,
			(SELECT array_agg(inhparent::regclass::text ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = ${oid}) AS parents FROM pg_class WHERE oid = ${oid}`,
		z.object({
			name: text,
			kind: text,
			persistence: text,
			key: maybe,
			bound: maybe,
			parents: z.nullable(z.array(text)),
		}),
	);
	const partition = table.key === null ? '' : ` PARTITION BY ${table.key}`;
	const head = `CREATE ${table.persistence === 'u' ? 'UNLOGGED ' : ''}TABLE ${table.name}`;
	if (table.bound !== null)
		return `${head} PARTITION OF ${table.parents?.[0] ?? ''} ${table.bound}${partition}`;
	const columns = await many(
		engine,
		`SELECT a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required, pg_get_expr(d.adbin, d.adrelid) AS default,
			a.attidentity::text AS identity, a.attgenerated::text AS generated,
			CASE WHEN a.attcollation <> t.typcollation AND a.attcollation <> 0 THEN (SELECT format('%I.%I', n.nspname, l.collname) FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace WHERE l.oid = a.attcollation) END AS collation
		FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
		WHERE a.attrelid = ${oid} AND a.attnum > 0 AND NOT a.attisdropped AND a.attislocal ORDER BY a.attnum`,
		columnRow,
	);
	const parents = table.parents ? ` INHERITS (${table.parents.join(', ')})` : '';
	return `${head} (${columns.map((column) => `\n\t${columnDefinition(column)}`).join(',')}\n)${parents}${partition}`;
}

function columnDefinition(column: z.infer<typeof columnRow>): string {
	const parts = [quoteName(column.name), column.type];
	if (column.collation !== null) parts.push(`COLLATE ${column.collation}`);
	if (column.identity)
		parts.push(`GENERATED ${column.identity === 'a' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`);
	else if (column.generated)
		parts.push(`GENERATED ALWAYS AS (${column.default}) ${column.generated === 's' ? 'STORED' : 'VIRTUAL'}`);
	else if (column.default !== null) parts.push(`DEFAULT ${column.default}`);
	if (column.required) parts.push('NOT NULL');
	return parts.join(' ');
}

async function viewDefinition(engine: Engine, oid: number): Promise<string> {
	const view = await one(
		engine,
		`SELECT ${oid}::regclass::text AS name, relkind::text AS kind, pg_get_viewdef(oid) AS definition, relispopulated FROM pg_class WHERE oid = ${oid}`,
		z.object({ name: text, kind: text, definition: text, relispopulated: z.boolean() }),
	);
	return `CREATE ${view.kind === 'm' ? 'MATERIALIZED ' : ''}VIEW ${view.name} AS\n${view.definition.trim().replace(/;$/, '')}${view.relispopulated ? '' : '\nWITH NO DATA'}`;
}
