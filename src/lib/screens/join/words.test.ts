import { expect, test } from 'vitest';
import { fragmentIn } from './words.ts';

const FRAGMENT = 'Ab_-'.repeat(70);

test.each([
	['a whole link', `https://example.org/join#${FRAGMENT}`],
	['only what stands after the #', FRAGMENT],
	['a link with blanks around it', `\n  http://localhost:4173/join#${FRAGMENT}  `],
])('%s is understood', (_, pasted) => {
	expect(fragmentIn(pasted)).toBe(FRAGMENT);
});

test.each([
	'',
	'hello',
	'https://example.org/join',
	`https://example.org/#<script>${FRAGMENT}`,
	'a'.repeat(2000),
])('%j is no invitation', (pasted) => {
	expect(fragmentIn(pasted)).toBeUndefined();
});
