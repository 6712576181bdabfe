import type { AppFacts, Entity } from '../../shared/files/schema.ts';

/** What the page shows around everything. */
export const app: AppFacts = { title: 'Expenses', appearanceSwitch: false };

/** What this app keeps. A field added here appears in the form, the list, the search and the export. */
export const entities: readonly [Entity, ...Entity[]] = [
	{
		name: 'expense',
		label: 'Expense',
		plural: 'Expenses',
		fields: [
			{ name: 'description', label: 'Description', type: 'text', required: true },
			{ name: 'amount', label: 'Amount', type: 'money', unit: 'EUR' },
			{ name: 'category', label: 'Category', type: 'enum', options: ['Food', 'Rent', 'Travel', 'Fun'] },
			{ name: 'date', label: 'Date', type: 'date', required: true },
		],
	},
];

/** The number that the charts add up; empty counts entries. */
export const measureField: string = 'amount';

/** By what the second chart divides it. */
export const categoryField: string = 'category';

/** The day an entry belongs to. */
export const dayField: string = 'date';

/** By which fields each list can be filtered. */
export const filterBy: Readonly<Record<string, readonly string[]>> = { expense: ['category'] };
