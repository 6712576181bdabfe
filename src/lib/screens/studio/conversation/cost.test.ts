import { expect, test } from 'vitest';
import { costWords, tokenWords } from './cost.ts';

test('a cost keeps the figures that matter, and what is unknown is not free', () => {
	expect(costWords(4_200_000)).toBe('$0.0042');
	expect(costWords(1_234_000_000)).toBe('$1.23');
	expect(costWords(0)).toBe('free');
	expect(costWords(null)).toBe('cost unknown');
});

test('tokens tell what came from a cache and what was thought', () => {
	const usage = { input: 400, cacheRead: 800, cacheWrite: 4, output: 310, reasoning: 100 };
	expect(tokenWords(usage)).toBe('1,204 in (800 from cache), 310 out (100 of it thinking)');
	expect(tokenWords({ ...usage, cacheRead: 0, reasoning: 0, isEstimated: true })).toBe(
		'about 404 in, 310 out',
	);
});
