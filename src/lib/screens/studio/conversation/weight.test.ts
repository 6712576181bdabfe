import { expect, test } from 'vitest';
import { sharesOf, weightWords } from './weight.ts';

const shares = { files: 9_040, history: 2_000, instructions: 1_250, wish: 40, limit: 184_000 };

test('the weight of a wish is told in words, best known first', () => {
	expect(weightWords(shares)).toBe(
		'12k of 184k tokens: files 9k, conversation 2k, instructions 1.3k, your words 40',
	);
});

test('the bar never grows over its end', () => {
	const sum = (limit: number) =>
		sharesOf({ ...shares, limit }).reduce((total, { percent }) => total + percent, 0);
	expect(sum(184_000)).toBeCloseTo(6.7, 1);
	expect(sum(5_000)).toBeCloseTo(100, 5);
	expect(sum(0)).toBeCloseTo(100, 5);
});
