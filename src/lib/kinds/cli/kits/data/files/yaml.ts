import { Failure } from '../../shared/files/cli.ts';
import { isRecord } from './query.ts';

interface Line {
	readonly number: number;
	readonly indent: number;
	readonly text: string;
}

/**
 * The YAML that people write: maps, lists, texts with and without quotes, `|` and `>` blocks, `[a, b]` and `{a: b}`.
 * Anchors, tags and several documents are refused by name.
 */
export function parseYaml(text: string): unknown {
	const reader = new YamlReader(text);
	return reader.read();
}

class YamlReader {
	readonly #raw: readonly string[];
	readonly #lines: Line[];
	#at = 0;

	constructor(text: string) {
		this.#raw = text.split(/\r?\n/);
		this.#lines = this.#raw.map((raw, index) => {
			if (/^\s*\t/.test(raw))
				throw new Failure(`Line ${index + 1}: YAML is indented with spaces, not with tabs.`);
			const bare = withoutComment(raw).trimEnd();
			return { number: index + 1, indent: bare.length - bare.trimStart().length, text: bare.trim() };
		});
	}

	read(): unknown {
		while (this.#peek()?.text === '---') this.#at++;
		const line = this.#peek();
		if (!line) return null;
		const value = this.#block(line.indent);
		const rest = this.#peek();
		if (rest?.text === '---')
			throw new Failure(`Line ${rest.number}: only one document per file can be read.`);
		if (rest) throw fault(rest);
		return value;
	}

	/** The next line that says something. */
	#peek(): Line | undefined {
		while (this.#lines[this.#at]?.text === '') this.#at++;
		return this.#lines[this.#at];
	}

	#block(indent: number): unknown {
		const line = this.#peek();
		if (!line || line.indent < indent) return null;
		if (line.text === '-' || line.text.startsWith('- ')) return this.#list(line.indent);
		if (keyOf(line.text)) return this.#map(line.indent);
		this.#at++;
		return scalar(line.text, line);
	}

	#list(indent: number): unknown[] {
		const items: unknown[] = [];
		for (
			let line = this.#peek();
			line?.indent === indent && /^-(?: |$)/.test(line.text);
			line = this.#peek()
		) {
			const rest = line.text.slice(1).trim();
			if (rest === '') {
				this.#at++;
				items.push(this.#below(indent));
			} else if (/^-(?: |$)/.test(rest) || keyOf(rest)) {
				// What stands after the dash is a block of its own, two columns to the right.
				const inner = indent + line.text.indexOf(rest);
				this.#lines[this.#at] = { ...line, indent: inner, text: rest };
				items.push(this.#block(inner));
			} else items.push(this.#value(rest, line, indent));
		}
		return items;
	}

	#map(indent: number): Record<string, unknown> {
		const map: Record<string, unknown> = {};
		for (let line = this.#peek(); line?.indent === indent; line = this.#peek()) {
			const found = keyOf(line.text);
			if (!found) throw fault(line);
			if (Object.hasOwn(map, found.key))
				throw new Failure(`Line ${line.number}: "${found.key}" is there twice.`);
			const value = found.rest === '' ? this.#empty(indent) : this.#value(found.rest, line, indent);
			Object.defineProperty(map, found.key, { value, enumerable: true, configurable: true, writable: true });
		}
		const next = this.#peek();
		if (next && next.indent > indent) throw fault(next);
		return map;
	}

	#empty(indent: number): unknown {
		this.#at++;
		const next = this.#peek();
		// A list may stand as far to the left as its name.
		if (next?.indent === indent && /^-(?: |$)/.test(next.text)) return this.#list(indent);
		return this.#below(indent);
	}

	#below(indent: number): unknown {
		const next = this.#peek();
		return next && next.indent > indent ? this.#block(next.indent) : null;
	}

	#value(text: string, line: Line, indent: number): unknown {
		this.#at++;
		const style = /^([|>])([+-]?)$/.exec(text);
		if (style) return this.#text(indent, style[1] === '>', style[2] ?? '');
		return scalar(text, line);
	}

	#text(indent: number, isFolded: boolean, end: string): string {
		const lines: string[] = [];
		for (; this.#at < this.#raw.length; this.#at++) {
			const raw = this.#raw[this.#at] ?? '';
			if (raw.trim() !== '' && raw.length - raw.trimStart().length <= indent) break;
			lines.push(raw);
		}
		const width = Math.min(
			...lines.filter((each) => each.trim() !== '').map((each) => each.length - each.trimStart().length),
		);
		const text = lines
			.map((each) => each.slice(width))
			.join('\n')
			.replace(/\n+$/, '');
		return (isFolded ? text.replace(/([^\n])\n(?!\n)/g, '$1 ') : text) + (end === '-' ? '' : '\n');
	}
}

const fault = ({ number, text }: Line): Failure =>
	new Failure(`Line ${number}: "${text}" does not fit here.`);

function withoutComment(line: string): string {
	const match = /^(?:[^#"']|"(?:\\.|[^"\\])*"|'[^']*'|(?<=\S)[#'"])*?(?=(?:^|\s)#|$)/.exec(line);
	return match?.[0] ?? line;
}

function keyOf(text: string): { readonly key: string; readonly rest: string } | undefined {
	const match =
		/^(?:"((?:\\.|[^"\\])*)"|'([^']*)'|([^\s[\]{},"'#|>@`&*!%][^:#]*?(?::\S[^:#]*?)*))\s*:(?:\s+(.*))?$/.exec(
			text,
		);
	if (!match) return undefined;
	return { key: match[1] ?? match[2] ?? match[3] ?? '', rest: (match[4] ?? '').trim() };
}

function scalar(text: string, line: Line): unknown {
	if (/^[&*!]/.test(text))
		throw new Failure(`Line ${line.number}: anchors and tags (${text.split(' ')[0] ?? ''}) cannot be read.`);
	if (/^[[{]/.test(text)) return flow(text, line);
	if (text.startsWith('"')) return quoted(text, line);
	if (text.startsWith("'")) return text.replace(/^'|'$/g, '').replaceAll("''", "'");
	if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
	if (/^(?:null|~)?$/i.test(text)) return null;
	if (/^[+-]?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) || /^0x[\da-f]+$/i.test(text))
		return Number(text);
	return text;
}

function quoted(text: string, line: Line): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Failure(`Line ${line.number}: the quotes of ${text} do not fit.`);
	}
}

/** `[a, b: c]` and `{a: b}`: their items one by one. */
function flow(text: string, line: Line): unknown {
	const close = text.startsWith('[') ? ']' : '}';
	if (!text.endsWith(close)) throw new Failure(`Line ${line.number}: "${close}" is missing at the end.`);
	const items = splitFlow(text.slice(1, -1))
		.map((item) => item.trim())
		.filter(Boolean);
	if (close === ']') return items.map((item) => scalar(item, line));
	return Object.fromEntries(
		items.map((item) => {
			const found = keyOf(
				item.includes(': ') || item.endsWith(':') ? item : item.replace(/^("[^"]*"):/, '$1: '),
			);
			if (!found) throw new Failure(`Line ${line.number}: "${item}" needs a name and a value.`);
			return [found.key, scalar(found.rest, line)];
		}),
	);
}

function splitFlow(text: string): string[] {
	const items: string[] = [];
	let [depth, item] = [0, ''];
	for (const part of text.match(/"(?:\\.|[^"\\])*"|'[^']*'|[^]/g) ?? []) {
		if (/^[[{]$/.test(part)) depth++;
		else if (/^[\]}]$/.test(part)) depth--;
		if (part === ',' && depth === 0) items.push(item);
		item = part === ',' && depth === 0 ? '' : item + part;
	}
	return [...items, item];
}

/** Data as YAML, two spaces per level. */
export function toYaml(value: unknown): string {
	return `${lines(value, 0).join('\n')}\n`;
}

function lines(value: unknown, indent: number): string[] {
	const space = ' '.repeat(indent);
	if (Array.isArray(value) && value.length > 0)
		return value.flatMap((item: unknown) => {
			const [first = '', ...rest] = lines(item, indent + 2);
			return [`${space}- ${first.trimStart()}`, ...rest];
		});
	if (isRecord(value) && Object.keys(value).length > 0)
		return Object.entries(value).flatMap(([key, item]) => {
			const name = `${space}${plain(key)}:`;
			const isNested = typeof item === 'object' && item !== null && Object.keys(item).length > 0;
			if (isNested) return [name, ...lines(item, indent + 2)];
			if (typeof item === 'string' && /\n./.test(item)) return textLines(name, item, indent + 2);
			return [`${name} ${lines(item, 0)[0] ?? ''}`];
		});
	return [space + (typeof value === 'string' ? plain(value) : (JSON.stringify(value) ?? 'null'))];
}

function textLines(name: string, text: string, indent: number): string[] {
	const isEnded = text.endsWith('\n');
	const body = (isEnded ? text.slice(0, -1) : text)
		.split('\n')
		.map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
	return [`${name} ${isEnded ? '|' : '|-'}`, ...body];
}

/** Without quotes where it would be read as the same text. */
function plain(text: string): string {
	const isSafe =
		/^[\p{L}_/][\p{L}\p{N} _./@+()-]*$/u.test(text) &&
		!/\s$/.test(text) &&
		!/^(?:true|false|null|yes|no|on|off)$/i.test(text);
	return isSafe ? text : JSON.stringify(text);
}
