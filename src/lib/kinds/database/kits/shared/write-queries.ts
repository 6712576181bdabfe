import type { ColumnModel, TableModel } from './model.ts';

/** Ready queries by path: what one asks such tables first. */
export function queryFiles(tables: readonly TableModel[]): ReadonlyMap<string, string> {
	const real = tables.filter(({ joins }) => !joins);
	const queries = real.flatMap((table) =>
		[newest(table), linked(table, tables), counted(table), summed(table)].flatMap((query) => query ?? []),
	);
	return new Map(
		queries.slice(0, 8).map(({ path, label, sql }) => [`queries/${path}.sql`, `-- ${label}\n${sql}\n`]),
	);
}

interface ReadyQuery {
	readonly path: string;
	readonly label: string;
	readonly sql: string;
}

const fileName = (text: string): string => text.replaceAll('_', '-');

function newest(table: TableModel): ReadyQuery | undefined {
	const date = table.columns.find(({ field }) => field.type === 'date' || field.type === 'dateTime');
	return {
		path: `${fileName(table.name)}-newest`,
		label: `${table.plural}, newest first`,
		sql: `SELECT * FROM ${table.name} ORDER BY ${date?.name ?? 'created_at'} DESC LIMIT 50;`,
	};
}

/** Rows with the headings of what they point to. */
function linked(table: TableModel, tables: readonly TableModel[]): ReadyQuery | undefined {
	const links = table.columns.filter(({ target }) => target !== undefined && target !== table.name);
	const joins = links.flatMap((column, index) => {
		const target = tables.find(({ name }) => name === column.target);
		const heading = target && headingOf(target);
		return target && heading ? [{ column, target, heading, alias: `t${index + 1}` }] : [];
	});
	if (joins.length === 0) return undefined;
	const own = table.columns.filter(({ target }) => target === undefined).map(({ name }) => `r.${name}`);
	const heads = joins.map(
		({ alias, heading, column }) => `${alias}.${heading.name} AS ${column.name.replace(/_id$/, '')}`,
	);
	return {
		path: `${fileName(table.name)}-with-names`,
		label: `${table.plural} with names`,
		sql: `SELECT r.id, ${[...own, ...heads].join(', ')}\nFROM ${table.name} r\n${joins
			.map(
				({ target, alias, column }) => `LEFT JOIN ${target.name} ${alias} ON ${alias}.id = r.${column.name}`,
			)
			.join('\n')}\nORDER BY r.id;`,
	};
}

function counted(table: TableModel): ReadyQuery | undefined {
	const column = table.columns.find(({ field, target }) => target === undefined && field.type === 'enum');
	if (!column) return undefined;
	return {
		path: `${fileName(table.name)}-by-${fileName(column.name)}`,
		label: `${table.plural} by ${column.field.label.toLowerCase()}`,
		sql: `SELECT ${column.name}, count(*) FROM ${table.name} GROUP BY 1 ORDER BY 2 DESC;`,
	};
}

function summed(table: TableModel): ReadyQuery | undefined {
	const amount = table.columns.find(({ field }) => field.type === 'money');
	const date = table.columns.find(({ field }) => field.type === 'date' || field.type === 'dateTime');
	if (!amount || !date) return undefined;
	return {
		path: `${fileName(table.name)}-by-month`,
		label: `${amount.field.label} by month`,
		sql: `SELECT date_trunc('month', ${date.name})::date AS month, count(*), sum(${amount.name}) AS ${amount.name}\nFROM ${table.name}\nGROUP BY 1\nORDER BY 1 DESC;`,
	};
}

const headingOf = ({ columns }: TableModel): ColumnModel | undefined =>
	columns.find(
		({ field, target }) => target === undefined && (field.type === 'text' || field.type === 'email'),
	);
