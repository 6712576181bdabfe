import type { AppFacts, Entity } from '../../shared/files/schema.ts';

/** What the page shows around everything. */
export const app: AppFacts = { title: 'Spanish flashcards', appearanceSwitch: false };

/** What this app keeps. A field added here appears in the form, the list, the search and the export. */
export const entities: readonly [Entity, ...Entity[]] = [
	{
		name: 'card',
		label: 'Card',
		plural: 'Cards',
		fields: [
			{ name: 'front', label: 'Front', type: 'text', required: true },
			{ name: 'back', label: 'Back', type: 'text', required: true },
			{ name: 'deck', label: 'Deck', type: 'text' },
		],
	},
];

/** The deck that new cards go to. */
export const firstDeck = 'Spanish';

/** Days until a card comes back, by the box it has reached. */
export const boxDays: readonly number[] = [0, 1, 3, 7, 16, 35];
