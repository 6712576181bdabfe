import { addFields } from './assign.ts';
import { isPeriod } from './grouping.ts';
import { readItems } from './items.ts';
import { type Name, readName } from './name-phrase.ts';
import { KEEP_VERBS } from './lexicon/words.ts';
import { singularWords } from './names.ts';
import type { Reading } from './reading.ts';

/** "for each customer store name and phone": what follows are fields of it. */
export function forEach(reading: Reading, index: number): number | null {
	if (!reading.is(index, 'for') || !reading.is(index + 1, 'each', 'every', 'all', 'any')) return null;
	const whole = readName(reading, index + 1);
	if (!whole || isPeriod(whole.words)) return null;
	const name = untilVerb(reading, whole);
	reading.mark(index, name.start, 'filler');
	reading.mark(name.start, name.next, 'entity');
	reading.subject = reading.thing(singularWords(name.words));
	let at = name.next;
	while (
		at < reading.tokens.length &&
		(reading.is(
			at,
			',',
			'i',
			'we',
			'want',
			'to',
			'need',
			'should',
			'can',
			'it',
			'there',
			'is',
			'like',
			"i'd",
			'would',
			'the',
			'down',
			'keep',
			'record',
		) ||
			reading.has(at, KEEP_VERBS))
	)
		at++;
	const { items, next } = readItems(reading, at);
	if (!items.length) return name.next;
	reading.mark(name.next, at, 'filler');
	addFields(reading, reading.subject, items);
	return next;
}

const ENTER_VERBS = new Set([
	'store',
	'record',
	'save',
	'keep',
	'note',
	'log',
	'track',
	'enter',
	'write',
	'remember',
	'list',
	'show',
	'hold',
	'add',
	'want',
	'collect',
]);

/** "customer store name": the name ends where the verb begins. */
function untilVerb(reading: Reading, name: Name): Name {
	const cut = name.words.findIndex(
		(word, place) => place > 0 && place < name.words.length - 1 && ENTER_VERBS.has(word),
	);
	return cut < 0 ? name : { ...name, next: name.start + cut, words: name.words.slice(0, cut) };
}
