/** What a cell holds in JSON: numbers too big for it, decimals, dates and times are texts as PostgreSQL writes them, points in time as RFC 3339 does. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

const identity = (text: string): string => text;

/** How PostgreSQL's texts become JSON, by type. What is not here stays text. */
export const parsers: Readonly<Record<number, (text: string) => unknown>> = {
	17: identity,
	20: (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : text),
	700: float,
	701: float,
	1082: identity,
	1114: identity,
	1184: moment,
};

/** `2026-01-31 12:00:00.5+00` as RFC 3339 has it, which is what `date-time` means in a schema; infinities stay. */
function moment(text: string): string {
	const [, day, time, hours, minutes = '00'] =
		/^(\d{4,}-\d\d-\d\d) (\S+?)([+-]\d\d)(?::?(\d\d))?$/.exec(text) ?? [];
	if (!day || !time || !hours) return text;
	return `${day}T${time}${hours === '+00' && minutes === '00' ? 'Z' : `${hours}:${minutes}`}`;
}

/** JSON has no number for NaN and the infinities. */
function float(text: string): number | string {
	const number = Number(text);
	return Number.isFinite(number) ? number : text;
}

const JSON_TYPES = [114, 3802];
const NUMBERS = [16, 20, 21, 23, 25, 26, 700, 701, 1042, 1043, 1082, 1114, 1184, 1700, 17];

/** How JSON becomes PostgreSQL's text, by type: PostgreSQL reads the rest itself. */
export const serializers: Readonly<Record<number, (value: unknown) => string>> = Object.fromEntries([
	...NUMBERS.map((type) => [type, (value: unknown) => textOfValue(value) ?? ''] as const),
	...JSON_TYPES.map(
		(type) =>
			[type, (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))] as const,
	),
]);

/** A value as PostgreSQL reads it from text; arrays as `{…}`. */
export function textOfValue(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	if (Array.isArray(value)) return arrayText(value);
	if (typeof value === 'object') return JSON.stringify(value);
	return String(value);
}

function arrayText(values: readonly unknown[]): string {
	const items = values.map((value): string => {
		if (Array.isArray(value)) return arrayText(value);
		const text = textOfValue(value);
		return text === null ? 'NULL' : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
	});
	return `{${items.join(',')}}`;
}
