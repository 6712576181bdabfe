import type { AppFacts, Entity } from '../../shared/files/schema.ts';

/** What the page shows around everything. */
export const app: AppFacts = { title: 'Habits', appearanceSwitch: false };

/** What this app keeps. A field added here appears in the form, the list, the search and the export. */
export const entities: readonly [Entity, ...Entity[]] = [
	{
		name: 'habit',
		label: 'Habit',
		plural: 'Habits',
		fields: [{ name: 'name', label: 'Name', type: 'text', required: true }],
	},
];

/** By which fields each list can be filtered. */
export const filterBy: Readonly<Record<string, readonly string[]>> = { habit: [] };

/** What stands on the list when it is opened for the first time. */
export const examples: readonly string[] = [];
