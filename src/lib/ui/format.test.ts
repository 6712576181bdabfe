import { expect, test } from 'vitest';
import { agoText, sizeText } from './format.ts';

test.each([
	[0, '0 B'],
	[999, '999 B'],
	[1000, '1 kB'],
	[12_400_000, '12.4 MB'],
	[150_000_000, '150 MB'],
	[2_500_000_000, '2.5 GB'],
])('%d bytes read as %s', (bytes, words) => {
	expect(sizeText(bytes)).toBe(words);
});

test('time passed is told in the largest sensible unit', () => {
	const now = Date.UTC(2026, 5, 15, 12);
	expect(agoText(now - 20_000, now)).toBe('just now');
	expect(agoText(now - 5 * 60_000, now)).toBe('5 min ago');
	expect(agoText(now - 3 * 3_600_000, now)).toBe('3 h ago');
	expect(agoText(now - 30 * 3_600_000, now)).toBe('yesterday');
	expect(agoText(now - 100 * 3_600_000, now)).toBe('Jun 11, 2026');
});
