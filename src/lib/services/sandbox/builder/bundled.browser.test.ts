import { expect, test } from 'vitest';
import { packageKey, type BuildPackage, type PackageSet } from '#lib/model/package.ts';
import { Trace } from '../trace.ts';
import { Builds } from './build.ts';
import type { BuildOutcome } from './request.ts';

function made(name: string, files: Readonly<Record<string, string>>, version = '1.0.0'): BuildPackage {
	const json = JSON.stringify({ name, version });
	return {
		name,
		version,
		dependencies: {},
		files: new Map(Object.entries({ 'package.json': json, ...files })),
	};
}

const setOf = (...all: BuildPackage[]): PackageSet => ({
	roots: Object.fromEntries(all.map(({ name, version }) => [name, version])),
	packages: new Map(all.map((each) => [packageKey(each.name, each.version), each])),
});

/** Builds of one creation, one after the other: from the second on its packages stand bundled beside it. */
function builds() {
	const warm = new Builds();
	return (main: string, packages: PackageSet, others: Readonly<Record<string, string>> = {}) =>
		warm.build(
			{
				key: 'k',
				files: new Map(Object.entries({ 'main.ts': main, ...others })),
				entry: 'main.ts',
				libraries: new Map([['react', ['default', 'useState']]]),
				packages,
			},
			() => false,
		);
}

function moduleOf(outcome: BuildOutcome): string {
	if (outcome.type !== 'built') throw new Error(JSON.stringify(outcome));
	return outcome.program.module;
}

async function valueOf(outcome: BuildOutcome): Promise<unknown> {
	const url = URL.createObjectURL(new Blob([moduleOf(outcome)], { type: 'text/javascript' }));
	const module = (await import(/* @vite-ignore */ url)) as { readonly default: unknown };
	return module.default;
}

const messagesOf = (outcome: BuildOutcome): readonly string[] =>
	outcome.type === 'failed' ? outcome.problems.map(({ message }) => message) : [];

/** That the packages were not read anew. */
const isBundled = (outcome: BuildOutcome): boolean => moduleOf(outcome).includes('__aetherPackages');

const counter = made('counter', {
	'index.js': `export * from './more.js'; export let count = 0; export const grow = () => ++count; export default 'counter';`,
	'more.js': `export const more = 'more';`,
});
const old = made('old', {
	'index.js': `exports.sum = (a, b) => a + b; exports.nodeEnv = process.env.NODE_ENV;`,
});

test('names, defaults, namespaces and living values are the same beside the program as within', async () => {
	const build = builds();
	const main = (n: number) => `import counter, { count, grow, more } from 'counter';
import * as all from 'counter'; import old, { sum } from 'old'; export { more } from 'counter';
grow(); grow();
export default [${n}, counter, count, more, all.count, Object.keys(all).sort(), sum(1, 2), old.nodeEnv];`;
	const packages = setOf(counter, old);
	const value = (n: number) => [
		n,
		'counter',
		2,
		'more',
		2,
		['count', 'default', 'grow', 'more'],
		3,
		'production',
	];
	const first = await build(main(1), packages);
	const second = await build(main(2), packages);
	expect([isBundled(first), isBundled(second)]).toEqual([false, true]);
	expect([await valueOf(first), await valueOf(second)]).toEqual([value(1), value(2)]);
});

test('a name that a package does not have is told as before, and so is a library of ours', async () => {
	const build = builds();
	const packages = setOf(counter, made('hook', { 'index.js': `export { useState as use } from 'react';` }));
	const good = `import { more } from 'counter'; import { use } from 'hook'; export default [more, use];`;
	await build(good, packages);
	const second = await build(`${good} export const n = 1;`, packages);
	expect(isBundled(second)).toBe(true);
	expect(second).toMatchObject({ vendors: ['react'] });
	const bad = `import { absent } from 'counter'; import { use } from 'hook'; export default [absent, use];`;
	expect(messagesOf(await build(bad, packages))).toEqual(messagesOf(await builds()(bad, packages)));
	expect(messagesOf(await build(bad, packages))[0]).toContain('absent');
});

test('a further package, another version and a module that did not change', async () => {
	const build = builds();
	const others = { 'same.ts': `import { v } from 'dep'; export default v;` };
	const [one, two] = [
		made('dep', { 'index.js': `export const v = 1;` }),
		made('dep', { 'index.js': `export const v = 2;` }, '2.0.0'),
	];
	const main = (n: number) => `import same from './same.ts'; export default [${n}, same];`;
	for (const n of [1, 2]) expect(await valueOf(await build(main(n), setOf(one), others))).toEqual([n, 1]);
	for (const n of [3, 4]) expect(await valueOf(await build(main(n), setOf(two), others))).toEqual([n, 2]);
	const more = (n: number) => `import { more } from 'counter'; ${main(n).replace(']', ', more]')}`;
	for (const n of [5, 6])
		expect(await valueOf(await build(more(n), setOf(two, counter), others))).toEqual([n, 2, 'more']);
});

test('what runs only within the program stays within it', async () => {
	const build = builds();
	const waits = made('waits', { 'index.js': `export const v = await Promise.resolve(7);` });
	const asks = made('asks', { 'index.js': `export const v = typeof import.meta.url;` });
	const main = (n: number) =>
		`import { v } from 'waits'; import { v as w } from 'asks'; export default [${n}, v, w];`;
	for (const n of [1, 2])
		expect(await valueOf(await build(main(n), setOf(waits, asks)))).toEqual([n, 7, 'string']);
});

test('the place of an error is found in the file of the creation', async () => {
	const build = builds();
	const main = (n: number) => `import { more } from 'counter';\n\nthrow new Error(more + ${n});`;
	await build(main(1), setOf(counter));
	const outcome = await build(main(2), setOf(counter));
	expect(isBundled(outcome)).toBe(true);
	const line =
		moduleOf(outcome)
			.split('\n')
			.findIndex((text) => text.startsWith('throw')) + 1;
	const map = outcome.type === 'built' ? outcome.map : '';
	expect(new Trace(map).read(`at aether-program.js:${line}:7`)).toMatchObject({ path: 'main.ts', line: 3 });
});
