import { expect, test } from 'vitest';
import { packageKey, type BuildPackage, type PackageSet } from '#lib/model/package.ts';
import { Builds } from './build.ts';
import { Builder } from './builder.ts';
import type { BuildOutcome } from './request.ts';

interface Facts {
	readonly version?: string;
	readonly dependencies?: Readonly<Record<string, string>>;
	/** Further fields of its package.json. */
	readonly manifest?: object;
}

function made(name: string, files: Readonly<Record<string, string>>, facts: Facts = {}): BuildPackage {
	const { version = '1.0.0', dependencies = {}, manifest } = facts;
	const json = JSON.stringify({ name, version, ...manifest });
	return { name, version, dependencies, files: new Map(Object.entries({ 'package.json': json, ...files })) };
}

const setOf = (roots: Record<string, string>, ...all: BuildPackage[]): PackageSet => ({
	roots,
	packages: new Map(all.map((each) => [packageKey(each.name, each.version), each])),
});

const libraries = new Map([['react', ['default', 'useState']]]);

const build = (main: string, packages: PackageSet): Promise<BuildOutcome> =>
	new Builds().build(
		{ key: 'k', files: new Map([['main.ts', main]]), entry: 'main.ts', libraries, packages },
		() => false,
	);

/** Runs what was built, where nothing of it is external. */
async function valueOf(outcome: BuildOutcome): Promise<unknown> {
	if (outcome.type !== 'built') throw new Error(JSON.stringify(outcome));
	const url = URL.createObjectURL(new Blob([outcome.program.module], { type: 'text/javascript' }));
	const module = (await import(/* @vite-ignore */ url)) as { readonly default: unknown };
	return module.default;
}

const problemsOf = (outcome: BuildOutcome): readonly string[] =>
	outcome.type === 'failed' ? outcome.problems.map(({ message }) => message) : [];

test('CommonJS with a cycle, a name imported by itself, JSON and a folder', async () => {
	const old = made(
		'old',
		{
			'lib/main.js': `const other = require('./other'); exports.one = 1; exports.sum = () => other.two() + exports.one + require('../data').three + require('./deep');`,
			'lib/other.js': `const main = require('./main'); module.exports = { two: () => main.one + 1 };`,
			'data.json': '{"three":3}',
			'lib/deep/index.js': `module.exports = process.env.NODE_ENV === 'production' ? 10 : 20;`,
		},
		{ manifest: { main: './lib/main' } },
	);
	const outcome = await build(
		`import old, { sum } from 'old'; export default [sum(), old.one, typeof old.sum];`,
		setOf({ old: '1.0.0' }, old),
	);
	expect(await valueOf(outcome)).toEqual([16, 1, 'function']);
});

test('the conditions and the map of a browser decide, and a part is found by its subpath', async () => {
	const modern = made(
		'@a/modern',
		{
			'node.js': 'import "node:fs"; export default "node";',
			'web.js': 'export { where } from "./where.js"; export default "web";',
			'where.js': 'export const where = "node";',
			'where-web.js': 'export const where = "web";',
			'part.mjs': 'export const part = "part";',
		},
		{
			manifest: {
				type: 'module',
				exports: { '.': { browser: './web.js', default: './node.js' }, './part': './part.mjs' },
				browser: { './where.js': './where-web.js' },
			},
		},
	);
	const outcome = await build(
		`import a, { where } from '@a/modern'; import { part } from '@a/modern/part'; export default [a, where, part];`,
		setOf({ '@a/modern': '1.0.0' }, modern),
	);
	expect(await valueOf(outcome)).toEqual(['web', 'web', 'part']);
});

test('two versions of one package live side by side', async () => {
	const one = made('dep', { 'index.js': 'module.exports = 1;' });
	const two = made('dep', { 'index.js': 'module.exports = 2;' }, { version: '2.0.0' });
	const user = made(
		'user',
		{ 'index.js': `module.exports = require('dep');` },
		{ dependencies: { dep: '2.0.0' } },
	);
	const outcome = await build(
		`import dep from 'dep'; import user from 'user'; export default [dep, user];`,
		setOf({ dep: '1.0.0', user: '1.0.0' }, one, two, user),
	);
	expect(await valueOf(outcome)).toEqual([1, 2]);
});

test('path is given; another part of Node is a problem that names the package', async () => {
	const paths = made('paths', { 'index.js': `module.exports = require('path').join('/a', '../b/./c');` });
	expect(
		await valueOf(await build(`import p from 'paths'; export default p;`, setOf({ paths: '1.0.0' }, paths))),
	).toBe('/b/c');
	const disk = made('disk', { 'index.js': `const fs = require('fs'); module.exports = fs.readFileSync;` });
	expect(problemsOf(await build(`import 'disk';`, setOf({ disk: '1.0.0' }, disk)))).toEqual([
		'The package "disk@1.0.0" needs "fs", a part of Node that no browser has.',
	]);
});

test('a require that is only tried does no harm', async () => {
	const tried = made('tried', {
		'index.js': `let c; try { c = require('crypto'); } catch { c = null; } module.exports = c;`,
	});
	expect(
		await valueOf(await build(`import t from 'tried'; export default t;`, setOf({ tried: '1.0.0' }, tried))),
	).toBe(null);
});

test('a package that expects a vendored library gets that one', async () => {
	const hook = made('hook', { 'index.js': `const { useState } = require('react'); exports.use = useState;` });
	const outcome = await build(
		`import { use } from 'hook'; export default use;`,
		setOf({ hook: '1.0.0' }, hook),
	);
	expect(outcome).toMatchObject({ type: 'built', vendors: ['react'] });
});

test('what was not added is named, with the package that would help', async () => {
	const needy = made('needy', { 'index.js': `module.exports = require('gone/part');` });
	const outcome = await build(
		`import 'needy';\nimport 'absent/x';\nimport 'needy/none';`,
		setOf({ needy: '1.0.0' }, needy),
	);
	const problems = outcome.type === 'failed' ? outcome.problems : [];
	expect(problems.map(({ line, missingPackage }) => [line, missingPackage])).toEqual([
		[2, 'absent'],
		[3, undefined],
		[0, 'gone'],
	]);
});

test('a worker gets each package one time and uses it in later builds', async () => {
	const builder = new Builder();
	const packages = setOf({ one: '1.0.0' }, made('one', { 'index.js': 'module.exports = 1;' }));
	const request = (main: string) => ({
		key: 'k',
		files: new Map([['main.ts', main]]),
		entry: 'main.ts',
		libraries,
		packages,
	});
	const first = await builder.build(request(`import one from 'one'; export default one;`));
	const second = await builder.build(request(`import one from 'one'; export default one + 1;`));
	builder.end();
	expect([await valueOf(first), await valueOf(second)]).toEqual([1, 2]);
});
