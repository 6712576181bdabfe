/** Width of the white space that a line starts with, counting a tab as `tabWidth` columns. */
export function indentWidth(line: string, tabWidth: number): number {
	let width = 0;
	for (const character of line) {
		if (character === ' ') width++;
		else if (character === '\t') width += tabWidth;
		else break;
	}
	return width;
}

export const isBlank = (line: string): boolean => line.trim() === '';

type IndentKind = 'tabs' | 'spaces';

/** What most of the indented lines are indented with; null where none is. */
function kindOf(lines: readonly string[]): IndentKind | null {
	let [tabs, spaces] = [0, 0];
	for (const line of lines) {
		if (isBlank(line)) continue;
		if (line.startsWith('\t')) tabs++;
		else if (line.startsWith(' ')) spaces++;
	}
	if (tabs + spaces === 0) return null;
	return tabs >= spaces ? 'tabs' : 'spaces';
}

/** How new lines move to where their block was found. */
export interface Shift {
	/** Columns. */
	readonly delta: number;
	/** What a tab is worth. */
	readonly tabWidth: number;
	/** White space to write, where it has to be written anew. */
	readonly kind: IndentKind;
	/** The block indents with the other kind of white space than the file. */
	readonly isTranslated: boolean;
}

const TAB_WIDTHS = [4, 2, 8, 3];

/** Whether one move turns the indentation of every wanted line into that of the found line. */
export function isUniform(found: readonly string[], wanted: readonly string[]): boolean {
	const isMixed = kindOf(found) !== kindOf(wanted);
	return (isMixed ? TAB_WIDTHS : [4]).some((tabWidth) => deltasOf(found, wanted, tabWidth).size <= 1);
}

/** The move of a block found at `found` in `file`; not uniform: by the line at `near`. */
export function shiftOf(
	file: readonly string[],
	found: readonly string[],
	wanted: readonly string[],
	written: readonly string[],
): (near: number) => Shift {
	const block = [...wanted, ...written];
	const kind = kindOf(found) ?? kindOf(file) ?? kindOf(block) ?? 'spaces';
	const isTranslated = (kindOf(block) ?? kind) !== kind;
	const widths = isTranslated ? [stepOf(kind === 'tabs' ? block : file), ...TAB_WIDTHS] : [4];
	for (const tabWidth of widths) {
		const deltas = deltasOf(found, wanted, tabWidth);
		const [delta = 0] = deltas;
		if (deltas.size > 1) continue;
		const isInPlace = delta > 0 && leastIndent(written, tabWidth) - leastIndent(wanted, tabWidth) === delta;
		// Some models search without indentation and yet write the new lines with the right one.
		const shift = { delta: isInPlace ? 0 : delta, tabWidth, kind, isTranslated };
		return () => shift;
	}
	const [tabWidth = 4] = widths;
	return (near) => {
		const delta = indentWidth(found[near] ?? '', tabWidth) - indentWidth(wanted[near] ?? '', tabWidth);
		return { delta, tabWidth, kind, isTranslated };
	};
}

function deltasOf(
	found: readonly string[],
	wanted: readonly string[],
	tabWidth: number,
): ReadonlySet<number> {
	const deltas = new Set<number>();
	found.forEach((line, index) => {
		if (!isBlank(line)) deltas.add(indentWidth(line, tabWidth) - indentWidth(wanted[index] ?? '', tabWidth));
	});
	return deltas;
}

/** By how many columns lines of spaces usually go deeper. */
function stepOf(lines: readonly string[]): number {
	const counts = new Map<number, number>();
	let before = 0;
	for (const line of lines) {
		if (isBlank(line)) continue;
		const width = indentWidth(line, 4);
		if (width > before) counts.set(width - before, (counts.get(width - before) ?? 0) + 1);
		before = width;
	}
	return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 4;
}

/** The line moved by the shift, with white space of the file's kind. */
export function shiftLine(line: string, { delta, tabWidth, kind, isTranslated }: Shift): string {
	if (isBlank(line)) return '';
	if (delta === 0 && !isTranslated) return line;
	const text = line.trimStart();
	const width = Math.max(0, indentWidth(line.slice(0, line.length - text.length), tabWidth) + delta);
	if (kind === 'spaces') return ' '.repeat(width) + text;
	return '\t'.repeat(Math.floor(width / tabWidth)) + ' '.repeat(width % tabWidth) + text;
}

function leastIndent(lines: readonly string[], tabWidth: number): number {
	const widths = lines.filter((line) => !isBlank(line)).map((line) => indentWidth(line, tabWidth));
	return widths.length === 0 ? 0 : Math.min(...widths);
}
