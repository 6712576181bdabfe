import { ACTION_VERBS } from './lexicon/cues.ts';
import { TIME_UNITS } from './lexicon/words.ts';
import type { Reading } from './reading.ts';

/** Where "in parallel" or "at the same time" stands between two places. */
export function parallelAt(
	reading: Reading,
	from: number,
	to: number,
): { readonly from: number; readonly to: number } | undefined {
	for (let index = from; index < to; index++) {
		if (reading.is(index, 'simultaneously', 'concurrently')) return { from: index, to: index + 1 };
		if (reading.is(index, 'in') && reading.is(index + 1, 'parallel')) return { from: index, to: index + 2 };
		const isSameTime = ['at', 'the', 'same', 'time'].every((word, offset) =>
			reading.is(index + offset, word),
		);
		if (isSameTime) return { from: index, to: index + 4 };
	}
	return undefined;
}

/** "for each invoice": what is gone through one by one. */
export function eachAt(
	reading: Reading,
	index: number,
	to: number,
): { readonly name: string; readonly end: number } | undefined {
	if (!reading.is(index, 'for') || !reading.is(index + 1, 'each', 'every')) return undefined;
	const names: string[] = [];
	let at = index + 2;
	while (
		at < to &&
		reading.isWord(at) &&
		names.length < 3 &&
		!(names.length > 0 && reading.has(at, ACTION_VERBS))
	)
		names.push(reading.tokens[at++]?.noun ?? '');
	const isTime = TIME_UNITS.has(names[0] ?? '');
	return names.length > 0 && !isTime ? { name: names.join(' ').slice(0, 60), end: at } : undefined;
}

const COUNTS = new Set(['a', 'an', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'ten', 'thirty']);
const UNITS = new Set(['second', 'minute', 'hour', 'day', 'week']);

/** Past "two days" at `index`; undefined where no duration stands. */
export function durationEnd(reading: Reading, index: number): number | undefined {
	const isCount = COUNTS.has(reading.lower(index)) || reading.tokens[index]?.type === 'number';
	return isCount && UNITS.has(reading.tokens[index + 1]?.noun ?? '') ? index + 2 : undefined;
}
