import type { SchemaAnswer, Table } from './face.ts';
import { plainSql } from './sql/words.ts';

/** A statement of a migration that loses data, or cannot work with the rows that are there. */
export interface Loss {
	readonly statement: string;
	readonly message: string;
}

const NAME = String.raw`("(?:[^"]|"")+"|[\w$]+)`;
const TABLE = `(?:${NAME}\\.)?${NAME}`;
const DROP_TABLE = new RegExp(`^drop table (?:if exists )?${TABLE}`, 'i');
const DROP_COLUMN = new RegExp(`^alter table (?:only )?${TABLE} drop column (?:if exists )?${NAME}`, 'i');
const SET_TYPE = new RegExp(
	`^alter table (?:only )?${TABLE} alter column ${NAME} (?:set data )?type (.+?)(?: using .*)?$`,
	'i',
);
const ADD_NOT_NULL = new RegExp(`^alter table (?:only )?${TABLE} add column ${NAME} .*\\bnot null\\b`, 'i');
const SET_NOT_NULL = new RegExp(`^alter table (?:only )?${TABLE} alter column ${NAME} set not null`, 'i');

/** What of a migration a person must agree to. `rowsOf` tells how many rows a table holds. */
export async function lossesOf(
	ddl: readonly string[],
	schema: SchemaAnswer,
	rowsOf: (table: Table) => Promise<number>,
): Promise<readonly Loss[]> {
	const losses: Loss[] = [];
	for (const statement of ddl) {
		const message = await lossOf(plainSql(statement), schema, rowsOf);
		if (message !== undefined) losses.push({ statement, message });
	}
	return losses;
}

async function lossOf(
	statement: string,
	schema: SchemaAnswer,
	rowsOf: (table: Table) => Promise<number>,
): Promise<string | undefined> {
	const counted = async (
		match: RegExpExecArray,
	): Promise<{ table: Table; rows: string; count: number } | undefined> => {
		const table = tableOf(schema, match);
		if (!table) return undefined;
		const count = await rowsOf(table);
		return { table, count, rows: count === 1 ? '1 row' : `${count} rows` };
	};
	const dropped = DROP_TABLE.exec(statement);
	if (dropped) {
		const found = await counted(dropped);
		return found && `The table ${found.table.id} and its ${found.rows} are lost.`;
	}
	const column = DROP_COLUMN.exec(statement);
	if (column) {
		const found = await counted(column);
		return found && `The column ${unquote(column[3])} of ${found.table.id} is lost, in ${found.rows}.`;
	}
	const type = SET_TYPE.exec(statement);
	if (type) return narrowing(type, schema);
	const required = ADD_NOT_NULL.exec(statement);
	if (required && !/\bdefault\b|\bgenerated\b/i.test(statement)) {
		const found = await counted(required);
		if (found && found.count > 0)
			return `${found.rows} of ${found.table.id} would have no value in ${unquote(required[3])}: give it a default.`;
	}
	const made = SET_NOT_NULL.exec(statement);
	if (!made) return undefined;
	const found = await counted(made);
	return found && found.count > 0
		? `Rows of ${found.table.id} without a value in ${unquote(made[3])} would stop this.`
		: undefined;
}

function narrowing(match: RegExpExecArray, schema: SchemaAnswer): string | undefined {
	const table = tableOf(schema, match);
	const name = unquote(match[3]);
	const before = table?.columns.find((column) => column.name === name)?.type;
	const after = (match[4] ?? '')
		.trim()
		.replaceAll('"', '')
		.replace(/^public\./, '');
	if (!table || before === undefined || isWider(before, after)) return undefined;
	return `Values of ${table.id}.${name} may not fit when ${before} becomes ${after}.`;
}

function tableOf(schema: SchemaAnswer, match: RegExpExecArray): Table | undefined {
	const [, schemaName, name] = match;
	return schema.tables.find(
		(table) =>
			table.kind === 'table' &&
			table.name === unquote(name) &&
			(schemaName === undefined || table.schema === unquote(schemaName)),
	);
}

const unquote = (name = ''): string =>
	name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();

const NUMBERS = ['smallint', 'integer', 'bigint', 'numeric'];

/** Whether every value of one type is a value of the other. */
export function isWider(before: string, after: string): boolean {
	const [from, to] = [typeParts(before), typeParts(after)];
	if (to.name === 'text' || before === after) return true;
	if (to.name === 'character varying' && /^character/.test(from.name))
		return to.sizes.length === 0 || (from.sizes[0] ?? Infinity) <= (to.sizes[0] ?? Infinity);
	if (from.name === 'numeric' && to.name === 'numeric') return isWiderNumeric(from.sizes, to.sizes);
	if (NUMBERS.includes(from.name) && NUMBERS.includes(to.name) && to.sizes.length === 0)
		return NUMBERS.indexOf(from.name) <= NUMBERS.indexOf(to.name);
	return (
		(from.name === 'real' && to.name === 'double precision') ||
		(from.name === 'date' && to.name.startsWith('timestamp')) ||
		(from.name === 'json' && to.name === 'jsonb')
	);
}

function isWiderNumeric(from: readonly number[], to: readonly number[]): boolean {
	if (to.length === 0) return true;
	const [fromSize = Infinity, fromScale = 0] = from;
	const [toSize = Infinity, toScale = 0] = to;
	return fromScale <= toScale && fromSize - fromScale <= toSize - toScale;
}

function typeParts(type: string): { readonly name: string; readonly sizes: readonly number[] } {
	const [, head = '', sizes, tail = ''] = /^([^(]*)(?:\(([^)]*)\))?(.*)$/.exec(type.toLowerCase()) ?? [];
	const name = `${head}${tail}`.trim().replace(/^"?varchar"?$/, 'character varying');
	return { name, sizes: sizes === undefined ? [] : sizes.split(',').map(Number) };
}
