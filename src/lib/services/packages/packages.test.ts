import { expect, test } from 'vitest';
import { err } from '#lib/model/result.ts';
import { gzip, tarOf } from './make-tar.test-data.js';
import type { PackageFacts, Packages } from './packages.ts';
import { hashOf, packagesOf, REGISTRY, type Made } from './support.test-data.ts';

async function factsOf(packages: Packages, name: string, range?: string): Promise<PackageFacts> {
	const facts = await packages.look(name, range);
	if (!facts.ok) throw new Error(JSON.stringify(facts.error));
	return facts.value;
}

const creation = (dependencies: object) => new Map([['package.json', JSON.stringify({ dependencies })]]);

test('a package is described with everything it brings along, and nothing of it is fetched', async () => {
	const { packages, asked } = await packagesOf([
		{
			name: 'app',
			dependencies: { left: '^1.0.0', right: '~1.0.0', react: '^19' },
			dist: { unpackedSize: 12 },
		},
		{ name: 'left', dependencies: { shared: '>=1' } },
		{ name: 'right', dependencies: { shared: '^1.0.0' }, facts: { deprecated: 'use left' } },
		{ name: 'shared', version: '1.4.0' },
		{ name: 'shared', version: '2.0.0' },
	]);
	const facts = await factsOf(packages, 'app');
	expect(facts).toMatchObject({
		version: '1.0.0',
		license: 'MIT',
		homepage: 'https://a.test',
		unpackedBytes: 12,
		dependencies: { left: '1.0.0', right: '1.0.0' },
	});
	expect(facts.tarballBytes).toBeGreaterThan(100);
	expect(facts.parts.map(({ name, version }) => `${name}@${version}`)).toEqual([
		'left@1.0.0',
		'right@1.0.0',
		'shared@2.0.0',
		'shared@1.4.0',
	]);
	expect(facts.parts[1]?.warnings).toEqual(['Its makers no longer want it used: use left']);
	expect(asked.filter((url) => url.endsWith('.tgz'))).toEqual([]);
});

test('a registry that lists whole entries is not asked for the entry again', async () => {
	const { packages, asked } = await packagesOf([
		{ name: 'top', facts: { license: 'ISC', homepage: 'https://b.test', scripts: { install: 'x' } } },
	]);
	expect(await factsOf(packages, 'top')).toMatchObject({ license: 'ISC', homepage: 'https://b.test' });
	expect(asked).toEqual([`${REGISTRY}/top`]);
});

test('parts are fetched a few at a time, and none is begun after one has failed', async () => {
	const names = Array.from({ length: 20 }, (_, index) => `part${index}`);
	const dependencies = Object.fromEntries(names.map((name) => [name, '1']));
	const bad = { integrity: await hashOf(new Uint8Array(3)) };
	const { packages, asked } = await packagesOf([
		{ name: 'top', dependencies },
		...names.map((name, index) => (index === 3 ? { name, dist: bad } : { name })),
	]);
	const facts = await factsOf(packages, 'top');
	const added = await packages.add(facts);
	expect(added.ok ? '' : added.error.type).toBe('package-damaged');
	const begun = asked.filter((url) => url.endsWith('.tgz')).length;
	expect(begun).toBeGreaterThan(4);
	expect(begun).toBeLessThan(names.length);
});

test('what was added is there for a creation that names it, with its dependencies, offline', async () => {
	let isOnline = true;
	const made: readonly Made[] = [
		{ name: 'top', dependencies: { deep: '1' }, files: { 'index.js': 'a', 'readme.md': 'b' } },
		{ name: 'deep', files: { 'index.js': 'd' } },
		{ name: 'other' },
	];
	const { packages, asked } = await packagesOf(made, { isOnline: () => isOnline });
	for (const name of ['top', 'other'])
		expect((await packages.add(await factsOf(packages, name))).ok).toBe(true);
	isOnline = false;
	asked.length = 0;
	const set = await packages.setFor(creation({ top: '1.0.0', absent: '1.0.0', loose: '^1.0.0' }));
	expect(set.roots).toEqual({ top: '1.0.0', absent: '1.0.0' });
	expect([...set.packages.keys()]).toEqual(['top@1.0.0', 'deep@1.0.0']);
	expect([...(set.packages.get('top@1.0.0')?.files.keys() ?? [])]).toEqual(['package.json', 'index.js']);
	expect((await packages.list()).map(({ id }) => id)).toEqual(['deep@1.0.0', 'other@1.0.0', 'top@1.0.0']);
	const look = await packages.look('top');
	expect(look.ok ? '' : look.error.type).toBe('offline');
	expect(asked).toEqual([]);
});

test('a tarball with another hash is refused before it is read, and nothing of the rest is kept', async () => {
	let unpacked = 0;
	const { packages, store } = await packagesOf(
		[
			{ name: 'top', dependencies: { bad: '1' } },
			{ name: 'bad', dist: { integrity: await hashOf(new Uint8Array(3)) } },
		],
		{
			unpack: (bytes) => {
				unpacked++;
				return import('./unpack.ts').then(({ unpack }) => unpack(bytes));
			},
		},
	);
	const added = await packages.add(await factsOf(packages, 'top'));
	expect(added.ok ? {} : added.error).toMatchObject({ type: 'package-damaged' });
	expect(unpacked).toBe(1);
	expect(store.kept.size).toBe(0);
});

test.each([
	['no hash', { dist: { integrity: undefined } }, 'gives no SHA-512 hash'],
	['only a weak hash', { dist: { integrity: 'sha1-abc' } }, 'gives no SHA-512 hash'],
	['native parts', { facts: { gypfile: true } }, 'compiled for one machine'],
	['one system only', { facts: { os: ['linux'] } }, 'one operating system'],
	['files elsewhere', { dist: { tarball: 'https://evil.test/a.tgz' } }, 'https://evil.test'],
	['a dependency outside of the registry', { dependencies: { b: 'git+ssh://x/y' } }, 'not in a registry'],
])('%s is refused when looked at', async (_, made, reason) => {
	const { packages } = await packagesOf([{ name: 'top', ...made }, { name: 'b' }]);
	const look = await packages.look('top');
	expect(look.ok ? {} : look.error).toMatchObject({ type: 'package-refused' });
	expect(look.ok ? '' : look.error.message).toContain(reason);
});

test('an install script is a warning: it never runs', async () => {
	const { packages } = await packagesOf([{ name: 'top', facts: { scripts: { postinstall: 'x' } } }]);
	expect((await factsOf(packages, 'top')).warnings).toEqual([
		'It has an install script. AetherOS never runs it, so the package may not work.',
	]);
});

const manifest = { path: 'package/package.json', text: '{}' };

test.each([
	['a way out', tarOf([manifest, { path: 'package/../../evil.js', text: 'x' }]), 'outside of its own folder'],
	['a rooted path', tarOf([manifest, { path: '/etc/x', text: 'x' }]), 'outside of its own folder'],
	[
		'a backslash way out',
		tarOf([manifest, { path: 'package/..\\x', text: 'x' }]),
		'outside of its own folder',
	],
	['a link', tarOf([manifest, { path: 'package/x', flag: '2' }]), 'links to other files'],
	['a native add-on', tarOf([manifest, { path: 'package/a.node', text: 'x' }]), 'compiled for one machine'],
	['no manifest', tarOf([{ path: 'package/a.js', text: 'x' }]), 'no package.json'],
	[
		'a cut archive',
		tarOf([manifest, { path: 'package/a', text: 'x'.repeat(5000) }]).slice(0, 3000),
		'damaged',
	],
])('a tarball with %s is refused, and nothing is kept', async (_, tar, reason) => {
	const { packages, store } = await packagesOf([{ name: 'top', tarball: await gzip(tar) }]);
	const added = await packages.add(await factsOf(packages, 'top'));
	expect(added.ok ? {} : added.error).toMatchObject({ type: 'package-refused' });
	expect(added.ok ? '' : added.error.message).toContain(reason);
	expect(store.kept.size).toBe(0);
});

test('a bomb of 300 MB is refused without being unpacked whole, and nothing is kept', async () => {
	const zeros = await gzip(new Uint8Array(10 * 1024 * 1024));
	const start = tarOf([manifest, { path: 'package/a', text: 'x' }]).slice(0, 1024);
	// A gzip file may be made of many.
	const tarball = new Uint8Array(
		await new Blob([
			new Uint8Array(await gzip(start)),
			...Array.from({ length: 30 }, () => new Uint8Array(zeros)),
		]).arrayBuffer(),
	);
	const { packages, store } = await packagesOf([{ name: 'top', tarball }]);
	const added = await packages.add(await factsOf(packages, 'top'));
	expect(added.ok ? '' : added.error.message).toContain('more than 96 MB');
	expect(store.kept.size).toBe(0);
}, 30_000);

test('names too long for one field of the archive come through, by halves and by pax', async () => {
	const long = `${'folder/'.repeat(14)}${'x'.repeat(60)}.js`;
	const record = (path: string) => {
		const text = ` path=${path}\n`;
		const length = text.length + String(text.length + 3).length;
		return `${length}${text}`;
	};
	const tarball = await gzip(
		tarOf([
			manifest,
			{ path: `package/${long}`, text: 'one' },
			{ path: 'PaxHeader/x', flag: 'x', text: record(`package/pax/${'y'.repeat(200)}.js`) },
			{ path: 'package/cut', text: 'two' },
		]),
	);
	const { packages } = await packagesOf([{ name: 'top', tarball }]);
	await packages.add(await factsOf(packages, 'top'));
	const files = (await packages.setFor(creation({ top: '1.0.0' }))).packages.get('top@1.0.0')?.files;
	expect(files?.get(long)).toBe('one');
	expect(files?.get(`pax/${'y'.repeat(200)}.js`)).toBe('two');
});

test('what cannot be built in a browser is refused with the reason, and nothing is kept', async () => {
	const message = 'The package "top@1.0.0" needs "fs", a part of Node that no browser has.';
	const { packages, store } = await packagesOf([{ name: 'top' }], {
		trial: () => Promise.resolve(err({ type: 'package-refused', message })),
	});
	const added = await packages.add(await factsOf(packages, 'top'));
	expect(added.ok ? '' : added.error.message).toBe(`"top" was not added: ${message}`);
	expect(store.kept.size).toBe(0);
});

test('removing takes along what only that package needed, and stops where somebody needs it', async () => {
	const { packages } = await packagesOf([
		{ name: 'one', dependencies: { shared: '1', own: '1' } },
		{ name: 'two', dependencies: { shared: '1' } },
		{ name: 'shared' },
		{ name: 'own' },
	]);
	for (const name of ['one', 'two']) await packages.add(await factsOf(packages, name));
	const used = await packages.remove('shared@1.0.0', new Map());
	expect(used.ok ? '' : used.error.message).toBe('"shared" is still used by one, two.');
	const named = await packages.remove('one@1.0.0', new Map([['one@1.0.0', ['Recipes']]]));
	expect(named.ok ? '' : named.error.message).toBe('"one" is still used by Recipes.');
	expect(await packages.remove('one@1.0.0', new Map())).toEqual({ ok: true, value: undefined });
	expect((await packages.list()).map(({ id }) => id)).toEqual(['shared@1.0.0', 'two@1.0.0']);
});

test('a name the registry does not know, and one that is no name', async () => {
	const { packages, asked } = await packagesOf([{ name: 'one' }]);
	for (const [name, range] of [
		['gone', 'latest'],
		['one', '^3.0.0'],
		['../one', 'latest'],
	] as const) {
		const look = await packages.look(name, range);
		expect(look.ok ? '' : look.error.type).toBe('package-missing');
	}
	expect(asked).toEqual([`${REGISTRY}/gone`, `${REGISTRY}/one`]);
});
