export type LineEnd = '\n' | '\r\n';

/** A text as lines, each with the end it has; the last may have none. */
export interface TextLines {
	readonly lines: readonly string[];
	readonly ends: readonly ('' | LineEnd)[];
	/** What most lines end with: new lines get it. */
	readonly end: LineEnd;
}

export function splitText(text: string): TextLines {
	const lines: string[] = [];
	const ends: ('' | LineEnd)[] = [];
	let crlf = 0;
	for (let from = 0; from < text.length;) {
		const newline = text.indexOf('\n', from);
		const to = newline < 0 ? text.length : newline;
		const isCrlf = newline > from && text.charCodeAt(newline - 1) === 13;
		lines.push(text.slice(from, isCrlf ? to - 1 : to));
		ends.push(newline < 0 ? '' : isCrlf ? '\r\n' : '\n');
		if (isCrlf) crlf++;
		from = to + 1;
	}
	const lf = ends.filter((end) => end === '\n').length;
	return { lines, ends, end: crlf > lf ? '\r\n' : '\n' };
}

/** The lines of a block that a model wrote; its own line ends do not matter. */
export const blockLines = (text: string): readonly string[] => splitText(text).lines;

/** Lines of a file taken out and put in: `at` and `remove` count lines of the file. */
export interface Splice {
	readonly at: number;
	readonly remove: number;
	readonly lines: readonly string[];
}

/** Applies splices that do not overlap. Untouched lines keep their ends; whether the text ends in a newline stays as it was. */
export function spliceText(text: TextLines, splices: readonly Splice[]): string {
	const lines: string[] = [];
	const ends: ('' | LineEnd)[] = [];
	let from = 0;
	for (const { at, remove, lines: added } of [...splices].sort((a, b) => a.at - b.at)) {
		for (; from < at; from++) push(text.lines[from] ?? '', text.ends[from] ?? '');
		for (const line of added) push(line, text.end);
		from = at + remove;
	}
	for (; from < text.lines.length; from++) push(text.lines[from] ?? '', text.ends[from] ?? '');
	const hasFinalNewline = text.lines.length === 0 || text.ends.at(-1) !== '';
	return lines.map((line, index) => line + endAt(index)).join('');

	function push(line: string, end: '' | LineEnd): void {
		lines.push(line);
		ends.push(end);
	}

	function endAt(index: number): string {
		const isLast = index === lines.length - 1;
		if (isLast && !hasFinalNewline) return '';
		return ends[index] || text.end;
	}
}
