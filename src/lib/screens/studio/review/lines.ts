import type { Spot } from '#lib/commands/review/comment.ts';

interface Range {
	readonly from: number;
	readonly to: number;
}

/** The characters of a line (from 1), without its end. Undefined where the text has no such line. */
export function rangeOfLine(text: string, line: number): Range | undefined {
	const lines = text.split('\n');
	const own = lines[line - 1];
	if (own === undefined) return undefined;
	const from = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
	return { from, to: from + own.length };
}

/** The line (from 1) that a character is in. */
export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** What is selected, where something is and `line`, if given, is part of it; else the line, or that of the cursor. */
export function rangeMeant(text: string, selected: Range, line?: number): Range | undefined {
	const { from, to } = selected;
	const isOnLine = line === undefined || (lineAt(text, from) <= line && line <= lineAt(text, to));
	return from < to && isOnLine ? { from, to } : rangeOfLine(text, line ?? lineAt(text, from));
}

/** A spot in a file; all of the file where it has no such characters. */
export const spotAt = (path: string, range: Range | undefined): Spot => ({
	path,
	...(range ? { range } : {}),
});
