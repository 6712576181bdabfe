import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';

const templates = import.meta.glob<string>('./files/**/*.sql', {
	query: '?raw',
	import: 'default',
	eager: true,
});

/** Keeps accounts, transactions, categories and a budget for each month. */
export const finance: KitRenderer = {
	render: (spec) =>
		assemble(spec, {
			templates,
			does: 'Keeps accounts, transactions, categories and a budget for each month.',
		}),
};
