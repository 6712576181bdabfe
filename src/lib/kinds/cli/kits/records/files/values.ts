import { UsageError } from '../../shared/files/cli.ts';
import { isoDay, minutesText, parseDay, parseMinutes } from '../../shared/files/dates.ts';
import type { Field } from './model.ts';

export type Value = string | number | boolean | readonly string[] | null;

/** One entry: its number and what its fields hold. */
export interface Entry {
	readonly id: number;
	readonly [field: string]: Value;
}

export const NUMERIC: ReadonlySet<string> = new Set([
	'number',
	'integer',
	'money',
	'percent',
	'duration',
	'rating',
]);

/** What a person wrote as a value of the field, or a complaint that says what would be right. */
export function readValue(field: Field, text: string): Value {
	const word = text.trim();
	if (word === '' || word === '-') return field.type === 'tags' ? [] : null;
	const value = READERS[field.type]?.(word, field) ?? (READERS[field.type] ? undefined : word);
	if (value === undefined) throw new UsageError(`${field.label} needs ${wanted(field)}, not "${word}".`);
	return value;
}

type Reader = (word: string, field: Field) => Value | undefined;

const readNumber: Reader = (word) => {
	const number = Number(
		word
			.replace(/[€$£¥%\s_]/g, '')
			.replace(/^(-?\d+),(\d{1,2})$/, '$1.$2')
			.replace(/,(?=\d{3})/g, ''),
	);
	return Number.isNaN(number) ? undefined : number;
};
const readDay: Reader = (word) => {
	const day = parseDay(word);
	return day && isoDay(day);
};

const READERS: Readonly<Partial<Record<Field['type'], Reader>>> = {
	number: readNumber,
	money: readNumber,
	percent: readNumber,
	integer: (word) => (/^-?\d+$/.test(word) ? Number(word) : undefined),
	rating: (word) => (/^[1-5]$/.test(word) ? Number(word) : undefined),
	duration: (word) => parseMinutes(word),
	date: readDay,
	dateTime: (word, field) => {
		const [day = '', time = '00:00'] = word.split(/[T ](?=\d{1,2}:)/);
		const date = readDay(day, field);
		return date && /^\d{1,2}:\d\d$/.test(time) ? `${String(date)} ${time.padStart(5, '0')}` : undefined;
	},
	time: (word) => (/^(?:[01]?\d|2[0-3]):[0-5]\d$/.test(word) ? word.padStart(5, '0') : undefined),
	boolean: (word) =>
		/^(?:y|yes|true|1|on|done)$/i.test(word)
			? true
			: /^(?:n|no|false|0|off|open)$/i.test(word)
				? false
				: undefined,
	enum: (word, { options = [] }) => {
		const lower = word.toLowerCase();
		return (
			options.find((option) => option.toLowerCase() === lower) ??
			options.find((option) => option.toLowerCase().startsWith(lower))
		);
	},
	tags: (word) =>
		word
			.split(',')
			.map((tag) => tag.trim())
			.filter(Boolean),
	email: (word) => (/^\S+@\S+\.\S+$/.test(word) ? word : undefined),
	phone: (word) => (/^[+\d][\d\s()/.-]{2,}$/.test(word) ? word : undefined),
	url: (word) =>
		/^[a-z][a-z+.-]*:\S+$/i.test(word)
			? word
			: /^[\w-]+(?:\.[\w-]+)+\S*$/.test(word)
				? `https://${word}`
				: undefined,
};

/** What a field takes, in words. */
export function wanted({ type, options = [] }: Field): string {
	switch (type) {
		case 'number': case 'money': case 'percent':
			return 'a number such as 12.50';
		case 'integer':
			return 'a whole number';
		case 'rating':
			return 'a number from 1 to 5';
		case 'duration':
			return 'a duration such as 90m or 1h30';
		case 'date':
			return 'a date such as 2026-01-31, today, +3d or monday';
		case 'dateTime':
			return 'a date and a time such as 2026-01-31 18:30';
		case 'time':
			return 'a time such as 18:30';
		case 'boolean':
			return 'yes or no';
		case 'enum':
			return `one of ${options.join(', ')}`;
		case 'tags':
			return 'words with commas between them';
		case 'email':
			return 'an address such as ann@example.com';
		case 'phone':
			return 'a telephone number';
		case 'url':
			return 'an address such as example.com/page';
		default:
			return 'text';
	}
} // prettier-ignore

/** A value as `list` shows it. */
export function showValue({ type, unit }: Field, value: Value | undefined): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (typeof value === 'object') return value.join(', ');
	if (typeof value === 'string') return value;
	if (type === 'duration') return minutesText(value);
	if (type === 'money') return value.toFixed(2);
	if (type === 'rating') return '*'.repeat(value);
	return type === 'percent' ? `${value} %` : unit ? `${value} ${unit}` : String(value);
}

/** Orders values of one field; what is empty comes last. */
export function compareValues(a: Value | undefined, b: Value | undefined): number {
	const [isLeft, isRight] = [a !== null && a !== undefined, b !== null && b !== undefined];
	if (!isLeft || !isRight) return Number(isRight) - Number(isLeft);
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	return String(a).localeCompare(String(b), 'en', { numeric: true });
}
