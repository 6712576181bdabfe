/**
 * Readers of what vendors send. Tolerant on purpose: strict schemas refused real streams over fields that nobody reads,
 * so what has another shape than expected counts as absent.
 */

/** What stands at the path, or undefined. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
	let here = value;
	for (const key of path) {
		if (typeof here !== 'object' || here === null) return undefined;
		here = Reflect.get(here, key);
	}
	return here;
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A count of something: whole and not negative, else undefined. */
export const countOf = (value: unknown): number | undefined =>
	typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.round(value) : undefined;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
