import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import { APP_KIT_IDS } from '../cues.ts';
import { appKind } from '../index.ts';
import { sampleSpecs } from '../specs.fixture.ts';

/** Files that a kit makes from the spec, kept in the repository as samples so that its templates are type-checked. */
const SAMPLES: Partial<Record<string, readonly string[]>> = {
	tracker: ['panels.ts'],
	calculator: ['calculators.ts'],
	flashcards: ['seed.ts'],
	quiz: ['seed.ts'],
};

/** In the repository the shared sources lie two folders away. */
const inRepository = (text: unknown): string =>
	String(text).replaceAll("'./schema.ts'", "'../../shared/files/schema.ts'");

describe.each(APP_KIT_IDS)('%s', (id) => {
	test('the sample sources beside the templates are what the kit makes of its sample spec', async () => {
		const files = await appKind.render(sampleSpecs[id]);
		if (!files.ok) throw new Error(files.error.message);
		for (const path of ['model.ts', ...(SAMPLES[id] ?? [])])
			await expect(inRepository(files.value.get(`src/${path}`))).toMatchFileSnapshot(`./${id}/files/${path}`);
	});

	test('every file is formatted as Prettier would', { timeout: 60_000 }, async () => {
		const files = await appKind.render(sampleSpecs[id]);
		if (!files.ok) throw new Error(files.error.message);
		const options = (await resolveConfig(new URL(import.meta.url).pathname)) ?? {};
		for (const [path, text] of files.value) {
			const formatted = await format(String(text), {
				...options,
				filepath: path,
				useTabs: !/\.(?:json|md|yaml)$/.test(path),
				tabWidth: 2,
			});
			if (!path.endsWith('.json')) expect(text, path).toBe(formatted);
		}
	});
});
