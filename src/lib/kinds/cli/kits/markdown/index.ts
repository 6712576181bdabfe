import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { tool } from './files/tool.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

/** Markdown to HTML, tables of contents, broken links and word counts. */
export const markdown: KitRenderer = {
	render: (spec) =>
		assemble({
			spec,
			templates,
			does: 'Turns Markdown into HTML, makes tables of contents and finds broken links.',
			commands: tool.commands.map(({ name, help }) => [name, help]),
			examples: [
				'html data/guide.md',
				'NAME html --page data/guide.md > guide.html',
				'toc data/guide.md',
				'links --check data/guide.md',
				'stats data/guide.md',
			],
		}),
};
