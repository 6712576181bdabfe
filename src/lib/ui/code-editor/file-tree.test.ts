import { expect, test } from 'vitest';
import { foldersOf, moveFor, treeRows } from './file-tree.ts';

const paths = ['src/ui/list.ts', 'README.md', 'src/a10.ts', 'src/a9.ts', 'aether.json'];
const rows = treeRows(paths, new Set());
const names = (closed: string[]) => treeRows(paths, new Set(closed)).map((row) => row.path);

test('folders come first, and numbers in names count as numbers', () => {
	expect(names([])).toEqual([
		'src',
		'src/ui',
		'src/ui/list.ts',
		'src/a9.ts',
		'src/a10.ts',
		'aether.json',
		'README.md',
	]);
});

test('a closed folder hides what is in it', () => {
	expect(names(['src'])).toEqual(['src', 'aether.json', 'README.md']);
});

test('a row knows its level and its place among its siblings', () => {
	expect(rows.find((row) => row.path === 'src/a9.ts')).toMatchObject({ level: 2, position: 2, setSize: 3 });
});

test.each([
	['ArrowDown', 'src', { type: 'focus', path: 'src/ui' }],
	['ArrowUp', 'src/ui', { type: 'focus', path: 'src' }],
	['ArrowUp', 'src', null],
	['ArrowRight', 'src', { type: 'focus', path: 'src/ui' }],
	['ArrowRight', 'README.md', null],
	['ArrowLeft', 'src', { type: 'toggle', path: 'src' }],
	['ArrowLeft', 'src/a9.ts', { type: 'focus', path: 'src' }],
	['ArrowLeft', 'src/ui/list.ts', { type: 'focus', path: 'src/ui' }],
	['ArrowLeft', 'README.md', null],
	['Home', 'README.md', { type: 'focus', path: 'src' }],
	['End', 'src', { type: 'focus', path: 'README.md' }],
	['r', 'src', { type: 'focus', path: 'README.md' }],
	['a', 'src/a9.ts', { type: 'focus', path: 'src/a10.ts' }],
	['Tab', 'src', null],
])('%s on %s does %j', (key, focused, move) => {
	expect(moveFor(key, rows, focused)).toEqual(move);
});

test('the right arrow opens a closed folder', () => {
	expect(moveFor('ArrowRight', treeRows(paths, new Set(['src'])), 'src')).toEqual({
		type: 'toggle',
		path: 'src',
	});
});

test('the folders above a file', () => {
	expect(foldersOf('a/b/c.ts')).toEqual(['a', 'a/b']);
	expect(foldersOf('c.ts')).toEqual([]);
});
