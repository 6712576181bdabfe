import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import { API_KIT_IDS } from '../cues.ts';
import { apiKind } from '../index.ts';
import { sampleSpecs } from '../specs.fixture.ts';

/** Files that a kit makes from the spec, kept in the repository as samples so that its templates are type-checked. */
const SAMPLES: Partial<Record<string, string>> = {
	records: 'model.ts',
	random: 'data.ts',
	inbox: 'model.ts',
	convert: 'model.ts',
	tools: 'tools.ts',
};

/** In the repository the shared sources lie two folders away. */
const inRepository = (text: unknown): string =>
	String(text).replaceAll("'./fields.ts'", "'../../shared/files/fields.ts'");

describe.each(API_KIT_IDS)('%s', (id) => {
	test('the sample source beside the templates is what the kit makes of its sample spec', async () => {
		const files = await apiKind.render(sampleSpecs[id]);
		if (!files.ok) throw new Error(files.error.message);
		const path = SAMPLES[id];
		if (path)
			await expect(inRepository(files.value.get(`src/${path}`))).toMatchFileSnapshot(`./${id}/files/${path}`);
	});

	test('every file is formatted as Prettier would', { timeout: 60_000 }, async () => {
		const files = await apiKind.render(sampleSpecs[id]);
		if (!files.ok) throw new Error(files.error.message);
		const options = (await resolveConfig(new URL(import.meta.url).pathname)) ?? {};
		for (const [path, text] of files.value) {
			const filepath = path;
			const useTabs = !/\.(?:json|md|yaml)$/.test(path);
			const formatted = await format(String(text), { ...options, filepath, useTabs, tabWidth: 2 });
			if (!path.endsWith('.json')) expect(text, path).toBe(formatted);
		}
	});
});
