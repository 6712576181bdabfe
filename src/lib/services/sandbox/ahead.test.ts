import { expect, test } from 'vitest';
import { Ahead } from './ahead.ts';
import type { Built } from './programs.ts';

const built: Built = {
	type: 'built',
	program: { module: 'export {};', scripts: [], page: null },
	vendors: [],
	map: '',
	warnings: [],
	buildMs: 1,
};
const prepared = (files: Record<string, string | Uint8Array>, entry = 'main.ts') => ({
	files: new Map(Object.entries(files)),
	entry,
});
const files = { 'main.ts': 'console.log(1);', 'aether.json': '{"id":"one"}' };

test('the program of the same files is found, though each has an id of its own', async () => {
	const ahead = new Ahead();
	expect(await ahead.find(prepared(files))).toBeUndefined();
	ahead.note(prepared(files), Promise.resolve(built));
	expect(await ahead.find(prepared({ ...files, 'aether.json': '{"id":"two"}' }))).toBe(built);
});

test('another file, entry, content or number of files is another program', async () => {
	const ahead = new Ahead();
	ahead.note(prepared(files), Promise.resolve(built));
	for (const other of [
		prepared({ ...files, 'main.ts': 'console.log(2);' }),
		prepared({ ...files, 'more.ts': '' }),
		prepared({ 'main.ts': files['main.ts'] }),
		prepared(files, 'other.ts'),
	])
		expect(await ahead.find(other)).toBeUndefined();
});

test('files that name the manifest are built for each creation', async () => {
	const reading = { ...files, 'main.ts': `import './aether.json';` };
	const ahead = new Ahead();
	ahead.note(prepared(reading), Promise.resolve(built));
	expect(await ahead.find(prepared(reading))).toBeUndefined();
});

test('a build that failed is made again, where its problems are told', async () => {
	const ahead = new Ahead();
	ahead.note(prepared(files), Promise.resolve({ type: 'failed', problems: [] }));
	expect(await ahead.find(prepared(files))).toBeUndefined();
});
