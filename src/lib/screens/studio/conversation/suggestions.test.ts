import { expect, test } from 'vitest';
import type { Spec } from '#lib/model/spec.ts';
import { suggestionsFor } from './suggestions.ts';

const spec: Spec = {
	sentence: '',
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
				{ name: 'title', label: 'Title', type: 'text' },
				{ name: 'rating', label: 'Rating', type: 'rating' },
			],
		},
	],
	features: [],
	triggers: [],
	steps: [],
	options: {},
};

test('what is missing is suggested, what is there is not', () => {
	expect(suggestionsFor(spec)).toEqual(['Add a due date', 'Sort by rating', 'Add notes', 'Add search']);
	expect(suggestionsFor({ ...spec, features: ['sort', 'search'] })).not.toContain('Sort by rating');
});

test('a creation without lists is offered no fields', () => {
	expect(suggestionsFor({ ...spec, entities: [] })).toEqual(['Add dark mode']);
});
