import { expect, test } from 'vitest';
import { Builds } from './build.ts';
import { Builder } from './builder.ts';
import { AHEAD, type BuildOutcome, type BuildRequest } from './request.ts';

const libraries = new Map([
	['react', ['useState', 'default']],
	['react/jsx-runtime', ['jsx', 'jsxs', 'Fragment']],
]);

const requestOf = (files: Record<string, string>, entry = Object.keys(files)[0] ?? ''): BuildRequest => ({
	key: 'test',
	files: new Map(Object.entries(files)),
	entry,
	libraries,
});

async function build(files: Record<string, string>): Promise<BuildOutcome> {
	return new Builds().build(requestOf(files), () => false);
}

test('libraries stay outside and are named', async () => {
	const outcome = await build({
		'main.tsx': `import { useState } from 'react';\nexport const a = <b>{useState}</b>;`,
	});
	expect(outcome).toMatchObject({ type: 'built', vendors: ['react/jsx-runtime', 'react'] });
	expect(outcome.type === 'built' && outcome.program.module).toMatch(/from 'aether-vendor:react'/);
});

test('every problem of a build is told with its place', async () => {
	const outcome = await build({
		'main.ts': `import './a';\nimport './b';\nimport 'left-pad';\nimport data from './c.json';\nconsole.log(data);`,
		'a.ts': 'let a = ;',
		'b.ts': '\nconst b: number = (1;',
		'c.json': '{',
	});
	const problems = outcome.type === 'failed' ? outcome.problems : [];
	expect(problems.map(({ path, line }) => `${path}:${line}`).sort()).toEqual([
		'a.ts:1',
		'b.ts:2',
		'c.json:0',
		'main.ts:3',
	]);
});

test('imports are found as TypeScript and bundlers find them', async () => {
	const outcome = await build({
		'src/main.ts': `import { a } from './lib/a.js'; import { b } from './lib'; import { c } from '../c'; import { d } from '/src/d.ts'; console.log(a, b, c, d);`,
		'src/lib/a.ts': 'export const a = 1;',
		'src/lib/index.tsx': 'export const b = 2;',
		'c.mjs': 'export const c = 3;',
		'src/d.ts': 'export const d = 4;',
	});
	expect(outcome.type).toBe('built');
});

test('a changed file is the only one that is transformed again', async () => {
	const builds = new Builds();
	const files = {
		'main.ts': `import { a } from './a';\nconsole.log(a);`,
		'a.ts': 'export const a: number = 1;',
	};
	await builds.build(requestOf(files), () => false);
	const second = await builds.build(
		requestOf({ ...files, 'a.ts': 'export const a: number = 2;' }),
		() => false,
	);
	expect(second.type === 'built' && second.program.module).toContain('a = 2');
});

test('what a file imports is looked for anew, though that file is the same', async () => {
	const builds = new Builds();
	const told = async (files: Record<string, string>) => {
		const outcome = await builds.build(requestOf({ 'main.ts': `import './b';`, ...files }), () => false);
		return outcome.type === 'failed' ? outcome.problems.map(({ message }) => message) : outcome.type;
	};
	const missing = [`There is no file "b".`];
	expect(await told({})).toEqual(missing);
	expect(await told({ 'b.ts': 'console.log(1);' })).toBe('built');
	expect(await told({})).toEqual(missing);
	expect(await told({ 'b/index.ts': 'console.log(2);' })).toBe('built');
});

test('what was built ahead gives a new creation no file that it has not', async () => {
	const builds = new Builds();
	const files = {
		'main.ts': `import { a } from './a';\nconsole.log(a);`,
		'a.ts': `export const a = 'ahead';`,
	};
	const built = async (key: string, given: Record<string, string>) =>
		builds.build({ ...requestOf(given), key }, () => false);
	expect(await built(AHEAD, files)).toMatchObject({ type: 'built' });
	const other = await built('other', { ...files, 'a.ts': `export const a = 'own';` });
	expect(other.type === 'built' && other.program.module).toMatch(/'own'/);
	const lacking = await built('lacking', { 'main.ts': files['main.ts'] });
	expect(lacking).toMatchObject({ type: 'failed', problems: [{ message: 'There is no file "a".' }] });
});

test('a newer build of the same creation supersedes the older one', async () => {
	const builder = new Builder();
	const [first, second] = await Promise.all([
		builder.build(requestOf({ 'main.ts': 'console.log(1);' })),
		builder.build(requestOf({ 'main.ts': 'console.log(2);' })),
	]);
	expect([first.type, second.type]).toEqual(['superseded', 'built']);
	builder.end();
});

test('a line of five megabytes builds or fails, and says which', async () => {
	const outcome = await build({ 'main.ts': `export const text = '${'x'.repeat(5_000_000)}';` });
	expect(outcome.type).toBe('built');
});
