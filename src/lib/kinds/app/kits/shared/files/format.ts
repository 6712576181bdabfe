import { formatDate, isDay } from './dates.ts';
import { inSentence, NUMBER_TYPES, type Entity, type Field, type Values } from './schema.ts';

/** Gives the heading of another row: `('customer', 'k3…')` → "Ada". */
export type RefTitle = (entityName: string, id: string) => string;

/** A value as a person reads it; empty text when there is none. */
export function formatValue(field: Field, value: unknown, refTitle: RefTitle): string {
	if (value === undefined || value === null || value === '') return '';
	if (typeof value === 'number') return formatNumber(field, value);
	if (typeof value === 'boolean') return value ? 'Yes' : 'No';
	if (Array.isArray(value)) return value.join(', ');
	if (typeof value !== 'string') return '';
	if (field.type === 'ref' && field.ref) return refTitle(field.ref, value);
	if (field.type === 'date' && isDay(value)) return formatDate(value);
	if (field.type === 'dateTime' && isDay(value))
		return formatDate(value, { dateStyle: 'medium', timeStyle: 'short' });
	return value;
}

export function formatNumber(field: Pick<Field, 'type' | 'unit'>, value: number): string {
	if (field.type === 'money') return formatMoney(value, field.unit);
	if (field.type === 'percent') return `${format(value)}%`;
	if (field.type === 'duration') return formatMinutes(value);
	return field.unit ? `${format(value)} ${field.unit}` : format(value);
}

export function headingOf(entity: Entity, row: Values, refTitle: RefTitle): string {
	const [first] = entity.fields;
	const heading = first ? formatValue(first, row[first.name], refTitle) : '';
	return heading || `Untitled ${inSentence(entity.label)}`;
}

/** What a form holds while typing: text for every field, `true` for a ticked box. */
export type Draft = Readonly<Record<string, string>>;

export function draftOf(entity: Entity, values: Values): Draft {
	return Object.fromEntries(entity.fields.map((field) => [field.name, textOf(values[field.name])]));
}

/** Undefined stands for "left empty". */
export function valueOf(field: Field, draft: string): unknown {
	const text = draft.trim();
	if (field.type === 'boolean') return text === 'true';
	if (text === '') return undefined;
	if (field.type === 'rating' || NUMBER_TYPES.has(field.type)) return Number(text);
	if (field.type === 'tags') return [...new Set(text.split(',').map((tag) => tag.trim()))].filter(Boolean);
	if (field.type === 'url') return /^[a-z]+:/i.test(text) ? text : `https://${text}`;
	return text;
}

/** What is wrong with a value, in plain words; undefined when nothing is. */
export function faultOf(field: Field, value: unknown): string | undefined {
	if (value === undefined) return field.required ? `${field.label} is needed.` : undefined;
	if (typeof value === 'number' && !Number.isFinite(value)) return `${field.label} must be a number.`;
	if (field.type === 'integer' && !Number.isInteger(value)) return `${field.label} must be a whole number.`;
	return undefined;
}

const numbers = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });
const cents = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const format = (value: number): string => numbers.format(value);

function formatMoney(value: number, currency: string | undefined): string {
	if (!currency || !/^[A-Z]{3}$/.test(currency))
		return cents.format(value) + (currency ? ` ${currency}` : '');
	return new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(value);
}

function formatMinutes(minutes: number): string {
	const hours = Math.floor(minutes / 60);
	const rest = format(minutes - hours * 60);
	if (hours === 0) return `${rest} min`;
	return rest === '0' ? `${format(hours)} h` : `${format(hours)} h ${rest} min`;
}

function textOf(value: unknown): string {
	if (Array.isArray(value)) return value.join(', ');
	return value === undefined || value === null ? '' : String(value);
}
