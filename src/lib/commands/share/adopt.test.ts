import { expect, test } from 'vitest';
import type { Files } from '#lib/model/files.ts';
import { readManifest } from '../creation/assemble.ts';
import { adoptProject } from './adopt.ts';

const filesOf = (files: Readonly<Record<string, string>>): Files => new Map(Object.entries(files));
const project = (facts: object): string => JSON.stringify({ name: 'My Shop', ...facts });

test('a Node project from elsewhere gets a manifest, without its outer folder and what was installed', () => {
	const adopted = adoptProject(
		filesOf({
			'shop/package.json': project({ main: './src/server.js', dependencies: { express: '5.0.0' } }),
			'shop/src/server.js': '',
			'shop/node_modules/express/index.js': '',
		}),
	);
	expect([...adopted.keys()]).toEqual(['package.json', 'src/server.js', 'aether.json']);
	const manifest = readManifest(adopted);
	expect(manifest.ok && manifest.value).toMatchObject({
		name: 'my-shop',
		title: 'My Shop',
		kind: 'api',
		entry: 'src/server.js',
	});
});

test.each([
	[{ devDependencies: { vite: '8.0.0' } }, 'app'],
	[{ scripts: { start: 'node index.js' }, bin: 'index.js' }, 'cli'],
	[{ scripts: { start: 'node index.js' } }, 'app'],
])('%j is of the kind %s', (facts, kind) => {
	const manifest = readManifest(adoptProject(filesOf({ 'package.json': project(facts) })));
	expect(manifest.ok && manifest.value.kind).toBe(kind);
});

test('a creation, and files that are no Node project, stay as they are', () => {
	for (const files of [
		filesOf({ 'aether.json': '{}', 'package.json': project({ dependencies: { express: '5' } }) }),
		filesOf({ 'package.json': project({ dependencies: { dayjs: '1.0.0' } }), 'index.js': '' }),
		filesOf({ 'a/readme.md': '' }),
	])
		expect(adoptProject(files)).toBe(files);
});
