import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { tool } from './files/tool.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

/** Counts, searches, sorts and changes text. */
export const text: KitRenderer = {
	render: (spec) =>
		assemble({
			spec,
			templates,
			does: 'Counts, searches, sorts, replaces and lines up the text of files or of a pipe.',
			commands: tool.commands.map(({ name, help }) => [name, help]),
			examples: [
				'count data/poem.txt',
				'top --number 5 data/poem.txt',
				'sort --unique --ignore-case data/names.txt',
				'search --number boat data/poem.txt',
				'cat data/poem.txt | NAME replace boat ship | NAME case title',
			],
		}),
};
