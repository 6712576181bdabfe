const MAX_DEPTH = 3;
const MAX_ENTRIES = 50;

/** A value as a person reads it in the console. Never throws, whatever getters and proxies do. */
export function describe(value: unknown): string {
	try {
		return typeof value === 'string' ? value : inspect(value, 0, new Set());
	} catch {
		return '[a value that cannot be shown]';
	}
}

function inspect(value: unknown, depth: number, seen: Set<object>): string {
	if (typeof value === 'string') return JSON.stringify(value);
	if (typeof value === 'function') return `ƒ ${value.name || 'anonymous'}()`;
	if (typeof value === 'bigint') return `${value}n`;
	if (typeof value !== 'object' || value === null) return String(value);
	if (value instanceof Error) return value.stack ?? String(value);
	if (typeof Node === 'function' && value instanceof Node) return `<${value.nodeName.toLowerCase()}>`;
	if (seen.has(value) || depth >= MAX_DEPTH) return Array.isArray(value) ? '[…]' : '{…}';
	seen.add(value);
	const shown = inspectObject(value, depth, seen);
	seen.delete(value);
	return shown;
}

function inspectObject(value: object, depth: number, seen: Set<object>): string {
	const inner = (item: unknown): string => inspect(item, depth + 1, seen);
	if (value instanceof Date) return value.toISOString();
	if (Array.isArray(value)) return `[${cut(value.map(inner), value.length)}]`;
	if (value instanceof Map)
		return `Map {${cut(
			[...value].slice(0, MAX_ENTRIES).map(([key, item]) => `${inner(key)} => ${inner(item)}`),
			value.size,
		)}}`;
	if (value instanceof Set) return `Set {${cut([...value].slice(0, MAX_ENTRIES).map(inner), value.size)}}`;
	const entries = Object.entries(value);
	const name = value.constructor?.name;
	return `${name && name !== 'Object' ? `${name} ` : ''}{${cut(
		entries.slice(0, MAX_ENTRIES).map(([key, item]) => `${key}: ${inner(item)}`),
		entries.length,
	)}}`;
}

const cut = (parts: readonly string[], total: number): string =>
	parts.slice(0, MAX_ENTRIES).join(', ') + (total > MAX_ENTRIES ? ', …' : '');
