import { diffArrays } from 'diff';
import type { HunkLine } from './edits.ts';
import { isBlank, shiftLine, shiftOf } from './indent.ts';

/** What a block does, line by line: the searched lines are its `same` and `removed` ones, in order. */
export function scriptOf(search: readonly string[], replace: readonly string[]): readonly HunkLine[] {
	return diffArrays([...search], [...replace]).flatMap(({ value, added, removed }) =>
		value.map((text): HunkLine => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text })),
	);
}

export const oldLines = (script: readonly HunkLine[]): readonly string[] =>
	script.filter(({ kind }) => kind !== 'added').map(({ text }) => text);

export const newLines = (script: readonly HunkLine[]): readonly string[] =>
	script.filter(({ kind }) => kind !== 'removed').map(({ text }) => text);

/**
 * The new text of the lines of `file` from `at` on, where a block was found. Lines that the block keeps stay as the
 * file has them, new ones get the indentation of the place.
 */
export function mergeAt(file: readonly string[], at: number, script: readonly HunkLine[]): readonly string[] {
	const wanted = oldLines(script);
	const written = newLines(script);
	const found = file.slice(at, at + wanted.length);
	if (found.every((line, index) => line === wanted[index])) return written;
	const shift = shiftOf(file, found, wanted, written);
	const result: string[] = [];
	/** Removed lines that the next added ones stand in for. */
	const removed: number[] = [];
	let place = 0;
	let near = 0;
	for (const { kind, text } of script) {
		if (kind === 'added') {
			near = removed.shift() ?? near;
			result.push(shiftLine(text, shift(near)));
			continue;
		}
		if (kind === 'removed') removed.push(place);
		else {
			result.push(found[place] ?? text);
			removed.length = 0;
		}
		if (!isBlank(text) && removed.length <= 1) near = place;
		place++;
	}
	return result;
}
