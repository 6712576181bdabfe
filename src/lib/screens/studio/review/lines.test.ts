import { expect, test } from 'vitest';
import { lineAt, rangeMeant, rangeOfLine } from './lines.ts';

const TEXT = 'one\n\nthree\n';
const cursor = (at: number) => ({ from: at, to: at });

test('a line is found with its characters, an empty one too, and none beyond the end', () => {
	expect([1, 2, 3, 4, 5].map((line) => rangeOfLine(TEXT, line))).toEqual([
		{ from: 0, to: 3 },
		{ from: 4, to: 4 },
		{ from: 5, to: 10 },
		{ from: 11, to: 11 },
		undefined,
	]);
	expect([0, 3, 4, 5, 10].map((index) => lineAt(TEXT, index))).toEqual([1, 1, 2, 3, 3]);
});

test('what is selected is meant, and without a selection the line of the cursor', () => {
	expect(rangeMeant(TEXT, { from: 1, to: 6 })).toEqual({ from: 1, to: 6 });
	expect(rangeMeant(TEXT, cursor(7))).toEqual({ from: 5, to: 10 });
});

test('beside a line that line is meant, or the selection that it is in', () => {
	expect(rangeMeant(TEXT, { from: 6, to: 8 }, 1)).toEqual({ from: 0, to: 3 });
	expect(rangeMeant(TEXT, { from: 1, to: 6 }, 2)).toEqual({ from: 1, to: 6 });
	expect(rangeMeant(TEXT, cursor(0), 9)).toBeUndefined();
});
