import type { AppFacts, Entity } from '../../shared/files/schema.ts';

/** What the page shows around everything. */
export const app: AppFacts = { title: 'Capitals quiz', appearanceSwitch: false };

/** What this app keeps. A field added here appears in the form, the list, the search and the export. */
export const entities: readonly [Entity, ...Entity[]] = [
	{
		name: 'question',
		label: 'Question',
		plural: 'Questions',
		fields: [
			{ name: 'question', label: 'Question', type: 'text', required: true },
			{ name: 'answer', label: 'Right answer', type: 'text', required: true },
			{ name: 'wrongOne', label: 'Wrong answer', type: 'text', required: true },
			{ name: 'wrongTwo', label: 'Second wrong answer', type: 'text' },
			{ name: 'wrongThree', label: 'Third wrong answer', type: 'text' },
		],
	},
];

/** Questions in one round. */
export const roundLength = 10;
