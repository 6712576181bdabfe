import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';

const templates = import.meta.glob<string>('./files/**/*.sql', {
	query: '?raw',
	import: 'default',
	eager: true,
});

/** Keeps posts, their authors, comments that wait for approval, and tags. */
export const blog: KitRenderer = {
	render: (spec) =>
		assemble(spec, {
			templates,
			does: 'Keeps posts, their authors, comments that wait for approval, and tags.',
		}),
};
