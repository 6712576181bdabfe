import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';

const templates = import.meta.glob<string>('./files/**/*.sql', {
	query: '?raw',
	import: 'default',
	eager: true,
});

/** Keeps teachers, students, courses, lessons in rooms, and grades. */
export const school: KitRenderer = {
	render: (spec) =>
		assemble(spec, { templates, does: 'Keeps teachers, students, courses, lessons in rooms, and grades.' }),
};
