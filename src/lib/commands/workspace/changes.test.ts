import { expect, test } from 'vitest';
import { changesBetween } from './changes.ts';

test('changes are listed by path with the lines that came and went', () => {
	const before = new Map<string, string | Uint8Array>([
		['b.ts', 'one\ntwo\n'],
		['same.ts', 'same'],
		['old.ts', 'a\nb\n'],
	]);
	const after = new Map<string, string | Uint8Array>([
		['b.ts', 'one\n2\nthree\n'],
		['same.ts', 'same'],
		['a.png', new Uint8Array([0, 1])],
	]);
	expect(changesBetween(before, after)).toEqual([
		{ path: 'a.png', status: 'added', added: 0, removed: 0 },
		{ path: 'b.ts', status: 'changed', added: 2, removed: 1 },
		{ path: 'old.ts', status: 'removed', added: 0, removed: 2 },
	]);
});
