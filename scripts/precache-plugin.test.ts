import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { precacheLists, shellFiles } from './precache-plugin.ts';

const directory = mkdtempSync(join(tmpdir(), 'aether-precache-'));
afterAll(() => {
	rmSync(directory, { recursive: true });
});

function build(files: Readonly<Record<string, string>>): void {
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(join(directory, path, '..'), { recursive: true });
		writeFileSync(join(directory, path), content);
	}
}

test('the shell is what entries import statically, with styles and fonts', () => {
	const shell = shellFiles({
		start: { file: 'start.js', isEntry: true, imports: ['shared'], css: ['start.css'] },
		shared: { file: 'shared.js', imports: ['start'], assets: ['font.woff2'] },
		editor: { file: 'editor.js', imports: ['shared'] },
	});
	expect([...shell].sort()).toEqual(['font.woff2', 'shared.js', 'start.css', 'start.js']);
});

test('the shell comes first, then the rest from small to large, then the database, Python only on use, and nothing that is never needed', () => {
	build({
		'index.html': 'shell',
		'service-worker.js': '',
		_headers: '',
		'screenshots/wide.png': 'picture',
		'_app/version.json': '{}',
		'_app/immutable/start.js': 'start',
		'_app/immutable/editor.js': 'a very large editor',
		'_app/immutable/kit.js': 'kit',
		'vendor/manifest.json': '{ }',
		'vendor/pglite-wasm.1a.wasm': 'database',
		'vendor/contrib-hstore.1a.bin': 'part',
		'vendor/pyodide-pyodide-mjs.1a.bin': 'python',
	});
	const { core, background, later, onUse } = precacheLists(directory, new Set(['_app/immutable/start.js']));
	expect(core.map(([url]) => url)).toEqual(['/_app/immutable/start.js', '/index.html']);
	expect(background.map(([url]) => url)).toEqual([
		'/_app/immutable/kit.js',
		'/vendor/manifest.json',
		'/_app/immutable/editor.js',
	]);
	expect(later.map(([url]) => url)).toEqual(['/vendor/contrib-hstore.1a.bin', '/vendor/pglite-wasm.1a.wasm']);
	expect(onUse.map(([url]) => url)).toEqual(['/vendor/pyodide-pyodide-mjs.1a.bin']);
});

test('a file without a hash in its name gets a new revision when its content changes', () => {
	const revision = () => precacheLists(directory, new Set()).core.find(([url]) => url === '/index.html')?.[1];
	build({ 'index.html': 'one' });
	const first = revision();
	build({ 'index.html': 'two' });
	expect(first).toMatch(/^[0-9a-f]{16}$/);
	expect(revision()).not.toBe(first);
});
