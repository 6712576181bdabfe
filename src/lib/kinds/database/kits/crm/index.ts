import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';

const templates = import.meta.glob<string>('./files/**/*.sql', {
	query: '?raw',
	import: 'default',
	eager: true,
});

/** Keeps companies, contacts, deals in their stages, and what was said when. */
export const crm: KitRenderer = {
	render: (spec) =>
		assemble(spec, {
			templates,
			does: 'Keeps companies, contacts, deals in their stages, and what was said when.',
		}),
};
