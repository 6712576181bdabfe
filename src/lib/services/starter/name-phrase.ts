import { isParticiple } from './fields.ts';
import { DETERMINERS, MODIFIERS, STOP } from './lexicon/words.ts';
import type { Reading } from './reading.ts';

/** A name where it stands: tokens from `start` up to `next`. */
export interface Name {
	readonly start: number;
	readonly next: number;
	readonly words: readonly string[];
}

const PARTICLES = new Set(['in', 'out', 'off', 'up', 'back', 'over', 'by']);
const BEFORE_PARTICLE = new Set(
	'check checked paid pay signed sign given give pick picked drop dropped sold clock clocked handed wake log logged set sort built made written lent'.split(
		' ',
	),
);
const BEFORE_OF = new Set(
	'date number name type level length amount place point cost time year size rate colour kind country state percentage price quality unit proof bill'.split(
		' ',
	),
);
/** A name at `index`: articles and adjectives are passed over, then up to five words. Null when none stands there. */
export function readName(reading: Reading, index: number, limit = 5): Name | null {
	let start = skipArticles(reading, index);
	const words: string[] = [];
	let next = start;
	while (words.length < limit && isNameWord(reading, next, words)) {
		words.push(reading.lower(next));
		next++;
		if (!reading.tokens[next - 1]?.isPossessive || !isNameWord(reading, next, [])) continue;
		words.length = 0;
		start = next;
	}
	while (
		words.length > 1 &&
		isParticiple(words.at(-1) ?? '') &&
		reading.is(next, 'to', 'by', 'from', 'in', 'for')
	) {
		words.pop();
		next--;
	}
	return words.length ? { start, next, words } : null;
}

export function skipArticles(reading: Reading, index: number): number {
	let at = index;
	while (at < reading.tokens.length && at < index + 8) {
		const word = reading.lower(at);
		const isArticle =
			DETERMINERS.has(word) ||
			word === 'of' ||
			(reading.tokens[at]?.isPossessive === true && STOP.has(word) && reading.isWord(at + 1)) ||
			(reading.tokens[at]?.type === 'number' && reading.isWord(at + 1));
		const isAdjective = MODIFIERS.has(word) && reading.isWord(at + 1) && !STOP.has(reading.lower(at + 1));
		if (word === 'of' && at === index) break;
		if (!isArticle && !isAdjective) break;
		at++;
	}
	return at;
}

function isNameWord(reading: Reading, index: number, words: readonly string[]): boolean {
	if (!reading.isWord(index)) return false;
	const word = reading.lower(index);
	const last = words.at(-1) ?? '';
	if (word === 'of')
		return (
			words.length === 1 &&
			BEFORE_OF.has(last) &&
			reading.isWord(index + 1) &&
			!DETERMINERS.has(reading.lower(index + 1))
		);
	if (word === 'by' && isParticiple(last) && !reading.isWord(index + 1)) return true;
	if (PARTICLES.has(word)) return BEFORE_PARTICLE.has(last) && isShort(reading, index + 1);
	if (['on', 'at', 'from', 'until', 'since', 'by', 'till'].includes(word))
		return (
			words.length > 0 &&
			(!reading.isWord(index + 1) ||
				(reading.is(index + 1, 'and', 'or') && (isParticiple(last) || BEFORE_DATE.has(last)))) &&
			reading.tokens[index + 1]?.type !== 'number' &&
			!isBareNoun(reading, index, last)
		);
	if (word === 'is' || word === 'has')
		return words.length === 0 && reading.isWord(index + 1) && !STOP.has(reading.lower(index + 1));
	if (word === 'needs' && words.length > 0)
		return !reading.isWord(index + 1) || reading.is(index + 1, 'and', 'or');
	if (word === 'per') return BEFORE_OF.has(last) && reading.isWord(index + 1);
	if (word === 'needs' || word === 'next' || word === 'more')
		return words.length === 0 && reading.isWord(index + 1) && !STOP.has(reading.lower(index + 1));
	return !STOP.has(word);
}

const BEFORE_DATE = new Set('valid bought sold due born made starts ends expires taken out in'.split(' '));

/** At the end of a name a preposition needs a verb or an adjective before it: "valid from", "bought on". */
const isBareNoun = (reading: Reading, index: number, last: string): boolean =>
	index + 1 >= reading.tokens.length && !isParticiple(last) && !BEFORE_DATE.has(last);

/** A particle belongs to the name only if little follows: "check in date", "paid back". */
const isShort = (reading: Reading, index: number): boolean =>
	!reading.isWord(index) || reading.is(index, 'date', 'time', 'on', 'at', 'and', 'day', 'by', 'or');
