import { plainSigns } from './ladder.ts';

/** A line without what a formatter decides: inner white space, the kind of quotes, a comma or semicolon at the end. */
const loose = (line: string): string =>
	plainSigns(line)
		.replace(/\s+/g, '')
		.replace(/["'`]/g, '"')
		.replace(/[,;]+$/, '');

/**
 * Places where a block of at least three lines is recognised by its first and last line, while lines between differ in
 * form only. A word that differs means that the model has another text in mind: such a block is not placed.
 */
export function findByAnchors(file: readonly string[], wanted: readonly string[]): readonly number[] {
	const [first, last] = [wanted[0]?.trim() ?? '', wanted.at(-1)?.trim() ?? ''];
	if (wanted.length < 3 || first === '' || last === '' || !/\w{3}/.test(first + last)) return [];
	const keys = wanted.map(loose);
	const hits: number[] = [];
	for (let start = 0; start + keys.length <= file.length; start++) {
		if (file[start]?.trim() !== first || file[start + keys.length - 1]?.trim() !== last) continue;
		if (keys.every((key, index) => key === loose(file[start + index] ?? ''))) hits.push(start);
	}
	return hits;
}
