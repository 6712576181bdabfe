import { expect, test } from 'vitest';
import { contentFromBytes, isFilePath } from './files.ts';

test.each(['src/main.tsx', 'aether.json', '.aether/spec.json', 'a b/ü.md'])('%s can be kept', (path) => {
	expect(isFilePath(path)).toBe(true);
});

test.each([
	'',
	'/etc/passwd',
	'../up',
	'a/../b',
	'a//b',
	'./a',
	'.git/config',
	'.aether-data.json',
	'.aether-bytes.bin',
	'a\\b',
	'c:',
	'a/ ',
	'a.',
	'a\u0000b',
	'x'.repeat(241),
])('%j is refused as a path', (path) => {
	expect(isFilePath(path)).toBe(false);
});

test('bytes that are no UTF-8 stay bytes', () => {
	const bytes = new Uint8Array([0xff, 0xfe, 0x41]);
	expect(contentFromBytes(bytes)).toBe(bytes);
	expect(contentFromBytes(new TextEncoder().encode('grüß'))).toBe('grüß');
});
