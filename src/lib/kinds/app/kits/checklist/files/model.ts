import type { AppFacts, Entity } from '../../shared/files/schema.ts';

/** What the page shows around everything. */
export const app: AppFacts = { title: 'Packing list', appearanceSwitch: false };

/** What this app keeps. A field added here appears in the form, the list, the search and the export. */
export const entities: readonly [Entity, ...Entity[]] = [
	{
		name: 'item',
		label: 'Item',
		plural: 'Items',
		fields: [
			{ name: 'name', label: 'Name', type: 'text', required: true },
			{ name: 'section', label: 'Section', type: 'enum', options: ['Clothes', 'Bathroom', 'Papers'] },
			{ name: 'done', label: 'Done', type: 'boolean' },
		],
	},
];

/** The yes-or-no field that a tick sets. */
export const doneField = 'done';

/** The field that puts things into sections; empty for one plain list. */
export const sectionField: string = 'section';

/** By which fields each list can be filtered. */
export const filterBy: Readonly<Record<string, readonly string[]>> = { item: [] };

/** What stands on the list when it is opened for the first time. */
export const examples: readonly string[] = [];
