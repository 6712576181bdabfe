import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Creation } from '#lib/model/creation.ts';
import { newUlid } from '#lib/model/id.ts';
import { createBus } from './bus.ts';
import { createSearchIndex } from './create-search.ts';
import { createStorage } from './create-storage.ts';
import { Database } from './database.ts';
import type { SearchFilter } from './search.ts';
import { creationWith } from './support.test-data.ts';

async function open(creations: readonly Creation[]) {
	const name = newUlid();
	const storage = createStorage({ name });
	await storage.open();
	for (const creation of creations) await storage.create(creation, new Map(), []);
	const bus = createBus(name);
	const index = createSearchIndex(new Database({ name }), bus);
	const titles = async (text: string, filter?: SearchFilter) => {
		const found = await index.search(text, filter);
		if (!found.ok) throw new Error(found.error.message);
		const rows = await Promise.all(found.value.map((id) => storage.creation(id)));
		return rows.map((row) => row?.title);
	};
	const heard = () => new Promise<void>((resolve) => bus.listen(() => resolve()));
	return { storage, titles, heard };
}

const recipes = creationWith({ title: 'Recipes', summary: 'Keeps title and rating', tags: ['kitchen'] });
const budget = creationWith({
	title: 'Über budget',
	summary: 'Money by month',
	kind: 'api',
	tags: ['money'],
});
const timer = creationWith({ title: 'Pomodoro timer', summary: 'Recipes for focus', isFavourite: true });

test('a creation is found by title, tag and summary, the title counting most', async () => {
	const { titles } = await open([timer, recipes, budget]);
	expect(await titles('recipes')).toEqual(['Recipes', 'Pomodoro timer']);
	expect(await titles('kitchen')).toEqual(['Recipes']);
	expect(await titles('month')).toEqual(['Über budget']);
});

test('typos, accents and half-typed words are forgiven', async () => {
	const { titles } = await open([timer, recipes, budget]);
	expect(await titles('recpies')).toContain('Recipes');
	expect(await titles('uber')).toEqual(['Über budget']);
	expect(await titles('pomo')).toEqual(['Pomodoro timer']);
});

test('nothing is found for nothing, and any length is survived', async () => {
	const { titles } = await open([recipes]);
	expect(await titles('')).toEqual([]);
	expect(await titles('  …  ')).toEqual([]);
	expect(await titles('zebra')).toEqual([]);
	expect(await titles('recipes '.repeat(20_000))).toEqual(['Recipes']);
});

test('kind, tag and favourite narrow what is found', async () => {
	const { titles } = await open([timer, recipes, budget]);
	expect(await titles('recipes', { favourite: true })).toEqual(['Pomodoro timer']);
	expect(await titles('budget', { kind: 'app' })).toEqual([]);
	expect(await titles('recipes', { tag: 'kitchen' })).toEqual(['Recipes']);
});

test('the index follows what is created, changed, thrown away and erased', async () => {
	const { storage, titles, heard } = await open([recipes]);
	expect(await titles('cookbook')).toEqual([]);
	const change = async (work: Promise<unknown>) => Promise.all([work, heard()]);
	await change(storage.patch(recipes.id, { title: 'Cookbook' }));
	expect(await titles('cookbook')).toEqual(['Cookbook']);
	await change(storage.create(creationWith({ title: 'Cookbook two' }), new Map(), []));
	expect(await titles('cookbook')).toHaveLength(2);
	await change(storage.patch(recipes.id, { trashedAt: 1 }));
	expect(await titles('cookbook')).toEqual(['Cookbook two']);
});
