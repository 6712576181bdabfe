import { expect, test } from 'vitest';
import { titleFrom } from './title.ts';

test('a first title is what was asked for, without the asking', () => {
	expect(titleFrom('A reading list that tracks pages per day')).toBe('Reading list that tracks pages per');
	expect(titleFrom('please make me a kanban board.')).toBe('Kanban board');
	expect(titleFrom('I want to build the best quiz, ever!')).toBe('Best quiz, ever');
});

test('only the first line counts, and an empty rest is untitled', () => {
	expect(titleFrom('Tip calculator\nwith round numbers')).toBe('Tip calculator');
	expect(titleFrom('!!!')).toBe('Untitled');
});

test('a title stays short', () => {
	expect(titleFrom('x'.repeat(500)).length).toBe(60);
});
