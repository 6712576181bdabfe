import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { tool } from './files/tool.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

/** Selects, filters, sorts, sums, merges and converts tables in CSV. */
export const csv: KitRenderer = {
	render: (spec) =>
		assemble({
			spec,
			templates,
			does: 'Selects, filters, sorts, adds up, merges and converts tables in CSV files or of a pipe.',
			commands: tool.commands.map(({ name, help }) => [name, help]),
			examples: [
				'show data/sales.csv',
				'convert data/sales.csv --to json',
				"filter 'units>=5 and region=North' data/sales.csv",
				'NAME sort price --reverse data/sales.csv | NAME select product,price --to table',
				'sum units --by region data/sales.csv',
				'join data/sales.csv data/regions.csv --all --to markdown',
			],
		}),
};
