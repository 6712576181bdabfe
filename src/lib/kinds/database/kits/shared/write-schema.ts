import type { Field } from '#lib/model/spec.ts';
import { quoteText } from '../../runtime/sql/identifier.ts';
import type { ColumnModel, TableModel } from './model.ts';

/** `CREATE` statements for tables, with checks, keys and indexes. */
export function schemaSql(tables: readonly TableModel[]): string {
	const made = new Set<string>();
	const later: string[] = [];
	const parts = tables.map((table) => {
		made.add(table.name);
		return [...table.columns.flatMap((column) => enumSql(table, column)), tableSql(table, made, later)].join(
			'\n\n',
		);
	});
	const indexes = tables.flatMap(indexSql);
	return [
		...parts,
		...(later.length > 0 ? [later.join('\n')] : []),
		...(indexes.length > 0 ? [indexes.join('\n')] : []),
	].join('\n\n');
}

/** The type of an `enum` column. */
export const enumName = (table: TableModel, column: ColumnModel): string => `${table.name}_${column.name}`;

const isEnum = ({ type, options }: Field): boolean => type === 'enum' && (options?.length ?? 0) > 0;

function enumSql(table: TableModel, column: ColumnModel): readonly string[] {
	if (!isEnum(column.field)) return [];
	const options = [...new Set(column.field.options)].map(quoteText).join(', ');
	return [`CREATE TYPE ${enumName(table, column)} AS ENUM (${options});`];
}

function tableSql(table: TableModel, made: ReadonlySet<string>, later: string[]): string {
	const lines = table.columns.map((column) => {
		const line = columnSql(table, column);
		if (column.target === undefined) return line;
		const action = column.field.required ? 'CASCADE' : 'SET NULL';
		const reference = `REFERENCES ${column.target} ON DELETE ${action}`;
		if (made.has(column.target)) return `${line} ${reference}`;
		later.push(`ALTER TABLE ${table.name} ADD FOREIGN KEY (${column.name}) ${reference};`);
		return line;
	});
	const all = table.joins
		? [...lines, `PRIMARY KEY (${table.columns.map(({ name }) => name).join(', ')})`]
		: [
				'id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
				...lines,
				'created_at timestamptz NOT NULL DEFAULT now()',
			];
	return `CREATE TABLE ${table.name} (\n${all.map((line) => `\t${line}`).join(',\n')}\n);`;
}

function columnSql(table: TableModel, column: ColumnModel): string {
	const { name, field } = column;
	const [type, check] = column.target === undefined ? typeOf(table, column) : ['bigint'];
	const parts = [name, type];
	if (field.type === 'boolean') parts.push('NOT NULL DEFAULT false');
	else if (field.type === 'tags') parts.push("NOT NULL DEFAULT '{}'");
	else if (isEnum(field)) parts.push(`NOT NULL DEFAULT ${quoteText(field.options?.[0] ?? '')}`);
	else if (field.required) parts.push('NOT NULL');
	if (check) parts.push(`CHECK (${check})`);
	return parts.join(' ');
}

function typeOf(table: TableModel, column: ColumnModel): readonly [type: string, check?: string] {
	const { name, field } = column;
	switch (field.type) {
		case 'number':
			return ['numeric'];
		case 'integer':
			return ['integer'];
		case 'money':
			return ['numeric(12, 2)'];
		case 'percent':
			return ['numeric(5, 2)', `${name} BETWEEN 0 AND 100`];
		case 'date':
			return ['date'];
		case 'dateTime':
			return ['timestamptz'];
		case 'time':
			return ['time'];
		case 'duration':
			return ['integer', `${name} >= 0`];
		case 'rating':
			return ['smallint', `${name} BETWEEN 1 AND 5`];
		case 'boolean':
			return ['boolean'];
		case 'enum':
			return [isEnum(field) ? enumName(table, column) : 'text'];
		case 'tags':
			return ['text[]'];
		case 'email':
			return ['text', `${name} LIKE '%_@_%'`];
		case 'url':
			return ['text', `${name} ~ '^https?://'`];
		case 'color':
			return ['text', `${name} ~* '^#[0-9a-f]{6}$'`];
		case 'text':
			return field.required ? ['text', `${name} <> ''`] : ['text'];
		default:
			return ['text'];
	}
}

function indexSql(table: TableModel): readonly string[] {
	const wanted = table.columns.filter(
		(column, index) =>
			(column.target !== undefined && !(table.joins && index === 0)) ||
			column.field.type === 'date' ||
			column.field.type === 'dateTime',
	);
	return wanted.map(({ name }) => `CREATE INDEX ${table.name}_${name}_idx ON ${table.name} (${name});`);
}
