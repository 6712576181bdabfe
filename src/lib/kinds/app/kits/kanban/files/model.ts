import type { AppFacts, Entity } from '../../shared/files/schema.ts';

/** What the page shows around everything. */
export const app: AppFacts = { title: 'Team board', appearanceSwitch: false };

/** What this app keeps. A field added here appears in the form, the list, the search and the export. */
export const entities: readonly [Entity, ...Entity[]] = [
	{
		name: 'task',
		label: 'Task',
		plural: 'Tasks',
		fields: [
			{ name: 'title', label: 'Title', type: 'text', required: true },
			{ name: 'assignee', label: 'Assignee', type: 'text' },
			{ name: 'dueDate', label: 'Due date', type: 'date' },
			{ name: 'status', label: 'Status', type: 'enum', options: ['To do', 'In progress', 'Done'] },
		],
	},
];

/** The choice field whose choices are the columns of the board. */
export const columnField = 'status';

/** By which fields each list can be filtered. */
export const filterBy: Readonly<Record<string, readonly string[]>> = { task: [] };
