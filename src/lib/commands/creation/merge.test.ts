import { expect, test } from 'vitest';
import { mergeFiles } from './merge.ts';

const base = new Map([
	['a.ts', 'one\ntwo\nthree\nfour\nfive\n'],
	['gone.ts', 'x'],
]);

test('what nobody edited by hand follows the specification', () => {
	const next = new Map([
		['a.ts', 'one\ntwo\nthree\nfour\nFIVE\n'],
		['new.ts', 'new'],
	]);
	const merged = mergeFiles(base, next, base);
	expect(merged.ok && [...merged.value]).toEqual([
		['a.ts', 'one\ntwo\nthree\nfour\nFIVE\n'],
		['gone.ts', null],
		['new.ts', 'new'],
	]);
});

test('an edit by hand in other lines of the same file stays', () => {
	const present = new Map(base).set('a.ts', 'ONE\ntwo\nthree\nfour\nfive\n');
	const merged = mergeFiles(base, new Map(base).set('a.ts', 'one\ntwo\nthree\nfour\nFIVE\n'), present);
	expect(merged.ok && merged.value.get('a.ts')).toBe('ONE\ntwo\nthree\nfour\nFIVE\n');
});

test('both changing the same line is refused as a whole, naming the file', () => {
	const present = new Map(base).set('a.ts', 'one\nmine\nthree\nfour\nfive\n');
	const next = new Map([
		['a.ts', 'one\nyours\nthree\nfour\nfive\n'],
		['new.ts', 'new'],
	]);
	const merged = mergeFiles(base, next, present);
	expect(merged.ok).toBe(false);
	expect(!merged.ok && merged.error.message).toContain('a.ts');
});

test('a file deleted by hand and changed by the specification is a conflict, not a resurrection', () => {
	const merged = mergeFiles(
		base,
		new Map(base).set('gone.ts', 'y'),
		new Map([['a.ts', base.get('a.ts') ?? '']]),
	);
	expect(merged.ok).toBe(false);
});

test('equal bytes are left alone', () => {
	const bytes = new Map([['icon.png', new Uint8Array([0, 1])]]);
	const merged = mergeFiles(bytes, new Map([['icon.png', new Uint8Array([0, 1])]]), bytes);
	expect(merged.ok && merged.value.size).toBe(0);
});
