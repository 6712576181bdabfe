import { beforeEach, expect, test } from 'vitest';
import { newCreationId, type CreationId } from '#lib/model/id.ts';
import { digestOf, Programs, type Built } from './programs.ts';

const built: Built = {
	type: 'built',
	program: { module: 'console.log(1)', scripts: [], page: null },
	vendors: ['react'],
	map: '{}',
	warnings: [],
	buildMs: 3,
};
let id: CreationId;
const programs = new Programs();

beforeEach(() => {
	id = newCreationId();
});

test('a program is found again for the same files and builder only', async () => {
	await programs.keep(id, 'one', built);
	expect(await programs.find(id, 'one')).toEqual(built);
	expect(await programs.find(id, 'two')).toBeUndefined();
	expect(await programs.find(newCreationId(), 'one')).toBeUndefined();
});

test('a damaged entry counts as none', async () => {
	const cache = await caches.open('aether-programs');
	await cache.put(`/programs/${id}`, new Response('{"digest":"one","built":{"type":"built"}}'));
	expect(await programs.find(id, 'one')).toBeUndefined();
	await cache.put(`/programs/${id}`, new Response('no JSON'));
	expect(await programs.find(id, 'one')).toBeUndefined();
});

test('nothing of a forgotten creation stays', async () => {
	await programs.keep(id, 'one', built);
	await programs.forget(id);
	expect(await programs.find(id, 'one')).toBeUndefined();
});

test('the digest follows every path, content, entry and builder, and not the order of files', async () => {
	const of = (files: [string, string | Uint8Array][], entry = 'a.ts', builder = 'b1') =>
		digestOf(new Map(files), entry, builder);
	const base = await of([
		['a.ts', '1'],
		['b.ts', '2'],
	]);
	expect(
		await of([
			['b.ts', '2'],
			['a.ts', '1'],
		]),
	).toBe(base);
	const others = await Promise.all([
		of([
			['a.ts', '1'],
			['b.ts', '3'],
		]),
		of([
			['a.ts', '1'],
			['c.ts', '2'],
		]),
		of([['a.ts', '1b.ts2']]),
		of(
			[
				['a.ts', '1'],
				['b.ts', '2'],
			],
			'b.ts',
		),
		of(
			[
				['a.ts', '1'],
				['b.ts', '2'],
			],
			'a.ts',
			'b2',
		),
		of([
			['a.ts', '1'],
			['b.ts', new TextEncoder().encode('2')],
		]),
	]);
	expect(new Set([base, ...others]).size).toBe(others.length + 1);
});
