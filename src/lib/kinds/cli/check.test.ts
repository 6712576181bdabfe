import { expect, test } from 'vitest';
import type { Files } from '#lib/model/files.ts';
import { check } from './check.ts';
import { program } from './program.ts';

const MANIFEST = {
	id: 'urn:aether:01J00000000000000000000000',
	name: 'shout',
	title: 'Shout',
	kind: 'cli',
	version: '1.0.0',
	entry: 'src/main.ts',
};
const MAIN = `export default ({ stdout }) => stdout.write('--help');`;

const creation = (more: Readonly<Record<string, string | Uint8Array>> = {}): Files =>
	new Map(Object.entries({ 'aether.json': JSON.stringify(MANIFEST), 'src/main.ts': MAIN, ...more }));
const types = (files: Files): string[] => check(files).map(({ type }) => type);

test('a tool with a main function and a help is fine', () => {
	expect(check(creation())).toEqual([]);
});

test('a missing default export and a missing help are named', () => {
	expect(types(creation({ 'src/main.ts': 'export const main = 1;' }))).toEqual([
		'main-missing',
		'help-missing',
	]);
	expect(types(creation({ 'src/main.ts': `const main = '--help'; export { main as default };` }))).toEqual(
		[],
	);
});

test('what is wrong with the manifest comes first', () => {
	expect(types(creation({ 'aether.json': '{' }))).toEqual(['manifest-invalid']);
	const other = JSON.stringify({ ...MANIFEST, entry: 'src/other.ts' });
	expect(types(creation({ 'aether.json': other }))).toEqual(['entry-missing']);
});

test('modules of Node are refused with what stands there instead', () => {
	const files = creation({ 'src/main.ts': `import { readFile } from 'node:fs/promises';\n${MAIN}` });
	expect(check(files)).toMatchObject([
		{ type: 'import-missing', line: 1, message: expect.stringContaining('`io`') as string },
	]);
});

test('the program serves the entry under the name of the tool, with its data', () => {
	const { files, entry } = program(creation({ 'data/a.txt': 'a"\n', 'data/b.bin': Uint8Array.of(255) }));
	expect(entry).toBe('.aether/run.ts');
	const source = String(files.get(entry));
	expect(source).toContain(`import main from "../src/main.ts"`);
	expect(source).toContain(`name: "shout"`);
	expect(source).toContain(`"data/a.txt": "a\\"\\n"`);
	expect(source).toContain(`atob("/w==")`);
});

test('a tool in Python needs no default export, and its argument parser is its help', () => {
	const manifest = JSON.stringify({ ...MANIFEST, entry: 'src/main.py' });
	const python = (source: string): Files =>
		new Map([
			['aether.json', manifest],
			['src/main.py', source],
		]);
	expect(types(python('import argparse\nargparse.ArgumentParser().parse_args()\n'))).toEqual([]);
	expect(types(python('print(1)\n'))).toEqual(['help-missing']);
});

test('the program of a tool in Python carries all its sources to the interpreter, and builds none of them', () => {
	const manifest = JSON.stringify({ ...MANIFEST, entry: 'src/main.py' });
	const { files, entry } = program(
		creation({ 'aether.json': manifest, 'src/main.py': 'import words', 'src/words.py': 'x = 1' }),
	);
	const source = String(files.get(entry));
	expect(source).toContain(`entry: "src/main.py"`);
	expect(source).toContain(`"src/words.py": "x = 1"`);
	expect(source).not.toContain('import main');
});
