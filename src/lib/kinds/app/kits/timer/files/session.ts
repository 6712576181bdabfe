import type { Entity } from '../../shared/files/schema.ts';

/** A finished stretch, as it is logged and exported. */
export const session: Entity = {
	name: 'session',
	label: 'Session',
	plural: 'Finished sessions',
	fields: [
		{ name: 'task', label: 'Task', type: 'text' },
		{ name: 'kind', label: 'Kind', type: 'text' },
		{ name: 'minutes', label: 'Minutes', type: 'duration' },
		{ name: 'endedAt', label: 'Ended at (ms since 1970)', type: 'integer' },
	],
};
