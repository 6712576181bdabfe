import { Phrasebook } from './phrasebook.ts';
import type { Reading, Thing } from './reading.ts';
import type { KitVocabulary } from './starter.ts';

/** The kit that keeps rows of anything the sentence names. */
const RECORDS = 'cli-records';

/** Titles of tools that do one thing; those that keep rows are called by what they keep. */
export const TOOL_TITLES: Readonly<Record<string, string>> = {
	'cli-text': 'Text tool',
	'cli-csv': 'CSV tool',
	'cli-data': 'Data converter',
	'cli-files': 'File tool',
	'cli-password': 'Password generator',
	'cli-units': 'Unit converter',
	'cli-calc': 'Calculator',
	'cli-dates': 'Date tool',
	'cli-timer': 'Timer',
	'cli-encode': 'Encoder',
	'cli-markdown': 'Markdown tool',
};

/** Less is a word that fits by chance. */
const ENOUGH = 1.5;
const WEIGHTS = { nouns: 2, verbs: 1.5, hints: 0.5 } as const;
type Sort = keyof typeof WEIGHTS;

/** Chooses among command line kits: unlike apps they are told apart by all their words together, not by one head noun. */
export class ToolChooser {
	readonly #hasRecords: boolean;
	readonly #books: readonly { readonly sort: Sort; readonly book: Phrasebook<string> }[];

	constructor(vocabulary: readonly KitVocabulary[]) {
		const tools = vocabulary.filter(({ kind }) => kind === 'cli');
		this.#hasRecords = tools.some(({ id }) => id === RECORDS);
		// A book has one meaning per phrase, and several kits share words such as "convert".
		this.#books = tools.flatMap(({ id, cues }) =>
			(['nouns', 'verbs', 'hints'] as const).map((sort) => ({
				sort,
				book: new Phrasebook((cues[sort] ?? []).map((phrase): [string, string] => [phrase, id])),
			})),
		);
	}

	/** Id of the kit that fits best, empty when none does; marks the words that spoke for it. */
	choose(reading: Reading): string {
		const scores = new Map<string, number>();
		const places = new Map<string, [number, number][]>();
		for (const { sort, book } of this.#books)
			for (const { start, end, value } of book.all(reading.tokens)) {
				if (end <= reading.leadEnd || isKindPhrase(reading, start, end)) continue;
				const score = WEIGHTS[sort] + (end - start - 1) * 1.2 - start / 1000;
				scores.set(value, (scores.get(value) ?? 0) + score);
				places.set(value, [...(places.get(value) ?? []), [start, end]]);
			}
		if (this.#hasRecords)
			scores.set(RECORDS, (scores.get(RECORDS) ?? 0) + Math.max(0, ...reading.things.map(weightOf)));
		const [id, score] = [...scores].reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0]);
		if (score < ENOUGH) return '';
		for (const [start, end] of places.get(id) ?? []) reading.mark(start, end, 'kit');
		return id;
	}
}

/** The line of "command line" is no line of a text. */
function isKindPhrase(reading: Reading, start: number, end: number): boolean {
	const kind = reading.kindAt[start];
	return kind !== undefined && kind.end - kind.start > 1 && end <= kind.end;
}

/** Whether the kit keeps nothing that the sentence names. */
export const isTool = (kit: string): boolean => Object.hasOwn(TOOL_TITLES, kit);

/** A thing that was named, and surely one with named fields, is kept in rows. */
const weightOf = ({ isWeak, fields }: Thing): number => (isWeak ? 0 : 1.6) + Math.min(3, fields.length) * 1.2;
