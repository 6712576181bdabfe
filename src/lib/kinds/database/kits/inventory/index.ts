import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';

const templates = import.meta.glob<string>('./files/**/*.sql', {
	query: '?raw',
	import: 'default',
	eager: true,
});

/** Keeps items, suppliers and places, and every movement between them. */
export const inventory: KitRenderer = {
	render: (spec) =>
		assemble(spec, {
			templates,
			does: 'Keeps items, suppliers and places, and every movement between them.',
		}),
};
