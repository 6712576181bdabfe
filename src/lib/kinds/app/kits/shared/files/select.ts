import { formatValue, type RefTitle } from './format.ts';
import { DATE_TYPES, NUMBER_TYPES, TEXT_TYPES, type Entity, type Field, type Row } from './schema.ts';

/** Which rows are shown, and in which order. */
export interface View {
	readonly search: string;
	/** `newest`, `oldest`, or a field's name with a direction: `rating-down`. */
	readonly sort: string;
	/** Field name → the value it must have. Dates are filtered by month: `2026-03`. */
	readonly filters: Readonly<Record<string, string>>;
}

export interface Choice {
	readonly value: string;
	readonly label: string;
}

export function selectRows(
	entity: Entity,
	rows: readonly Row[],
	view: View,
	refTitle: RefTitle,
): readonly Row[] {
	const words = fold(view.search).split(/\s+/).filter(Boolean);
	const filters = entity.fields.filter((field) => view.filters[field.name]);
	const kept = rows.filter(
		(row) =>
			filters.every((field) => matches(field, row[field.name], view.filters[field.name] ?? '')) &&
			(words.length === 0 || hasWords(entity, row, words, refTitle)),
	);
	return sortRows(entity, kept, view.sort, refTitle);
}

export function sortChoices(entity: Entity): readonly Choice[] {
	return [
		{ value: 'newest', label: 'Newest' },
		{ value: 'oldest', label: 'Oldest' },
		...entity.fields.flatMap(sortChoicesOf),
	];
}

/** The values that occur, for the filter of a field. */
export function filterChoices(field: Field, rows: readonly Row[], refTitle: RefTitle): readonly Choice[] {
	if (field.type === 'enum') return (field.options ?? []).map((value) => ({ value, label: value }));
	if (field.type === 'boolean')
		return [
			{ value: 'true', label: 'Yes' },
			{ value: 'false', label: 'No' },
		];
	const values = new Set(rows.flatMap((row) => filterValuesOf(field, row[field.name])));
	const choices = [...values].map((value) => ({ value, label: filterLabel(field, value, refTitle) }));
	return DATE_TYPES.has(field.type)
		? choices.sort((a, b) => (a.value < b.value ? 1 : -1))
		: choices.sort((a, b) => a.label.localeCompare(b.label));
}

/** Lower case without accents, so that "creme" finds "Crème". */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function sortRows(entity: Entity, rows: readonly Row[], sort: string, refTitle: RefTitle): readonly Row[] {
	if (sort === 'oldest') return rows;
	const [name, direction] = sort.split('-');
	const field = entity.fields.find((candidate) => candidate.name === name);
	if (!field) return [...rows].reverse();
	const sign = direction === 'down' ? -1 : 1;
	return [...rows].sort((a, b) => {
		const [left, right] = [a[field.name], b[field.name]];
		const [hasLeft, hasRight] = [left, right].map(
			(value) => value !== undefined && value !== null && value !== '',
		);
		// Rows without a value come last in both directions.
		if (!hasLeft || !hasRight) return Number(hasRight) - Number(hasLeft);
		return sign * compare(field, left, right, refTitle);
	});
}

function compare(field: Field, a: unknown, b: unknown, refTitle: RefTitle): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	if (typeof a === 'boolean') return Number(a) - Number(b);
	if (field.type === 'enum' && field.options)
		return field.options.indexOf(String(a)) - field.options.indexOf(String(b));
	if (DATE_TYPES.has(field.type)) return String(a) < String(b) ? -1 : Number(a !== b);
	const [left, right] = [formatValue(field, a, refTitle), formatValue(field, b, refTitle)];
	return left.localeCompare(right, undefined, { numeric: true });
}

function sortChoicesOf(field: Field): readonly Choice[] {
	const { name, label } = field;
	if (field.type === 'rating') return [{ value: `${name}-down`, label: 'Best rated' }];
	if (field.type === 'boolean') return [{ value: `${name}-up`, label: `Not ${label.toLowerCase()} first` }];
	if (NUMBER_TYPES.has(field.type))
		return [
			{ value: `${name}-down`, label: `${label}: highest` },
			{ value: `${name}-up`, label: `${label}: lowest` },
		];
	if (DATE_TYPES.has(field.type))
		return [
			{ value: `${name}-down`, label: `${label}: latest` },
			{ value: `${name}-up`, label: `${label}: earliest` },
		];
	if (field.type === 'color' || field.type === 'tags') return [];
	return [{ value: `${name}-up`, label: TEXT_TYPES.has(field.type) ? `${label}: A to Z` : label }];
}

function matches(field: Field, value: unknown, wanted: string): boolean {
	if (field.type === 'boolean') return String(value === true) === wanted;
	return filterValuesOf(field, value).includes(wanted);
}

function filterValuesOf(field: Field, value: unknown): readonly string[] {
	if (Array.isArray(value)) return value.map(String);
	if (typeof value === 'number') return [String(value)];
	if (typeof value !== 'string' || value === '') return [];
	return [DATE_TYPES.has(field.type) ? value.slice(0, 7) : value];
}

function filterLabel(field: Field, value: string, refTitle: RefTitle): string {
	if (DATE_TYPES.has(field.type))
		return new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' }).format(
			new Date(`${value}-02`),
		);
	return formatValue(field, value, refTitle);
}

function hasWords(entity: Entity, row: Row, words: readonly string[], refTitle: RefTitle): boolean {
	const text = fold(entity.fields.map((field) => formatValue(field, row[field.name], refTitle)).join(' '));
	return words.every((word) => text.includes(word));
}
