import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { rowsAnswerSchema, type Column, type Row, type RowsAnswer, type Table } from './face.ts';
import { qualified, quoteName } from './sql/identifier.ts';
import type { Engine } from './engine.ts';
import { textOfValue } from './values.ts';

const LIMIT = 50;
const MOST = 1000;

/** One page of a table. `filter` is `column:operator:value`, `order` is `column` or `column.desc`. */
export async function readRows(
	engine: Engine,
	table: Table,
	query: URLSearchParams,
): Promise<Result<RowsAnswer, Problem>> {
	const where = conditions(table, query.getAll('filter'));
	if (!where.ok) return where;
	const order = orderOf(table, query.getAll('order'));
	if (!order.ok) return order;
	const limit = bounded(query.get('limit'), LIMIT, MOST);
	const offset = bounded(query.get('offset'), 0, Number.MAX_SAFE_INTEGER);
	const { sql, params } = where.value;
	const from = `FROM ${nameOf(table)}${sql}`;
	const [count] = await engine.objects(`SELECT count(*)::float8 AS total ${from}`, params);
	const rows = await engine.objects(`SELECT * ${from}${order.value} LIMIT ${limit} OFFSET ${offset}`, params);
	return ok({ rows: jsonRows(rows), total: Number(count?.['total'] ?? 0), limit, offset });
}

/** Adds a row and answers it as the database made it. */
export async function addRow(engine: Engine, table: Table, row: Row): Promise<Result<Row, Problem>> {
	const columns = writable(table, row);
	if (!columns.ok) return columns;
	const names = columns.value.map(({ name }) => quoteName(name)).join(', ');
	const values = columns.value.map((column, index) => castParam(column, index + 1)).join(', ');
	const sql =
		columns.value.length === 0
			? `INSERT INTO ${nameOf(table)} DEFAULT VALUES RETURNING *`
			: `INSERT INTO ${nameOf(table)} (${names}) OVERRIDING SYSTEM VALUE VALUES (${values}) RETURNING *`;
	return first(await engine.objects(sql, paramsOf(columns.value, row)));
}

/** Changes some columns of the row with this key. */
export async function changeRow(
	engine: Engine,
	table: Table,
	key: string,
	row: Row,
): Promise<Result<Row, Problem>> {
	const columns = writable(table, row);
	if (!columns.ok) return columns;
	const where = keyCondition(table, key, columns.value.length);
	if (!where.ok) return where;
	if (columns.value.length === 0) return err(problem('nothing-to-change', 'No column was given.'));
	const sets = columns.value.map(
		(column, index) => `${quoteName(column.name)} = ${castParam(column, index + 1)}`,
	);
	const sql = `UPDATE ${nameOf(table)} SET ${sets.join(', ')}${where.value.sql} RETURNING *`;
	return first(await engine.objects(sql, [...paramsOf(columns.value, row), ...where.value.params]));
}

/** Removes the row with this key and answers what it held, so that it can be put back. */
export async function removeRow(engine: Engine, table: Table, key: string): Promise<Result<Row, Problem>> {
	const where = keyCondition(table, key, 0);
	if (!where.ok) return where;
	return first(
		await engine.objects(`DELETE FROM ${nameOf(table)}${where.value.sql} RETURNING *`, where.value.params),
	);
}

/** The one row with this key. */
export async function readRow(engine: Engine, table: Table, key: string): Promise<Result<Row, Problem>> {
	const where = keyCondition(table, key, 0);
	if (!where.ok) return where;
	return first(await engine.objects(`SELECT * FROM ${nameOf(table)}${where.value.sql}`, where.value.params));
}

const nameOf = ({ schema, name }: Table): string => qualified(schema, name);

const problem = (type: string, message: string): Problem => ({ type, message });

const first = (rows: readonly Record<string, unknown>[]): Result<Row, Problem> => {
	const [row] = jsonRows(rows);
	return row ? ok(row) : err(problem('row-missing', 'There is no row with this key.'));
};

/** Through JSON, as a caller gets them. */
function jsonRows(rows: readonly Record<string, unknown>[]): Row[] {
	return rowsAnswerSchema.shape.rows.parse(JSON.parse(JSON.stringify(rows)));
}

/** Text goes in and PostgreSQL makes its type of it, so that every type can be written. */
const castParam = (column: Column, number: number): string => `$${number}::text::${column.type}`;

const paramsOf = (columns: readonly Column[], row: Row): (string | null)[] =>
	columns.map(({ name, input }) => {
		const value = row[name];
		return input === 'json' && value !== null && typeof value !== 'string'
			? JSON.stringify(value)
			: textOfValue(value);
	});

function writable(table: Table, row: Row): Result<readonly Column[], Problem> {
	const columns: Column[] = [];
	for (const name of Object.keys(row)) {
		const column = columnNamed(table, name);
		if (!column) return err(problem('column-missing', `The table ${table.id} has no column "${name}".`));
		if (!column.isGenerated) columns.push(column);
	}
	return ok(columns);
}

const columnNamed = (table: Table, name: string): Column | undefined =>
	table.columns.find((column) => column.name === name);

interface Condition {
	readonly sql: string;
	readonly params: readonly (string | null)[];
}

function keyCondition(table: Table, key: string, paramsBefore: number): Result<Condition, Problem> {
	if (table.primaryKey.length === 0)
		return err(
			problem('key-missing', `The table ${table.id} has no primary key, so its rows cannot be told apart.`),
		);
	const parts = key.split(',').map((part) => decodeURIComponent(part));
	if (parts.length !== table.primaryKey.length)
		return err(
			problem(
				'key-wrong',
				`The key of ${table.id} has ${table.primaryKey.length} parts: ${table.primaryKey.join(', ')}.`,
			),
		);
	const tests = table.primaryKey.map((name, index) => {
		const column = columnNamed(table, name);
		return `${quoteName(name)} = $${paramsBefore + index + 1}::text::${column?.type ?? 'text'}`;
	});
	return ok({ sql: ` WHERE ${tests.join(' AND ')}`, params: parts });
}

const COMPARISONS: Readonly<Record<string, string>> = {
	eq: '=',
	ne: '<>',
	lt: '<',
	lte: '<=',
	gt: '>',
	gte: '>=',
};

function conditions(table: Table, filters: readonly string[]): Result<Condition, Problem> {
	const tests: string[] = [];
	const params: string[] = [];
	for (const filter of filters) {
		const [name = '', operator = '', ...rest] = filter.split(':');
		const column = columnNamed(table, name);
		if (!column) return err(problem('column-missing', `The table ${table.id} has no column "${name}".`));
		const test = testOf(column, operator, params.length + 1);
		if (test === undefined) return err(problem('filter-wrong', `"${operator}" is no way to filter.`));
		tests.push(test);
		if (!/null$/.test(operator)) params.push(pattern(operator, rest.join(':')));
	}
	return ok({ sql: tests.length > 0 ? ` WHERE ${tests.join(' AND ')}` : '', params });
}

function testOf(column: Column, operator: string, number: number): string | undefined {
	const name = quoteName(column.name);
	if (operator === 'null') return `${name} IS NULL`;
	if (operator === 'notnull') return `${name} IS NOT NULL`;
	if (operator === 'contains' || operator === 'starts') return `${name}::text ILIKE $${number}::text`;
	const comparison = COMPARISONS[operator];
	return comparison === undefined ? undefined : `${name} ${comparison} $${number}::text::${column.type}`;
}

function pattern(operator: string, value: string): string {
	const escaped = value.replaceAll(/[\\%_]/g, String.raw`\$&`);
	if (operator === 'contains') return `%${escaped}%`;
	return operator === 'starts' ? `${escaped}%` : value;
}

/** Ends with the key, so that pages never overlap. */
function orderOf(table: Table, orders: readonly string[]): Result<string, Problem> {
	const parts: string[] = [];
	for (const order of orders.flatMap((each) => each.split(',')).filter(Boolean)) {
		const [, name = '', direction = 'asc'] = /^(.*?)(?:\.(asc|desc))?$/.exec(order) ?? [];
		if (!columnNamed(table, name))
			return err(problem('column-missing', `The table ${table.id} has no column "${name}".`));
		parts.push(`${quoteName(name)} ${direction.toUpperCase()} NULLS LAST`);
	}
	parts.push(...table.primaryKey.map(quoteName));
	return ok(parts.length > 0 ? ` ORDER BY ${parts.join(', ')}` : '');
}

function bounded(text: string | null, fallback: number, most: number): number {
	const number = Number(text ?? fallback);
	return Number.isInteger(number) && number >= 0 ? Math.min(number, most) : fallback;
}
