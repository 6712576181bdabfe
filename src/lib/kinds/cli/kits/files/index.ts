import type { KitRenderer } from '../../../kind.ts';
import { assemble } from '../shared/assemble.ts';
import { tool } from './files/tool.ts';

const templates = import.meta.glob<string>('./files/**/*', { query: '?raw', import: 'default', eager: true });

const ASKED: readonly (readonly [RegExp, string])[] = [
	[/\brenam/i, "rename 'IMG_(\\d+)' 'holiday-$1' data/photos"],
	[/\bline/i, 'lines data'],
	[/duplicate|same/i, 'duplicates'],
	[/large|big|size/i, 'find --larger 20 --first 5'],
	[/search|grep|regex/i, 'search holiday'],
	[/tree/i, 'tree'],
];

/** Files to try on; walls between rooms do not let folders nest deep enough to keep them as files. */
const PHOTOS = {
	'data/photos/IMG_0001.txt': 'holiday one\n',
	'data/photos/IMG_0002.txt': 'holiday two, a little longer\n',
	'data/photos/copy of one.txt': 'holiday one\n',
};

/** Finds, searches, renames, counts and compares files. */
export const files: KitRenderer = {
	render: (spec) =>
		assemble({
			spec,
			templates,
			data: PHOTOS,
			does: 'Finds files by name, size or content, renames many at once, counts lines of code, finds duplicates.',
			commands: tool.commands.map(({ name, help }) => [name, help]),
			examples: [
				...new Set([
					...ASKED.flatMap(([words, line]) => (words.test(spec.sentence) ? [line] : [])),
					'tree',
					'find --larger 20 --first 5',
					'search holiday',
					"rename 'IMG_(\\d+)' 'holiday-$1' data/photos",
					'lines data',
					'duplicates',
				]),
			],
		}),
};
