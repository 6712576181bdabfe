import { UsageError } from '../../shared/files/cli.ts';

/** The words of a text: letters, digits, apostrophes and dashes inside. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];

/** Orders "item9" before "item10". */
export function compareNatural(a: string, b: string, isSameCase: boolean): number {
	const options = { numeric: true, sensitivity: isSameCase ? 'base' : 'variant' } as const;
	return a.localeCompare(b, 'en', options);
}

/** Each different line where it first stood, and how often it came. */
export function uniqueLines(
	lines: readonly string[],
	isSameCase: boolean,
): { readonly line: string; readonly times: number }[] {
	const seen = new Map<string, { line: string; times: number }>();
	for (const line of lines) {
		const key = isSameCase ? line.toLowerCase() : line;
		const known = seen.get(key);
		if (known) known.times++;
		else seen.set(key, { line, times: 1 });
	}
	return [...seen.values()];
}

/** A pattern that finds all places. */
export function patternOf(text: string, isRegex: boolean, isSameCase: boolean): RegExp {
	if (text === '') throw new UsageError('The pattern is empty.');
	const source = isRegex ? text : text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
	try {
		return new RegExp(source, isSameCase ? 'giu' : 'gu');
	} catch (error) {
		throw new UsageError(error instanceof Error ? `${error.message}.` : 'This is no regular expression.');
	}
}

const parts = (line: string): string[] =>
	line
		.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean)
		.map((word) => word.toLowerCase());
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

/** What `case` can do with a line. */
export const CASES: Readonly<Record<string, (line: string) => string>> = {
	upper: (line) => line.toUpperCase(),
	lower: (line) => line.toLowerCase(),
	title: (line) => line.replace(/[\p{L}\p{N}'’]+/gu, capital),
	sentence: (line) => line.toLowerCase().replace(/(^|[.!?]\s+)(\p{L})/gu, (match) => match.toUpperCase()),
	camel: (line) =>
		parts(line)
			.map((word, index) => (index === 0 ? word : capital(word)))
			.join(''),
	pascal: (line) => parts(line).map(capital).join(''),
	snake: (line) => parts(line).join('_'),
	kebab: (line) => parts(line).join('-'),
	constant: (line) => parts(line).join('_').toUpperCase(),
	reverse: (line) => [...line].reverse().join(''),
};
