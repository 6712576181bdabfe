import { UsageError } from '../../shared/files/cli.ts';

export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The part of the data at a path: names, `[0]`, `[-1]`, `[]` for each, `{a, b}` for some names. */
export function query(value: unknown, path: string): unknown {
	return walk(value, stepsOf(path.trim().replace(/^\$?\.?/, '')));
}

const STEP = /^\.?(?:\[(-?\d*)\]|\{([^}]*)\}|"([^"]+)"|([^.[\]{}"]+))/;

function stepsOf(path: string): readonly string[][] {
	const steps: string[][] = [];
	for (let rest = path; rest !== '';) {
		const match = STEP.exec(rest);
		if (!match) throw new UsageError(`The path cannot be read from "${rest}" on.`);
		steps.push([match[1] ?? '-', match[2] ?? '', match[3] ?? match[4] ?? '', match[0]]);
		rest = rest.slice(match[0].length);
	}
	return steps;
}

function walk(value: unknown, [step, ...rest]: readonly string[][]): unknown {
	if (!step) return value;
	const [index = '', names = '', name = '', whole = ''] = step;
	if (whole.endsWith('[]')) {
		const items = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];
		const found = items.map((item) => walk(item, rest)).filter((item) => item !== undefined);
		return rest.some((each) => each[3]?.endsWith('[]')) ? found.flat() : found;
	}
	if (whole.includes('[')) return walk(Array.isArray(value) ? value.at(Number(index)) : undefined, rest);
	if (whole.includes('{')) {
		const wanted = names.split(',').map((each) => each.trim());
		return walk(
			Object.fromEntries(wanted.map((each) => [each, isRecord(value) ? value[each] : undefined])),
			rest,
		);
	}
	return walk(isRecord(value) ? value[name.trim()] : undefined, rest);
}

/** Every value that is no list and no map, with its path. */
export function flatten(value: unknown, path = ''): [string, unknown][] {
	const entries = Array.isArray(value)
		? value.map((item, index): [string, unknown] => [`${path}[${index}]`, item])
		: isRecord(value)
			? Object.entries(value).map(([key, item]): [string, unknown] => [
					path === '' ? key : `${path}.${key}`,
					item,
				])
			: [];
	if (entries.length === 0) return [[path === '' ? '.' : path, value]];
	return entries.flatMap(([inner, item]) => flatten(item, inner));
}

/** One line per difference: `- ` gone, `+ ` new, `~ ` changed. */
export function difference(left: unknown, right: unknown): string[] {
	const [before, after] = [new Map(flatten(left)), new Map(flatten(right))];
	const paths = [...new Set([...before.keys(), ...after.keys()])];
	return paths.flatMap((path) => {
		const [old, fresh] = [JSON.stringify(before.get(path)), JSON.stringify(after.get(path))];
		if (old === fresh) return [];
		if (!after.has(path)) return [`- ${path} = ${old}`];
		return before.has(path) ? [`~ ${path} = ${old} -> ${fresh}`] : [`+ ${path} = ${fresh}`];
	});
}

export function sortKeys(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sortKeys);
	if (!isRecord(value)) return value;
	const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(sorted.map(([key, item]) => [key, sortKeys(item)]));
}

/** A JSON Schema of the data; what only some items of a list have is not required. */
export function schemaOf(value: unknown): Record<string, unknown> {
	if (value === null) return { type: 'null' };
	if (Array.isArray(value)) return { type: 'array', ...(value.length > 0 ? { items: merged(value) } : {}) };
	if (!isRecord(value)) return { type: Number.isInteger(value) ? 'integer' : typeof value };
	const properties = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, schemaOf(item)]));
	return { type: 'object', properties, required: Object.keys(value) };
}

function merged(items: readonly unknown[]): Record<string, unknown> {
	if (!items.every(isRecord)) {
		const kinds = [
			...new Map(items.map((item) => [JSON.stringify(schemaOf(item)), schemaOf(item)])).values(),
		];
		return kinds.length === 1 ? (kinds[0] ?? {}) : { anyOf: kinds };
	}
	const keys = [...new Set(items.flatMap((item) => Object.keys(item)))];
	const values = (key: string): unknown[] => items.flatMap((item) => (key in item ? [item[key]] : []));
	const required = keys.filter((key) => items.every((item) => key in item));
	return {
		type: 'object',
		properties: Object.fromEntries(keys.map((key) => [key, merged(values(key))])),
		required,
	};
}

/** Both together: lists one after the other, maps key by key; else the right one. */
export function merge(left: unknown, right: unknown): unknown {
	if (Array.isArray(left) && Array.isArray(right)) return left.concat(right);
	if (!isRecord(left) || !isRecord(right)) return right;
	const merged = Object.entries(right).map(([key, value]) => [
		key,
		key in left ? merge(left[key], value) : value,
	]);
	return { ...left, ...Object.fromEntries(merged) };
}
