import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { tool } from './files/tool.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

/** Converts, formats, queries, checks and compares JSON, YAML, CSV and the like. */
export const data: KitRenderer = {
	render: (spec) =>
		assemble({
			spec,
			templates,
			does: 'Converts, formats, queries, validates and compares JSON, YAML, CSV, TSV and INI.',
			commands: tool.commands.map(({ name, help }) => [name, help]),
			examples: examplesFor(spec.sentence),
		}),
};

/** What the sentence asked for comes first. */
function examplesFor(sentence: string): readonly string[] {
	const to = /\b(?:to|into|as)\s+(json|yaml|csv|tsv|ini)\b/i.exec(sentence)?.[1]?.toLowerCase();
	const from = to === 'json' ? (/yaml/i.test(sentence) ? 'settings.yaml' : 'people.csv') : 'people.json';
	const wish =
		to === undefined || (to === 'ini' && from === 'people.json') ? [] : [`convert data/${from} --to ${to}`];
	return [
		...new Set([
			...wish,
			'convert data/people.csv --to json',
			'convert data/settings.yaml --to json',
			"query '[].{name, city}' data/people.json",
			'format --sort data/people.json',
			'validate data/people.json data/settings.yaml',
			'echo \'{"b":1,"a":[true]}\' | NAME format',
		]),
	];
}
