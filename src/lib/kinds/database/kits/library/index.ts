import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';

const templates = import.meta.glob<string>('./files/**/*.sql', {
	query: '?raw',
	import: 'default',
	eager: true,
});

/** Keeps books and their authors, members, and what is lent until when. */
export const library: KitRenderer = {
	render: (spec) =>
		assemble(spec, {
			templates,
			does: 'Keeps books and their authors, members, and what is lent until when.',
		}),
};
