import type { AppFacts, Entity } from '../../shared/files/schema.ts';

/** What the page shows around everything. */
export const app: AppFacts = { title: 'Recipes', appearanceSwitch: false };

/** What this app keeps. A field added here appears in the form, the list, the search and the export. */
export const entities: readonly [Entity, ...Entity[]] = [
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
];

/** By which fields each list can be filtered. */
export const filterBy: Readonly<Record<string, readonly string[]>> = { recipe: [] };

/** Order of the list at first: 'newest', 'oldest', or a field with a direction: 'rating-down'. */
export const sortBy = 'newest';
