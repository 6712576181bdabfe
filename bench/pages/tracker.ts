import { appKind } from '#lib/kinds/app/index.ts';
import type { Files } from '#lib/model/files.ts';
import type { Spec } from '#lib/model/spec.ts';

const SPEC: Spec = {
	sentence: 'A recipe tracker with title, ingredients and rating',
	title: 'Recipes',
	kind: 'app',
	also: [],
	kit: 'tracker',
	entities: [
		{
			name: 'recipe',
			label: 'Recipe',
			plural: 'Recipes',
			fields: [
				{ name: 'title', label: 'Title', type: 'text', required: true },
				{ name: 'ingredients', label: 'Ingredients', type: 'longText' },
				{ name: 'rating', label: 'Rating', type: 'rating' },
			],
		},
	],
	features: ['search', 'sort'],
	triggers: [],
	steps: [],
	options: {},
};

/** The files of a tracker app, as a person gets them. */
export async function trackerFiles(): Promise<Files> {
	const files = await appKind.render(SPEC);
	if (!files.ok) throw new Error(files.error.message);
	return files.value;
}

/** The file that edits change, and what the n-th edit makes of it. */
export const EDITED = appKind.entry;
export const edited = (files: Files, n: number): Files =>
	new Map(files).set(EDITED, `${String(files.get(EDITED))}\nexport const edit${n} = ${n};\n`);
