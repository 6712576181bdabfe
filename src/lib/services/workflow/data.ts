/** Whether a value has members by name. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of an object; none of anything else. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** As it stands inside a text: a string as it is, anything else as JSON. */
export const asText = (value: unknown): string =>
	typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null');

/** JSON as a journal keeps it; what JSON cannot say is null. */
export const jsonOf = (value: unknown): string => JSON.stringify(value) ?? 'null';

/** Only for what `jsonOf` wrote. */
export const fromJson = (text: string | undefined): unknown => (text === undefined ? null : JSON.parse(text));

/** Equal as JSON, whatever the order of members. */
export function isEqual(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	if (Array.isArray(a) && Array.isArray(b))
		return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
	if (!isRecord(a) || !isRecord(b)) return false;
	const keys = Object.keys(a);
	return keys.length === Object.keys(b).length && keys.every((key) => key in b && isEqual(a[key], b[key]));
}

/** Jq: everything but false and null. */
export const isTruthy = (value: unknown): boolean => value !== false && value !== null && value !== undefined;
