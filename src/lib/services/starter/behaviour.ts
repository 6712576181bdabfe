import type { Spec } from '#lib/model/spec.ts';
import { addThing } from './assign.ts';
import { readName } from './name-phrase.ts';
import { STOP } from './lexicon/words.ts';
import { isPlausibleWord } from './plausible.ts';
import type { Reading } from './reading.ts';
import { isThing } from './things.ts';

/** What an API or a command does, in the words of the sentence: "returns the current time". */
export function readBehaviour(reading: Reading): Spec['steps'] {
	const first = reading.tokens.findIndex((_, index) => isOpen(reading, index));
	if (first < 0) return [];
	keepServedThing(reading, first);
	let last = first;
	for (let index = first; index < reading.tokens.length; index++) {
		if (!isOpen(reading, index)) continue;
		reading.mark(index, index + 1, 'step');
		last = index;
	}
	const [from, to] = [reading.tokens[first], reading.tokens[last]];
	return from && to ? [{ action: reading.sentence.slice(from.start, to.end).slice(0, 60).trim() }] : [];
}

/** A word that nothing else has claimed. */
const isOpen = (reading: Reading, index: number): boolean => {
	const token = reading.tokens[index];
	const isWord = token?.type === 'word' && !STOP.has(token.lower) && isPlausibleWord(token.lower);
	return index >= reading.leadEnd && isWord && reading.marks[index] === undefined;
};

/** "returns a random quote": what is handed out is kept. */
function keepServedThing(reading: Reading, verb: number): void {
	if (reading.things.some((thing) => !thing.isWeak) || reading.kind !== 'api') return;
	for (let index = verb + 1; index < reading.tokens.length; index++) {
		const name = readName(reading, index);
		const words = name?.words.slice(-1) ?? [];
		if (!name || !isThing(words)) continue;
		addThing(reading, {
			start: name.next - 1,
			end: name.next,
			words,
			isPlural: false,
			isMany: false,
			children: [],
			details: {},
			features: [],
			kinds: [],
		});
		return;
	}
}
