import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Services } from '#lib/commands/services.ts';
import { kinds } from '#lib/kinds/index.ts';
import type { Spec } from '#lib/model/spec.ts';
import { openMeshHouse, type MeshHouse } from '../../tests/support/mesh-house.ts';
import { Foresight } from './foresight.ts';
import { loadStarter } from './recipes.ts';

let house: MeshHouse;
let foresight: Foresight;
const titles: string[] = [];

beforeAll(async () => {
	house = await openMeshHouse(kinds);
});
beforeEach(() => {
	titles.length = 0;
	const sandbox = {
		...house.sandbox,
		prebuild: ({ manifest }: { readonly manifest: { readonly title: string } }) => {
			titles.push(manifest.title);
			return Promise.resolve();
		},
	};
	const services: Services = {
		...house.services,
		starter: loadStarter,
		sandbox: () => Promise.resolve(sandbox),
	};
	foresight = new Foresight(() => Promise.resolve(services));
});
afterAll(() => house.close());

async function understood(sentence: string): Promise<Spec> {
	const understanding = (await loadStarter()).understand(sentence);
	if (understanding.type !== 'understood') throw new Error(`"${sentence}" is not understood.`);
	return understanding.spec;
}

test('a usual kit is built ahead once, however often a person begins', async () => {
	await foresight.usual();
	await foresight.usual();
	expect(titles).toEqual(['Books']);
});

test('nothing usual is built once a sentence has been understood', async () => {
	foresight.foresee(await understood('A recipe tracker with title and rating'));
	await foresight.usual();
	await expect.poll(() => titles).toEqual(['Recipes']);
});
