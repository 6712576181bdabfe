import { fetch as db } from 'aether:db';
import type { Field, Value } from '../../shared/files/fields.ts';
import { isRecord, Problem } from '../../shared/files/http.ts';
import type { Entity } from './schema.ts';

/** The table of the linked database that holds the rows of an entity. */
export interface Table {
	/** As in `/tables/{id}`. */
	readonly id: string;
	readonly key: string;
	/** Its column by the name of a field, however the database spells it: `dueDate` is in `due_date`. */
	readonly columnOf: (name: string) => string | undefined;
}

/** Asks the linked database; what it refuses is answered to the caller in its own words. */
export async function ask(path: string, method = 'GET', body?: unknown): Promise<unknown> {
	const init = { method, headers: { 'content-type': 'application/json' } };
	const answer = await db(path, body === undefined ? { method } : { ...init, body: JSON.stringify(body) });
	const text = await answer.text();
	const value: unknown = text ? JSON.parse(text) : undefined;
	if (answer.ok) return value;
	const says = isRecord(value) ? (value['message'] ?? value['detail'] ?? value['title']) : undefined;
	const message = typeof says === 'string' ? says : 'The linked database did not answer as it should.';
	throw new Problem(STATUS.get(answer.status) ?? 502, message);
}

/** What the database refuses for a reason that the caller can mend. */
const STATUS = new Map([400, 404, 409, 422].map((status) => [status, status === 400 ? 422 : status]));

/** Finds the table by its name, in the singular or the plural. */
export async function tableOf({ name, path, plural }: Entity): Promise<Table> {
	const answer = await ask('/schema');
	const tables = isRecord(answer) && Array.isArray(answer['tables']) ? answer['tables'].filter(isRecord) : [];
	const names = [path, plural, name].map(plain).flatMap((each) => [each, `${each}list`]);
	const table = names.flatMap((wanted) => tables.filter((each) => plain(each['name']) === wanted))[0];
	if (!table) throw new Problem(502, `The linked database has no table for ${plural.toLowerCase()}.`);
	const columns = Array.isArray(table['columns']) ? table['columns'].filter(isRecord) : [];
	const columnNames = columns.map((column) => String(column['name']));
	const key: unknown = Array.isArray(table['primaryKey']) ? table['primaryKey'][0] : undefined;
	return {
		id: String(table['id']),
		key: typeof key === 'string' ? key : 'id',
		columnOf: (field) =>
			columnNames.find((column) => plain(column) === plain(field)) ??
			columnNames.find((column) => SUFFIXES.some((suffix) => plain(column) === plain(field) + suffix)),
	};
}

/** What databases put after a name: for a reference, and for a word that SQL keeps to itself. */
const SUFFIXES = ['id', 'value'];

const plain = (name: unknown): string =>
	String(name)
		.toLowerCase()
		.replace(/[^a-z\d]/g, '');

const NUMERIC = ['number', 'integer', 'money', 'percent', 'duration', 'rating'];

/** A cell as the field's value: PostgreSQL writes decimals as text, and times with seconds. */
export function valueOf({ type }: Field, cell: unknown): Value {
	if (type === 'boolean') return cell === true;
	if (type === 'tags') return Array.isArray(cell) ? cell.map(String) : [];
	if (cell === null || cell === undefined) return null;
	if (NUMERIC.includes(type)) return Number.isFinite(Number(cell)) ? Number(cell) : null;
	if (type === 'date') return String(cell).slice(0, 10);
	if (type === 'time') return String(cell).slice(0, 5);
	return type === 'dateTime' ? stampOf(cell) : String(cell);
}

/** A point in time as RFC 3339 writes it. */
export function stampOf(cell: unknown): string | null {
	const date = new Date(
		typeof cell === 'string' ? cell.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00') : NaN,
	);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
