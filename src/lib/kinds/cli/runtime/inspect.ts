/** Values as `console.log` shows them: texts as they are, the rest readable on one line or a few. */
export function formatAll(values: readonly unknown[]): string {
	const [first, ...more] = values;
	if (typeof first !== 'string' || !/%[sdifjoO%]/.test(first))
		return values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' ');
	const rest = [...more];
	const text = first.replace(/%([sdifjoO%])/g, (whole, letter: string) => {
		if (letter === '%') return '%';
		if (rest.length === 0) return whole;
		return formatOne(letter, rest.shift());
	});
	return [text, ...(rest.length > 0 ? [formatAll(rest)] : [])].join(' ');
}

function formatOne(letter: string, value: unknown): string {
	if (letter === 's') return typeof value === 'string' ? value : inspect(value);
	if (letter === 'd' || letter === 'f') return String(Number(value));
	if (letter === 'i') return String(Math.trunc(Number(value)));
	return letter === 'j' ? (JSON.stringify(value) ?? 'undefined') : inspect(value);
}

const WIDTH = 72;

/** A value as source text, cut at a depth of four. */
export function inspect(value: unknown, depth = 0, seen: readonly object[] = []): string {
	if (typeof value === 'string') return depth === 0 ? value : JSON.stringify(value);
	if (typeof value === 'bigint') return `${value}n`;
	if (typeof value === 'function') return `[Function ${value.name || 'anonymous'}]`;
	if (typeof value !== 'object' || value === null) return String(value);
	if (value instanceof Error) return value.stack ?? String(value);
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
	if (value instanceof RegExp) return String(value);
	if (seen.includes(value)) return '[Circular]';
	if (depth > 4) return Array.isArray(value) ? '[…]' : '{…}';
	const inner = (each: unknown): string => inspect(each, depth + 1, [...seen, value]);
	if (Array.isArray(value)) return enclose('[', value.map(inner), ']', depth);
	if (value instanceof Map)
		return `Map(${value.size}) ${enclose(
			'{',
			[...value].map(([key, each]) => `${inner(key)} => ${inner(each)}`),
			'}',
			depth,
		)}`;
	if (value instanceof Set) return `Set(${value.size}) ${enclose('{', [...value].map(inner), '}', depth)}`;
	const members = Object.entries(value).map(([key, each]) => `${keyOf(key)}: ${inner(each)}`);
	return enclose('{', members, '}', depth);
}

const keyOf = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key));

function enclose(open: string, parts: readonly string[], close: string, depth: number): string {
	if (parts.length === 0) return open + close;
	const flat = `${open} ${parts.join(', ')} ${close}`;
	if (flat.length <= WIDTH && !flat.includes('\n')) return flat;
	const indent = '  '.repeat(depth + 1);
	return `${open}\n${parts.map((part) => indent + part).join(',\n')}\n${'  '.repeat(depth)}${close}`;
}
