import type { Field, Value, Values } from '../../shared/files/fields.ts';
import { isRecord, Problem } from '../../shared/files/http.ts';
import { ask, stampOf, tableOf, valueOf, type Table } from './linked-table.ts';
import { select, type Page, type Query, type Row } from './query.ts';
import type { Entity } from './schema.ts';

/** The rows of one entity, kept in a table of the linked database. */
export function storeOf(entity: Entity) {
	return {
		/** One page of the rows that fit, and how many fit in all. */
		async find(query: Query, page: Page): Promise<{ rows: readonly Row[]; total: number }> {
			const table = await tableOf(entity);
			// The database cannot search all columns at once, nor page through more than it answers at a time.
			if (query.words.length > 0 || page.limit > MOST) return select(await all(entity, table), query, page);
			return read(entity, table, parametersOf(table, query, page));
		},
		async get(id: string): Promise<Row | undefined> {
			const table = await tableOf(entity);
			return found(async () => rowOf(entity, table, await ask(rowPath(table, id))), [404, 422]);
		},
		async add(values: Values): Promise<Row> {
			const table = await tableOf(entity);
			return rowOf(
				entity,
				table,
				await ask(`/tables/${table.id}/rows`, 'POST', withoutNulls(cellsOf(entity, table, values))),
			);
		},
		/** Puts `values` over those of the row; what they do not name stays. */
		async change(id: string, values: Values): Promise<Row | undefined> {
			const table = await tableOf(entity);
			const updated = table.columnOf('updatedAt');
			const now = updated ? { [updated]: new Date().toISOString() } : {};
			const cells = { ...cellsOf(entity, table, values), ...now };
			if (Object.keys(cells).length === 0) return this.get(id);
			return found(async () => rowOf(entity, table, await ask(rowPath(table, id), 'PATCH', cells)));
		},
		/** Whether there was such a row. */
		async remove(id: string): Promise<boolean> {
			const table = await tableOf(entity);
			return (await found(async () => [await ask(rowPath(table, id), 'DELETE')])) !== undefined;
		},
		async clear(): Promise<void> {
			const table = await tableOf(entity);
			for (const { id } of await all(entity, table)) await ask(rowPath(table, id), 'DELETE');
		},
	};
}

/** Most rows that the database answers at a time. */
const MOST = 1000;

const rowPath = (table: Table, id: string): string => `/tables/${table.id}/rows/${encodeURIComponent(id)}`;

/** Nothing where the database says that there is no such row: 404, or 422 for a key that cannot be one. */
async function found<Found>(work: () => Promise<Found>, misses = [404]): Promise<Found | undefined> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof Problem && misses.includes(error.status)) return undefined;
		throw error;
	}
}

function parametersOf(table: Table, { equals, sort, isDescending }: Query, page: Page): URLSearchParams {
	const parameters = new URLSearchParams({ limit: String(page.limit), offset: String(page.offset) });
	const column = table.columnOf(sort ?? 'createdAt') ?? table.key;
	parameters.set('order', isDescending ? `${column}.desc` : column);
	for (const [{ name }, value] of equals)
		parameters.append('filter', `${table.columnOf(name) ?? name}:eq:${String(value)}`);
	return parameters;
}

async function read(
	entity: Entity,
	table: Table,
	parameters: URLSearchParams,
): Promise<{ rows: readonly Row[]; total: number }> {
	const answer = await ask(`/tables/${table.id}/rows?${parameters.toString()}`);
	if (!isRecord(answer) || !Array.isArray(answer['rows']))
		throw new Problem(502, 'The linked database answered no rows.');
	return { rows: answer['rows'].map((row) => rowOf(entity, table, row)), total: Number(answer['total']) };
}

async function all(entity: Entity, table: Table): Promise<readonly Row[]> {
	const rows: Row[] = [];
	for (let total = Infinity; rows.length < total;) {
		const next = await read(
			entity,
			table,
			new URLSearchParams({ limit: String(MOST), offset: String(rows.length) }),
		);
		if (next.rows.length === 0) break;
		rows.push(...next.rows);
		total = next.total;
	}
	return rows;
}

function rowOf({ fields }: Entity, table: Table, row: unknown): Row {
	const cells = isRecord(row) ? row : {};
	const cell = (name: string): unknown => cells[table.columnOf(name) ?? name];
	return {
		id: String(cells[table.key]),
		createdAt: stampOf(cell('createdAt')),
		updatedAt: stampOf(cell('updatedAt')),
		values: Object.fromEntries(
			fields.map((field): [string, Value] => [field.name, valueOf(field, cell(field.name))]),
		),
	};
}

function cellsOf({ fields }: Entity, table: Table, values: Values): Record<string, Value> {
	const cell = ({ name, type }: Field): [string, Value][] => {
		const column = table.columnOf(name);
		const value = values[name];
		// A choice that was left out is what the database says it is.
		const isLeft = value === undefined || (value === null && type === 'enum');
		return column === undefined || isLeft ? [] : [[column, value]];
	};
	return Object.fromEntries(fields.flatMap(cell));
}

/** For a new row: what is empty is left to the defaults of the database. */
const withoutNulls = (cells: Record<string, Value>): Record<string, Value> =>
	Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null));
