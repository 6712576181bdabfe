import { expect, test } from 'vitest';
import { Journal } from './journal.ts';

test('the newest lines stay when the ring is full', () => {
	const journal = new Journal(4_000);
	for (let index = 0; index < 100; index++) journal.add('log', `line ${index} ${'x'.repeat(50)}`, index * 10);
	expect(journal.lines.length).toBeLessThan(40);
	expect(journal.lines.at(-1)?.text).toContain('line 99');
});

test('too many lines in one second are cut, with one line that says so', () => {
	const journal = new Journal(1e7);
	for (let index = 0; index < 5_000; index++) journal.add('log', String(index), 500);
	expect(journal.lines).toHaveLength(400);
	expect(journal.lines.at(-1)?.level).toBe('warn');
	expect(journal.add('log', 'later', 1_600)?.text).toBe('later');
});

test('errors that differ in numbers and quoted parts only are one cause', () => {
	const journal = new Journal(1_000);
	const error = (message: string) => journal.addError({ at: 0, message, stack: '', path: 'a.ts', line: 1 });
	expect(error('Row 1 "a" is bad')?.count).toBe(1);
	expect(error('Row 22 "b" is bad')?.count).toBe(2);
	expect(error('Another')?.count).toBe(1);
	expect(journal.errors).toHaveLength(2);
});

test('the number of causes is bounded', () => {
	const journal = new Journal(1_000);
	const kept = Array.from({ length: 150 }, (_, line) =>
		journal.addError({ at: 0, message: 'x', stack: '', path: 'a.ts', line }),
	);
	expect(kept.filter(Boolean)).toHaveLength(100);
});
