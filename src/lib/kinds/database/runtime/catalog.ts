import type { Column, ForeignKey, SchemaAnswer, Table } from './face.ts';
import * as z from 'zod/mini';
import type { Engine } from './engine.ts';

const OWN = `n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'aether')
	AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')`;

const TABLES = `
	SELECT c.oid::int, n.nspname AS schema, c.relname AS name, c.relkind AS kind, obj_description(c.oid, 'pg_class') AS comment,
		CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid, true) END AS definition
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${OWN}
	ORDER BY n.nspname <> 'public', n.nspname, c.relname`;

const COLUMNS = `
	SELECT a.attrelid::int AS oid, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, t.typname AS base,
		bt.typname AS domain_base, NOT (a.attnotnull OR t.typnotnull) AS nullable, pg_get_expr(d.adbin, d.adrelid) AS default,
		a.attidentity <> '' AS identity, a.attgenerated <> '' AS generated, col_description(a.attrelid, a.attnum) AS comment,
		(SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid IN (a.atttypid, t.typbasetype)) AS options
	FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
		JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type bt ON bt.oid = t.typbasetype
		LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
	WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${OWN}
	ORDER BY a.attrelid, a.attnum`;

const CONSTRAINTS = `
	SELECT k.conrelid::int AS oid, k.conname AS name, k.contype AS type, pg_get_constraintdef(k.oid, true) AS definition,
		(SELECT array_agg(a.attname::text ORDER BY x.n) FROM unnest(k.conkey) WITH ORDINALITY x(num, n)
			JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.num) AS columns,
		tn.nspname AS target_schema, tc.relname AS target, k.confdeltype AS on_delete, k.confupdtype AS on_update,
		(SELECT array_agg(a.attname::text ORDER BY x.n) FROM unnest(k.confkey) WITH ORDINALITY x(num, n)
			JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.num) AS target_columns
	FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
		LEFT JOIN pg_class tc ON tc.oid = k.confrelid LEFT JOIN pg_namespace tn ON tn.oid = tc.relnamespace
	WHERE k.contype IN ('p', 'f', 'u', 'c') AND ${OWN}
	ORDER BY k.conname`;

const INDEXES = `
	SELECT i.indrelid::int AS oid, ic.relname AS name, i.indisunique AS is_unique, pg_get_indexdef(i.indexrelid) AS definition
	FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
		JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE ${OWN} AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
	ORDER BY ic.relname`;

const ENUMS = `
	SELECT n.nspname AS schema, t.typname AS name, array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS values
	FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_enum e ON e.enumtypid = t.oid
	WHERE n.nspname NOT LIKE 'pg\\_%' GROUP BY 1, 2 ORDER BY 1, 2`;

const text = z.string();
const maybe = z.nullable(z.string());
const names = z.nullable(z.array(z.string()));
const oid = z.number();

const tableRow = z.object({ oid, schema: text, name: text, kind: text, comment: maybe, definition: maybe });
const columnRow = z.object({
	oid,
	name: text,
	type: text,
	base: text,
	domain_base: maybe,
	nullable: z.boolean(),
	default: maybe,
	identity: z.boolean(),
	generated: z.boolean(),
	comment: maybe,
	options: names,
});
const constraintRow = z.object({
	oid,
	name: text,
	type: text,
	definition: text,
	columns: names,
	target_schema: maybe,
	target: maybe,
	on_delete: text,
	on_update: text,
	target_columns: names,
});
const indexRow = z.object({ oid, name: text, is_unique: z.boolean(), definition: text });
const enumRow = z.object({ schema: text, name: text, values: z.array(text) });

type ColumnRow = z.infer<typeof columnRow>;
type ConstraintRow = z.infer<typeof constraintRow>;

/** All tables and views with what belongs to them, from PostgreSQL's own catalog. */
export async function readSchema(engine: Engine): Promise<SchemaAnswer> {
	const read = async <Row>(sql: string, row: z.ZodMiniType<Row>): Promise<readonly Row[]> =>
		z.array(row).parse(await engine.objects(sql));
	const tables = await read(TABLES, tableRow);
	const columns = byOid(await read(COLUMNS, columnRow));
	const constraints = byOid(await read(CONSTRAINTS, constraintRow));
	const indexes = byOid(await read(INDEXES, indexRow));
	const enums = await read(ENUMS, enumRow);
	return {
		tables: tables.map((table): Table => {
			const own = constraints.get(table.oid) ?? [];
			return {
				id: tableId(table.schema, table.name),
				schema: table.schema,
				name: table.name,
				kind: table.kind === 'v' ? 'view' : table.kind === 'm' ? 'materialized view' : 'table',
				...optional('comment', table.comment),
				...optional('definition', table.definition),
				columns: (columns.get(table.oid) ?? []).map(columnOf),
				...constraintsOf(own),
				indexes: (indexes.get(table.oid) ?? []).map((index) => ({
					name: index.name,
					isUnique: index.is_unique,
					definition: index.definition,
				})),
			};
		}),
		enums: enums.map(({ schema, name, values }) => ({ id: tableId(schema, name), values })),
	};
}

/** How a table is named in addresses: with its schema unless that is `public`. */
export const tableId = (schema: string, name: string): string =>
	schema === 'public' ? name : `${schema}.${name}`;

function constraintsOf(
	own: readonly ConstraintRow[],
): Pick<Table, 'primaryKey' | 'foreignKeys' | 'uniques' | 'checks'> {
	const of = (type: string): readonly ConstraintRow[] => own.filter((each) => each.type === type);
	return {
		primaryKey: of('p')[0]?.columns ?? [],
		foreignKeys: of('f').map(foreignKeyOf),
		uniques: of('u').map(({ name, columns }) => ({ name, columns: columns ?? [] })),
		checks: of('c').map(({ name, definition }) => ({ name, expression: definition })),
	};
}

const ACTIONS: Readonly<Record<string, string>> = {
	a: 'no action',
	r: 'restrict',
	c: 'cascade',
	n: 'set null',
	d: 'set default',
};

const foreignKeyOf = (row: ConstraintRow): ForeignKey => ({
	name: row.name,
	columns: row.columns ?? [],
	table: tableId(row.target_schema ?? 'public', row.target ?? ''),
	targetColumns: row.target_columns ?? [],
	onDelete: ACTIONS[row.on_delete] ?? 'no action',
	onUpdate: ACTIONS[row.on_update] ?? 'no action',
});

const columnOf = (row: ColumnRow): Column => ({
	name: row.name,
	type: row.type,
	input: row.options ? 'enum' : inputOf(row.domain_base ?? row.base, row.name),
	isNullable: row.nullable,
	...optional('default', row.default),
	isAutomatic: row.identity || row.generated || row.default !== null,
	isGenerated: row.generated,
	...(row.options ? { options: row.options } : {}),
	...optional('comment', row.comment),
});

function inputOf(type: string, name: string): Column['input'] {
	if (/^(int[248]|float[48]|numeric|money|oid)$/.test(type)) return 'number';
	if (type === 'bool') return 'boolean';
	if (type === 'date') return 'date';
	if (/^time(tz)?$/.test(type)) return 'time';
	if (/^timestamp/.test(type)) return 'dateTime';
	if (/^jsonb?$/.test(type)) return 'json';
	return type === 'text' && /note|description|body|comment|content|bio|summary/.test(name)
		? 'longText'
		: 'text';
}

const optional = <Name extends string>(name: Name, value: string | null): Partial<Record<Name, string>> => {
	const entry: Partial<Record<Name, string>> = {};
	if (value !== null) entry[name] = value;
	return entry;
};

function byOid<Row extends { readonly oid: number }>(rows: readonly Row[]): ReadonlyMap<number, Row[]> {
	const groups = new Map<number, Row[]>();
	for (const row of rows) groups.set(row.oid, [...(groups.get(row.oid) ?? []), row]);
	return groups;
}
