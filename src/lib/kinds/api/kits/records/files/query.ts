import { faultIn, type Field, type Value, type Values } from '../../shared/files/fields.ts';
import { invalidQuery, isRecord } from '../../shared/files/http.ts';
import type { Entity } from './schema.ts';

export interface Row {
	readonly id: string;
	readonly createdAt: string | null;
	readonly updatedAt: string | null;
	readonly values: Values;
}

/** What a list is asked for, besides its page. */
export interface Query {
	/** Every word has to be in some text of the row. Empty: no search. */
	readonly words: readonly string[];
	readonly equals: readonly (readonly [field: Field, value: Value])[];
	/** Field, `createdAt` or `updatedAt`; none: in the order in which they were added. */
	readonly sort: string | undefined;
	readonly isDescending: boolean;
}

export interface Page {
	readonly limit: number;
	readonly offset: number;
}

const STAMPS = ['createdAt', 'updatedAt'];

/** Reads `?q=&sort=&order=&<field>=`. Parameters that are no field are left to others. */
export function readQuery({ fields }: Entity, { searchParams }: URL): Query {
	const sort = searchParams.get('sort') ?? undefined;
	const sortable = [...fields.map(({ name }) => name), ...STAMPS];
	if (sort !== undefined && !sortable.includes(sort))
		throw invalidQuery('sort', `has to be one of ${sortable.join(', ')}`);
	const order = searchParams.get('order') ?? 'asc';
	if (order !== 'asc' && order !== 'desc') throw invalidQuery('order', 'has to be "asc" or "desc"');
	return {
		words: (searchParams.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean),
		equals: fields
			.filter(({ name }) => !RESERVED.includes(name))
			.flatMap((field) =>
				searchParams.getAll(field.name).map((text): [Field, Value] => [field, wanted(field, text)]),
			),
		sort,
		isDescending: order === 'desc',
	};
}

/** Parameters with a meaning of their own; a field of that name cannot be asked for. */
const RESERVED = ['q', 'sort', 'order', 'limit', 'offset'];

const NUMERIC = ['number', 'integer', 'money', 'percent', 'duration', 'rating'];

function wanted(field: Field, text: string): Value {
	if (field.type === 'tags') return text;
	const value = typed(field, text);
	const fault = faultIn(field, value);
	if (fault !== undefined) throw invalidQuery(field.name, fault);
	return value;
}

/** As JSON would have it; what is no number or switch stays text and fits no such field. */
function typed({ type }: Field, text: string): Value {
	if (NUMERIC.includes(type)) return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
	return type === 'boolean' && (text === 'true' || text === 'false') ? text === 'true' : text;
}

/** The rows that fit, in order, and how many there are beyond the page. */
export function select(
	rows: readonly Row[],
	query: Query,
	{ limit, offset }: Page,
): { rows: readonly Row[]; total: number } {
	const fitting = rows.filter((row) => hasWords(row, query.words) && hasValues(row, query.equals));
	const sorted = query.sort === undefined ? fitting : fitting.toSorted(byField(query.sort));
	const ordered = query.isDescending ? sorted.toReversed() : sorted;
	return { rows: ordered.slice(offset, offset + limit), total: fitting.length };
}

function hasWords({ values }: Row, words: readonly string[]): boolean {
	if (words.length === 0) return true;
	const text = Object.values(values).flat().join('\n').toLowerCase();
	return words.every((word) => text.includes(word));
}

const hasValues = ({ values }: Row, equals: Query['equals']): boolean =>
	equals.every(([{ name }, wish]) => {
		const value = values[name];
		return Array.isArray(value) ? value.includes(wish) : sameText(value, wish);
	});

/** "tolkien" finds "Tolkien". */
const sameText = (value: unknown, wish: Value): boolean =>
	typeof value === 'string' && typeof wish === 'string'
		? value.toLowerCase() === wish.toLowerCase()
		: value === wish;

const byField = (name: string) => (a: Row, b: Row) => compare(sortValue(a, name), sortValue(b, name));

function sortValue(row: Row, name: string): unknown {
	if (name === 'createdAt') return row.createdAt;
	return name === 'updatedAt' ? row.updatedAt : row.values[name];
}

/** Numbers by size, texts as in a dictionary, what is empty at the end. */
function compare(a: unknown, b: unknown): number {
	if (isEmpty(a) || isEmpty(b)) return Number(isEmpty(a)) - Number(isEmpty(b));
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	return String(a).localeCompare(String(b), 'en', { numeric: true });
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

/** A row as it was kept. */
export const isRow = (value: unknown): value is Row =>
	isRecord(value) && typeof value['id'] === 'string' && isRecord(value['values']);
