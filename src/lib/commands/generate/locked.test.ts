import { expect, test } from 'vitest';
import { lockedIn, LOCKS_PATH, withLock } from './locked.ts';

const files = new Map([[LOCKS_PATH, ' src/b.ts \n\nsrc/a.ts\n']]);

test('the list of locks is itself locked, and empty lines say nothing', () => {
	expect(lockedIn(files)).toEqual([LOCKS_PATH, 'src/b.ts', 'src/a.ts']);
	expect(lockedIn(new Map())).toEqual([LOCKS_PATH]);
});

test('a path is put on the list once and taken off it', () => {
	expect(withLock(files, 'src/a.ts', true)).toBe('src/a.ts\nsrc/b.ts\n');
	expect(withLock(files, 'src/b.ts', false)).toBe('src/a.ts\n');
	expect(withLock(new Map([[LOCKS_PATH, 'x\n']]), 'x', false)).toBeNull();
});
