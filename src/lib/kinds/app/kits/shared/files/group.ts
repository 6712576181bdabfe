import { formatDate } from './dates.ts';
import { formatNumber, formatValue, type RefTitle } from './format.ts';
import { DATE_TYPES, NUMBER_TYPES, type Entity, type Row } from './schema.ts';

export interface Group {
	readonly key: string;
	readonly label: string;
	readonly value: number;
	/** The value as a person reads it. */
	readonly text: string;
}

export interface Grouping {
	readonly value: string;
	readonly label: string;
	readonly isTime: boolean;
}

/** What can be measured: a number field's sum, or how many rows there are. */
export function measures(entity: Entity): readonly { readonly value: string; readonly label: string }[] {
	const fields = entity.fields.filter((field) => NUMBER_TYPES.has(field.type) || field.type === 'rating');
	return [
		...fields.map((field) => ({ value: field.name, label: field.label })),
		{ value: '', label: `Number of ${entity.plural.toLowerCase()}` },
	];
}

/** By what rows can be put together: choices and other rows as they are, days by month. */
export function groupings(entity: Entity): readonly Grouping[] {
	const choices = entity.fields
		.filter((field) => field.type === 'enum' || field.type === 'ref' || field.type === 'boolean')
		.map((field) => ({ value: field.name, label: `By ${field.label.toLowerCase()}`, isTime: false }));
	const dates = entity.fields.filter((field) => DATE_TYPES.has(field.type));
	const months = dates.map((field, index) => ({
		value: `${field.name}:month`,
		label: index === 0 ? 'By month' : `By month of ${field.label.toLowerCase()}`,
		isTime: true,
	}));
	const days = dates
		.slice(0, 1)
		.map((field) => ({ value: `${field.name}:day`, label: 'By day', isTime: true }));
	const [first] = entity.fields;
	const headings = first
		? [{ value: first.name, label: `By ${first.label.toLowerCase()}`, isTime: false }]
		: [];
	const all = [...choices, ...months, ...days];
	return all.length > 0 ? all : headings;
}

/** Most bars that can still be read; the smallest are put together. */
const MAX_GROUPS = 12;

export function groupRows(
	entity: Entity,
	rows: readonly Row[],
	by: { readonly measure: string; readonly grouping: string },
	refTitle: RefTitle,
): readonly Group[] {
	const [fieldName = '', step] = by.grouping.split(':');
	const field = entity.fields.find((candidate) => candidate.name === fieldName);
	const measured = entity.fields.find((candidate) => candidate.name === by.measure);
	if (!field) return [];
	const rowsByKey = new Map<string, Row[]>();
	for (const row of rows) {
		const key = keyOf(row[fieldName], step);
		rowsByKey.set(key, [...(rowsByKey.get(key) ?? []), row]);
	}
	const groups = [...rowsByKey].map(([key, members]): Group => {
		const value = measured ? measure(members, measured.name, measured.type === 'rating') : members.length;
		const label = step ? labelOfTime(key, step) : formatValue(field, valueOfKey(key), refTitle) || 'None';
		return { key, label, value, text: measured ? formatNumber(measured, value) : String(value) };
	});
	return step ? groups.sort((a, b) => (a.key < b.key ? -1 : 1)).slice(-24) : largest(groups, measured);
}

function largest(
	groups: readonly Group[],
	measured: Parameters<typeof formatNumber>[0] | undefined,
): readonly Group[] {
	const sorted = [...groups].sort((a, b) => b.value - a.value);
	if (sorted.length <= MAX_GROUPS) return sorted;
	const value = sorted.slice(MAX_GROUPS - 1).reduce((sum, group) => sum + group.value, 0);
	const text = measured ? formatNumber(measured, value) : String(value);
	return [...sorted.slice(0, MAX_GROUPS - 1), { key: 'others', label: 'Others', value, text }];
}

function measure(rows: readonly Row[], fieldName: string, isAverage: boolean): number {
	const values = rows.map((row) => row[fieldName]).filter((value) => typeof value === 'number');
	const sum = values.reduce((total, value) => total + value, 0);
	return isAverage ? sum / Math.max(1, values.length) : sum;
}

function keyOf(value: unknown, step: string | undefined): string {
	if (value === undefined || value === null) return '';
	return step ? String(value).slice(0, step === 'month' ? 7 : 10) : String(value);
}

const valueOfKey = (key: string): unknown => (key === 'true' ? true : key === 'false' ? false : key);

function labelOfTime(key: string, step: string): string {
	if (key === '') return 'No date';
	return step === 'month'
		? formatDate(`${key}-15`, { month: 'short', year: 'numeric' })
		: formatDate(key, { day: 'numeric', month: 'short' });
}
