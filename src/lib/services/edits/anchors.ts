import { plainSigns } from './ladder.ts';
import type { HunkLine } from './edits.ts';
import { isBlank } from './indent.ts';
import { oldLines } from './merge.ts';

/** Lines that carry a meaning of their own, not mere brackets. */
const isTelling = (line: string): boolean => /\w{3}/.test(line);
const loose = (line: string): string =>
	plainSigns(line).replace(/\s+/g, '').replace(/["'`]/g, '"').replace(/[,;]$/, '');

/**
 * Places where a block of at least three lines is recognised by its first and last line, although lines between differ.
 * Every line that the block changes, and every line beside one it adds, must be there; so a differing line is one
 * that the block only carries along, and it stays as the file has it.
 */
export function findByAnchors(file: readonly string[], script: readonly HunkLine[]): readonly number[] {
	const wanted = oldLines(script);
	const [first, last] = [wanted[0] ?? '', wanted.at(-1) ?? ''];
	if (wanted.length < 3 || isBlank(first) || isBlank(last) || !(isTelling(first) || isTelling(last)))
		return [];
	const keys = wanted.map(loose);
	const needed = neededLines(script);
	const hits: number[] = [];
	for (let start = 0; start + keys.length <= file.length; start++) {
		if (file[start]?.trim() !== first.trim() || file[start + keys.length - 1]?.trim() !== last.trim())
			continue;
		hits.push(start);
	}
	const [only] = hits;
	if (hits.length !== 1 || only === undefined) return hits;
	const isThere = keys.map((key, index) => loose(file[only + index] ?? '') === key);
	const share = isThere.filter(Boolean).length / keys.length;
	return share >= 0.6 && [...needed].every((index) => isThere[index]) ? hits : [];
}

/** Indexes of searched lines that have to be in the file: changed ones, and neighbours of added ones. */
function neededLines(script: readonly HunkLine[]): ReadonlySet<number> {
	const needed = new Set<number>();
	let at = 0;
	for (const { kind } of script) {
		if (kind === 'added') needed.add(Math.max(0, at - 1)).add(at);
		else {
			if (kind === 'removed') needed.add(at);
			at++;
		}
	}
	needed.delete(at);
	return needed;
}
