import { expect, test } from 'vitest';
import { LIFETIMES, expiryFor, expiryText, linkText } from './words.ts';

const [day, , ever] = LIFETIMES;
const NOW = Date.UTC(2026, 10, 27);

test('what a link does is said with its role, its end, and who else can use it', () => {
	expect(linkText('editor', day, false)).toBe(
		'Whoever has the link can join as an editor for 1 day. So can anyone they pass it on to.',
	);
	expect(linkText('viewer', ever, true)).toBe(
		'Whoever has the link can ask to join as a viewer until you close the link. You let each of them in.',
	);
});

test('a link for a day ends a day from now, and is over after that', () => {
	const end = expiryFor(day, NOW);
	expect(expiryText(end, NOW)).toMatch(/^until /);
	expect(expiryText(end, NOW + 2 * 86_400_000)).toBe('over');
});

test('a link without an end fits into the six bytes it has in an invitation', () => {
	expect(expiryFor(ever, NOW)).toBeLessThan(2 ** 48);
	expect(expiryText(expiryFor(ever, NOW), NOW)).toBe('no end');
});
