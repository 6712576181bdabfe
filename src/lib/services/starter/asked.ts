import type { FieldDraft } from './fields.ts';
import { STOP } from './lexicon/words.ts';
import type { Reading } from './reading.ts';

/** What a question word asks for. */
export const ASKED: Readonly<Record<string, string>> = {
	who: 'person',
	whom: 'person',
	when: 'date',
	where: 'place',
	why: 'reason',
	what: 'item',
};

/** "how much", "how many", "how long". */
export const QUANTITIES: Readonly<Record<string, string>> = {
	much: 'amount',
	many: 'quantity',
	long: 'duration',
};

const MEASURES: Readonly<Record<string, string>> = {
	...QUANTITIES,
	old: 'age',
	far: 'distance',
	often: 'frequency',
	tall: 'height',
	heavy: 'weight',
	fast: 'speed',
	it: 'notes',
	well: 'rating',
};

/** A field told as a question. */
export interface Asked {
	readonly words: string[];
	readonly next: number;
	readonly details: Omit<FieldDraft, 'words'>;
}

/** "who goes", "how much", "whether they confirmed": a question that names a field. */
export function questionAt(reading: Reading, index: number): Asked | null {
	const end = clauseEnd(reading, index);
	if (reading.is(index, 'how')) {
		const word = MEASURES[reading.lower(index + 1)];
		if (word) return { words: [word], next: end, details: {} };
		const isTold = end - index <= 5 && reading.isWord(index + 1) && !STOP.has(reading.lower(index + 1));
		return isTold ? { words: [reading.lower(index + 1)], next: end, details: { type: 'rating' } } : null;
	}
	if (reading.is(index, 'whether', 'if') && end - index <= 6 && end > index + 1)
		return { words: [lastTold(reading, index, end)], next: end, details: { type: 'boolean' } };
	if (end - index > 6) return null;
	const asked =
		reading.is(index, 'which', 'what') && reading.isWord(index + 1) ? reading.lower(index + 1) : undefined;
	if (asked && !STOP.has(asked)) return { words: [asked], next: end, details: {} };
	const word = asked && reading.is(index, 'what') ? 'notes' : ASKED[reading.lower(index)];
	return word ? { words: [word], next: end, details: {} } : null;
}

/** "whether I've seen it": seen. */
function lastTold(reading: Reading, index: number, end: number): string {
	let at = end - 1;
	while (at > index + 1 && STOP.has(reading.lower(at))) at--;
	return reading.lower(at);
}

function clauseEnd(reading: Reading, index: number): number {
	let end = index;
	while (
		end < Math.min(reading.tokens.length, index + 12) &&
		reading.tokens[end]?.type !== 'mark' &&
		!reading.is(end, 'and', 'or', 'with')
	)
		end++;
	return end;
}
