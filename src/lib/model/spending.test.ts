import { expect, test } from 'vitest';
import { daysBetween, dollarText, nanoUsdFrom, startOfDay, startOfMonth } from './spending.ts';

test.each([
	[0, '$0.00'],
	[420_000_000, '$0.42'],
	[1_204_500_000_000, '$1,204.50'],
	[4_200_000, '$0.0042'],
	[1, '$0.000000001'],
])('%d nano-dollars read as %s', (nanoUsd, words) => {
	expect(dollarText(nanoUsd)).toBe(words);
});

test.each([
	['2.50', 2_500_000_000],
	['$2,5', 2_500_000_000],
	[' .000000001 ', 1],
	['', null],
	['-1', undefined],
	['1e3', undefined],
	['plenty', undefined],
	['1.2.3', undefined],
])('"%s" typed as an amount is %s', (text, nanoUsd) => {
	expect(nanoUsdFrom(text)).toBe(nanoUsd);
});

test('every day stands in a month once, also where the clocks change', () => {
	const days = daysBetween(new Date(2026, 2, 1).getTime(), new Date(2026, 2, 31, 23, 59).getTime());
	expect(days).toHaveLength(31);
	expect(new Set(days).size).toBe(31);
	expect([days[0], days[30]]).toEqual(['2026-03-01', '2026-03-31']);
});

test("days and months begin at the person's own midnight", () => {
	const at = new Date(2026, 0, 3, 15, 30).getTime();
	expect(startOfDay(at)).toBe(new Date(2026, 0, 3).getTime());
	expect(startOfDay(at, 6)).toBe(new Date(2025, 11, 28).getTime());
	expect(startOfMonth(at)).toBe(new Date(2026, 0, 1).getTime());
});
