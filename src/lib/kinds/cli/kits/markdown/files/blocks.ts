import { inline, slugOf } from './inline.ts';

export interface Heading {
	readonly level: number;
	readonly text: string;
	/** What a link to it ends with: `#good-tea`. */
	readonly slug: string;
	readonly line: number;
}

const FENCE = /^ {0,3}(```+|~~~+)\s*(\S*)/;

/** All headings, in order; equal ones get a number. */
export function headingsOf(text: string): Heading[] {
	const used = new Map<string, number>();
	return proseLines(text).flatMap(({ line, number }) => {
		const match = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/.exec(line);
		if (!match) return [];
		const base = slugOf(match[2] ?? '');
		const times = used.get(base) ?? 0;
		used.set(base, times + 1);
		return [
			{
				level: match[1]?.length ?? 1,
				text: match[2] ?? '',
				slug: times > 0 ? `${base}-${times}` : base,
				line: number,
			},
		];
	});
}

/** Lines outside of code blocks. */
export function proseLines(text: string): { readonly line: string; readonly number: number }[] {
	let fence = '';
	return text.split(/\r?\n/).flatMap((line, index) => {
		const mark = FENCE.exec(line)?.[1];
		if (fence === '' && mark === undefined) return [{ line, number: index + 1 }];
		if (fence === '') fence = mark ?? '';
		else if (mark?.startsWith(fence)) fence = '';
		return [];
	});
}

/** Markdown as HTML: headings, lists, tables, quotes, code, rules and paragraphs. HTML in the text is shown, not used. */
export function toHtml(text: string): string {
	return new Blocks(text.replace(/\t/g, '    ').split(/\r?\n/)).html();
}

const ITEM = /^( *)([-*+]|\d{1,9}[.)])\s+(.*)$/;

class Blocks {
	readonly #lines: readonly string[];
	readonly #used = new Map<string, number>();
	#at = 0;

	constructor(lines: readonly string[]) {
		this.#lines = lines;
	}

	html(): string {
		let html = '';
		while (this.#at < this.#lines.length) html += this.#block();
		return html;
	}

	#peek(): string {
		return this.#lines[this.#at] ?? '';
	}

	#block(): string {
		const line = this.#peek();
		if (line.trim() === '') {
			this.#at++;
			return '';
		}
		if (FENCE.test(line)) return this.#code();
		const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/.exec(line);
		if (heading) return this.#heading(heading[1]?.length ?? 1, heading[2] ?? '');
		if (/^ {0,3}([-*_])(?:\s*\1){2,}\s*$/.test(line)) {
			this.#at++;
			return '<hr>\n';
		}
		if (/^ {0,3}>/.test(line)) return this.#quote();
		if (ITEM.test(line)) return this.#list();
		if (
			line.includes('|') &&
			/^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/.test(this.#lines[this.#at + 1] ?? '')
		)
			return this.#table();
		return this.#paragraph();
	}

	#code(): string {
		const [, fence = '```', language = ''] = FENCE.exec(this.#peek()) ?? [];
		const lines: string[] = [];
		for (this.#at++; this.#at < this.#lines.length && !this.#peek().trim().startsWith(fence); this.#at++)
			lines.push(this.#peek());
		this.#at++;
		const kind = language === '' ? '' : ` class="language-${escapeHtml(language)}"`;
		return `<pre><code${kind}>${escapeHtml(lines.join('\n'))}\n</code></pre>\n`;
	}

	#heading(level: number, text: string): string {
		this.#at++;
		const base = slugOf(text);
		const times = this.#used.get(base) ?? 0;
		this.#used.set(base, times + 1);
		return `<h${level} id="${times > 0 ? `${base}-${times}` : base}">${inline(text)}</h${level}>\n`;
	}

	#quote(): string {
		const lines: string[] = [];
		for (; /^ {0,3}>/.test(this.#peek()); this.#at++) lines.push(this.#peek().replace(/^ {0,3}> ?/, ''));
		return `<blockquote>\n${toHtml(lines.join('\n'))}</blockquote>\n`;
	}

	#list(): string {
		const first = ITEM.exec(this.#peek());
		const [indent, isOrdered] = [first?.[1]?.length ?? 0, /\d/.test(first?.[2] ?? '')];
		let items = '';
		for (
			let match = first;
			match?.[1]?.length === indent && /\d/.test(match[2] ?? '') === isOrdered;
			match = ITEM.exec(this.#peek())
		) {
			this.#at++;
			const inner: string[] = [];
			while (this.#peek().trim() !== '' && this.#peek().length - this.#peek().trimStart().length > indent)
				inner.push(this.#lines[this.#at++] ?? '');
			items += `<li>${itemHtml(match[3] ?? '', inner)}</li>\n`;
			if (this.#peek().trim() === '' && ITEM.test(this.#lines[this.#at + 1] ?? '')) this.#at++;
		}
		const start = Number.parseInt(first?.[2] ?? '1', 10);
		return isOrdered
			? `<ol${start === 1 ? '' : ` start="${start}"`}>\n${items}</ol>\n`
			: `<ul>\n${items}</ul>\n`;
	}

	#table(): string {
		const [head, rule] = [cellsOf(this.#peek()), cellsOf(this.#lines[this.#at + 1] ?? '')];
		const sides = rule.map((cell) => (/^:.*:$/.test(cell) ? 'center' : cell.endsWith(':') ? 'right' : ''));
		this.#at += 2;
		const row = (cells: readonly string[], tag: string): string =>
			`<tr>${head.map((_, index) => `<${tag}${sides[index] ? ` style="text-align:${sides[index] ?? ''}"` : ''}>${inline(cells[index] ?? '')}</${tag}>`).join('')}</tr>\n`;
		let body = '';
		for (; this.#peek().includes('|'); this.#at++) body += row(cellsOf(this.#peek()), 'td');
		return `<table>\n<thead>\n${row(head, 'th')}</thead>\n<tbody>\n${body}</tbody>\n</table>\n`;
	}

	#paragraph(): string {
		const lines: string[] = [];
		do lines.push(this.#lines[this.#at++] ?? '');
		while (
			this.#peek().trim() !== '' &&
			!/^ {0,3}(?:#{1,6}\s|>|```|~~~)/.test(this.#peek()) &&
			!ITEM.test(this.#peek())
		);
		const text = lines
			.map((line, index) =>
				index < lines.length - 1 && / {2,}$|\\$/.test(line)
					? `${line.replace(/ +$|\\$/, '')}\u0000`
					: line.trim(),
			)
			.join('\n');
		return `<p>${inline(text).replaceAll('\u0000', '<br>')}</p>\n`;
	}
}

/** "[x] done" is a box that is ticked. */
function itemHtml(text: string, inner: readonly string[]): string {
	const box = /^\[([ x])\]\s+(.*)$/i.exec(text);
	const tick = box ? `<input type="checkbox" disabled${box[1] === ' ' ? '' : ' checked'}> ` : '';
	const width = Math.min(...inner.map((line) => line.length - line.trimStart().length));
	const below = inner.length > 0 ? `\n${toHtml(inner.map((line) => line.slice(width)).join('\n'))}` : '';
	return tick + inline(box?.[2] ?? text) + below;
}

const cellsOf = (line: string): string[] =>
	line.trim().replace(/^\||(?<!\\)\|$/g, '').split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|')); // prettier-ignore

export function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
