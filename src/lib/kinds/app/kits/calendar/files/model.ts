import type { AppFacts, Entity } from '../../shared/files/schema.ts';

/** What the page shows around everything. */
export const app: AppFacts = { title: 'Birthdays', appearanceSwitch: false };

/** What this app keeps. A field added here appears in the form, the list, the search and the export. */
export const entities: readonly [Entity, ...Entity[]] = [
	{
		name: 'birthday',
		label: 'Birthday',
		plural: 'Birthdays',
		fields: [
			{ name: 'name', label: 'Name', type: 'text', required: true },
			{ name: 'date', label: 'Date', type: 'date', required: true },
		],
	},
];

/** The field that says on which day something stands. */
export const dayField = 'date';

/** Whether everything comes back each year, as birthdays do. */
export const repeatsYearly: boolean = true;

/** By which fields each list can be filtered. */
export const filterBy: Readonly<Record<string, readonly string[]>> = { birthday: [] };
