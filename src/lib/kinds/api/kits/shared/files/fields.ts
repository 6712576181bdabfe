import { isRecord, Problem, type Fault } from './http.ts';

export type FieldType =
	| 'text'
	| 'longText'
	| 'number'
	| 'integer'
	| 'money'
	| 'percent'
	| 'date'
	| 'dateTime'
	| 'time'
	| 'duration'
	| 'rating'
	| 'boolean'
	| 'enum'
	| 'tags'
	| 'email'
	| 'phone'
	| 'url'
	| 'color'
	| 'ref';

export interface Field {
	readonly name: string;
	/** As a person reads it. */
	readonly label: string;
	readonly type: FieldType;
	/** The choices of an `enum`. */
	readonly options?: readonly string[];
	/** What a `ref` points to. */
	readonly ref?: string;
	readonly unit?: string;
	readonly required?: boolean;
}

export type Value = string | number | boolean | null | readonly string[];
export type Values = Readonly<Record<string, Value>>;

interface Rule {
	readonly fits: (value: unknown, field: Field) => value is Exclude<Value, null>;
	readonly says: (field: Field) => string;
}

const text =
	(most: number, pattern?: RegExp, isReal: (value: string) => boolean = () => true) =>
	(value: unknown): value is string =>
		typeof value === 'string' && value.length <= most && (pattern?.test(value) ?? true) && isReal(value);

const number =
	(least = -Infinity, most = Infinity) =>
	(value: unknown): value is number =>
		typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most;

const whole =
	(least: number, most: number) =>
	(value: unknown): value is number =>
		number(least, most)(value) && Number.isInteger(value);

const isDay = (value: string): boolean => {
	const date = new Date(`${value.slice(0, 10)}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value.slice(0, 10));
};

const RULES: Readonly<Record<FieldType, Rule>> = {
	text: { fits: text(1000), says: () => 'has to be text of at most 1,000 characters' },
	longText: { fits: text(100_000), says: () => 'has to be text of at most 100,000 characters' },
	number: { fits: number(), says: () => 'has to be a number' },
	integer: {
		fits: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
		says: () => 'has to be a whole number',
	},
	money: { fits: number(), says: () => 'has to be an amount, such as 12.5' },
	percent: { fits: number(), says: () => 'has to be a number of per cent' },
	date: {
		fits: text(10, /^\d{4}-\d\d-\d\d$/, isDay),
		says: () => 'has to be a date such as 2026-03-31',
	},
	dateTime: {
		fits: text(
			40,
			/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/,
			isDay,
		),
		says: () => 'has to be a date and time such as 2026-03-31T09:30:00Z',
	},
	time: { fits: text(5, /^([01]\d|2[0-3]):[0-5]\d$/), says: () => 'has to be a time such as 09:30' },
	duration: { fits: number(0), says: () => 'has to be a number of minutes, 0 or more' },
	rating: { fits: whole(1, 5), says: () => 'has to be a whole number from 1 to 5' },
	boolean: { fits: (value) => typeof value === 'boolean', says: () => 'has to be true or false' },
	enum: {
		fits: (value, field): value is string =>
			typeof value === 'string' && (field.options?.includes(value) ?? false),
		says: ({ options = [] }) => `has to be one of ${options.map((option) => `"${option}"`).join(', ')}`,
	},
	tags: {
		fits: (value): value is string[] =>
			Array.isArray(value) && value.length <= 100 && value.every((tag) => text(100)(tag)),
		says: () => 'has to be a list of at most 100 short texts',
	},
	email: { fits: text(320, /^[^\s@]+@[^\s@]+\.[^\s@]+$/), says: () => 'has to be an e-mail address' },
	phone: { fits: text(40, /^\+?[\d ()/.-]{3,39}$/), says: () => 'has to be a telephone number' },
	url: {
		fits: text(2000, /^https?:\/\/[^\s]+$/, (value) => URL.canParse(value)),
		says: () => 'has to be an address that starts with http:// or https://',
	},
	color: { fits: text(7, /^#[0-9a-fA-F]{6}$/), says: () => 'has to be a colour such as #1e88e5' },
	ref: { fits: text(100, /./), says: ({ ref }) => `has to be the id of a ${ref ?? 'row'}` },
};

/** What a field is when nobody says: a switch is off, a list is empty. */
const emptyValue = ({ type }: Field): Value => (type === 'boolean' ? false : type === 'tags' ? [] : null);

/**
 * The values of `body` that belong to `fields`; whatever else is in it is left out. For a whole row what is missing
 * gets its empty value, for a change (`isPartial`) it is left out. Throws 422 that names every field that does not fit.
 */
export function readFields(fields: readonly Field[], body: unknown, isPartial = false): Values {
	const given = isRecord(body) ? body : {};
	const values: Record<string, Value> = {};
	const faults: Fault[] = [];
	for (const field of fields) {
		const value = Object.hasOwn(given, field.name) ? given[field.name] : undefined;
		const message = value === undefined && isPartial ? undefined : faultOf(field, value);
		if (message !== undefined) faults.push({ field: field.name, message });
		else if (value === null || (value === undefined && !isPartial)) values[field.name] = emptyValue(field);
		else if (value !== undefined && RULES[field.type].fits(value, field)) values[field.name] = value;
	}
	if (faults.length > 0) throw unfit(faults);
	return values;
}

/** What is wrong with a value of this field; nothing when it fits. */
export const faultIn = (field: Field, value: unknown): string | undefined =>
	RULES[field.type].fits(value, field) ? undefined : RULES[field.type].says(field);

/** 422 in plain words. */
export const unfit = (faults: readonly Fault[]): Problem =>
	new Problem(422, `${faults.map(({ message }) => message).join('. ')}.`, { faults });

function faultOf(field: Field, value: unknown): string | undefined {
	const isEmpty = value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
	if (isEmpty && field.required) return `${field.name} is missing`;
	if (value === undefined || (value === null && emptyValue(field) === null)) return undefined;
	return RULES[field.type].fits(value, field) ? undefined : `${field.name} ${RULES[field.type].says(field)}`;
}
