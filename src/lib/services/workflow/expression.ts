import { asText, isRecord } from './data.ts';
import type { Scope } from './workflow.ts';

/** A value with holes: fills them from the values of `sources`, in their order. */
export interface Template {
	readonly sources: readonly string[];
	fill(values: readonly unknown[]): unknown;
}

/** Every string of `value` that holds `${ … }` becomes a hole: the value itself where it is all of the string, else text. */
export function templateOf(value: unknown): Template {
	const sources: string[] = [];
	const fill = collect(value, sources);
	return { sources, fill };
}

/** A string where the DSL wants an expression: `${ .a }` and `.a` are the same. */
export const expressionTemplate = (text: string): Template => ({
	sources: [soleSource(text) ?? text],
	fill: ([value]) => value,
});

type Fill = (values: readonly unknown[]) => unknown;

function collect(value: unknown, sources: string[]): Fill {
	if (typeof value === 'string') return collectText(value, sources);
	if (Array.isArray(value)) {
		const items = value.map((item) => collect(item, sources));
		return (values) => items.map((fill) => fill(values));
	}
	if (!isRecord(value)) return () => value;
	const members = Object.entries(value).map(([name, item]) => [name, collect(item, sources)] as const);
	return (values) => Object.fromEntries(members.map(([name, fill]) => [name, fill(values)]));
}

function collectText(text: string, sources: string[]): Fill {
	const sole = soleSource(text);
	if (sole !== undefined) return hole(sole, sources);
	const parts = partsOf(text);
	if (parts.length === 1 && typeof parts[0] === 'string') return () => text;
	const fills = parts.map((part): Fill =>
		typeof part === 'string' ? () => part : hole(part.source, sources),
	);
	return (values) => fills.map((fill) => asText(fill(values))).join('');
}

function hole(source: string, sources: string[]): Fill {
	const index = sources.push(source) - 1;
	return (values) => values[index];
}

/** What stands in a string that is `${ … }` as a whole. */
function soleSource(text: string): string | undefined {
	const trimmed = text.trim();
	if (!trimmed.startsWith('${') || !trimmed.endsWith('}')) return undefined;
	const end = closing(trimmed, 2, '}');
	return end === undefined || end === trimmed.length - 1 ? trimmed.slice(2, -1) : undefined;
}

function partsOf(text: string): (string | { readonly source: string })[] {
	const parts: (string | { readonly source: string })[] = [];
	let from = 0;
	for (;;) {
		const start = text.indexOf('${', from);
		const end = start < 0 ? undefined : closing(text, start + 2, '}');
		if (end === undefined) break;
		if (start > from) parts.push(text.slice(from, start));
		parts.push({ source: text.slice(start + 2, end) });
		from = end + 1;
	}
	if (from < text.length || parts.length === 0) parts.push(text.slice(from));
	return parts;
}

const PAIRS: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/** Where the bracket closes that was open before `from`; strings of jq, and what they interpolate, are stepped over. */
function closing(text: string, from: number, bracket: string): number | undefined {
	const open = [bracket];
	for (let at = from; at < text.length; at++) {
		const char = text.charAt(at);
		if (char === '"') {
			const end = stringEnd(text, at + 1);
			if (end === undefined) return undefined;
			at = end;
		} else if (char === "'") {
			const end = text.indexOf("'", at + 1);
			if (end > 0) at = end;
		} else if (PAIRS[char]) open.push(PAIRS[char]);
		else if (char === open.at(-1)) {
			open.pop();
			if (open.length === 0) return at;
		}
	}
	return undefined;
}

function stringEnd(text: string, from: number): number | undefined {
	for (let at = from; at < text.length; at++) {
		if (text.charAt(at) === '"') return at;
		if (text.charAt(at) !== '\\') continue;
		const inner = text.charAt(at + 1) === '(' ? closing(text, at + 2, ')') : at + 1;
		if (inner === undefined) return undefined;
		at = inner;
	}
	return undefined;
}

const PATH = /^\s*(?:\$([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)|((?:\.[A-Za-z_]\w*)+)|\.)\s*$/;

/**
 * The value of a plain path such as `.a.b` or `$item.name`, without jq; undefined wherever jq might answer anything
 * else than a member or null.
 */
export function plainValue(
	source: string,
	{ input, variables }: Scope,
): { readonly value: unknown } | undefined {
	const match = PATH.exec(source);
	if (!match) return undefined;
	const [, variable, ofVariable, ofInput] = match;
	if (variable !== undefined && !Object.hasOwn(variables, variable)) return undefined;
	let value: unknown = (variable === undefined ? input : variables[variable]) ?? null;
	for (const name of (ofVariable ?? ofInput ?? '').split('.').slice(1)) {
		if (value === null) continue;
		if (!isRecord(value)) return undefined;
		value = Object.hasOwn(value, name) ? (value[name] ?? null) : null;
	}
	return { value };
}
