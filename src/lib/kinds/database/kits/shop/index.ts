import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';

const templates = import.meta.glob<string>('./files/**/*.sql', {
	query: '?raw',
	import: 'default',
	eager: true,
});

/** Keeps customers, products in categories, orders with their lines, and what is in stock. */
export const shop: KitRenderer = {
	render: (spec) =>
		assemble(spec, {
			templates,
			does: 'Keeps customers, products in categories, orders with their lines, and what is in stock.',
		}),
};
