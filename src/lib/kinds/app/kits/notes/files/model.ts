import type { AppFacts, Entity } from '../../shared/files/schema.ts';

/** What the page shows around everything. */
export const app: AppFacts = { title: 'Notes', appearanceSwitch: true };

/** What this app keeps. A field added here appears in the form, the list, the search and the export. */
export const entities: readonly [Entity, ...Entity[]] = [
	{
		name: 'note',
		label: 'Note',
		plural: 'Notes',
		fields: [
			{ name: 'text', label: 'Note', type: 'longText' },
			{ name: 'tags', label: 'Tags', type: 'tags' },
		],
	},
];

/** Fields shown above the text: all but the text and the tags. */
export const properties: readonly string[] = [];
