import { isPlural } from './inflect.ts';
import { readName } from './name-phrase.ts';
import { CONTAINERS, DETERMINERS, GENERIC_HEADS, KEEP_VERBS, STOP } from './lexicon/words.ts';
import { singularWords } from './names.ts';
import { isQuestion } from './questions.ts';
import type { Reading } from './reading.ts';
import { isThing } from './things.ts';

/** Where the object begins, when a verb of keeping stands at `index`. */
export function keepVerbAt(reading: Reading, index: number): number | null {
	if (!isAllowedAct(reading, index) && (!reading.has(index, KEEP_VERBS) || !isVerbPlace(reading, index)))
		return null;
	let from = index + 1;
	if (reading.is(index, 'keep', 'keeps', 'keeping', 'kept') || reading.is(index, 'make', 'take')) {
		if (
			reading.is(from, 'track', 'tabs', 'record', 'records', 'notes', 'note', 'an', 'a') &&
			(reading.is(from + 1, 'of', 'on') || reading.is(from + 2, 'of', 'on'))
		)
			from += reading.is(from + 1, 'of', 'on') ? 2 : 3;
	}
	while (
		reading.is(from, 'down', 'and') ||
		(reading.is(from, ',') && isFurtherVerb(reading, from + 1)) ||
		(reading.is(from - 1, 'and', ',') && isFurtherVerb(reading, from))
	)
		from++;
	const name = readName(reading, from);
	const isNounHere =
		name !== null &&
		name.start === from &&
		isMaker(reading, name.next - 1) &&
		!reading.is(index, 'manage', 'track', 'build', 'store', 'keep');
	if (isQuestion(reading, from)) return from;
	return name && !isNounHere ? from : null;
}

/** "storing and searching recipes": verbs in a row share one object. */
const isFurtherVerb = (reading: Reading, index: number): boolean =>
	(reading.has(index, KEEP_VERBS) ||
		reading.is(
			index,
			'searching',
			'search',
			'delete',
			'deleting',
			'read',
			'reading',
			'update',
			'find',
			'finding',
			'filter',
			'share',
			'sharing',
			'view',
			'viewing',
			'browse',
			'browsing',
			'edit',
			'editing',
			'listing',
			'upload',
			'download',
		)) &&
	(reading.isWord(index + 1) || reading.is(index + 1, ','));

/** "can submit homework": whatever they can do to a known thing, the thing is kept. */
function isAllowedAct(reading: Reading, index: number): boolean {
	if (!reading.is(index - 1, 'can', 'could') || !reading.isWord(index) || STOP.has(reading.lower(index)))
		return false;
	const name = readName(reading, index + 1);
	return name !== null && isThing(singularWords(name.words));
}

export const isMaker = (reading: Reading, index: number): boolean => {
	const noun = reading.tokens[index]?.noun ?? '';
	return (CONTAINERS.has(noun) || GENERIC_HEADS.has(noun)) && !isPlural(reading.lower(index));
};

export function isVerbPlace(reading: Reading, index: number): boolean {
	const word = reading.lower(index);
	if (
		reading.is(index + 1, 'of') ||
		reading.is(index + 1, 'for', 'with', 'app', 'list') ||
		!reading.isWord(index + 1)
	)
		return false;
	const previous = reading.lower(index - 1);
	if (
		[
			'to',
			'can',
			'i',
			'we',
			'that',
			'which',
			'could',
			'me',
			'us',
			'will',
			"i'd",
			'helps',
			'help',
			'and',
			'should',
			'for',
			'lets',
			'let',
			'who',
			'it',
			'they',
			'you',
			'simply',
			'just',
			'easily',
			'team',
			'users',
			'people',
			'students',
			'members',
			'quickly',
		].includes(previous)
	)
		return previous !== 'for' || word.endsWith('ing');
	const isStart = index === reading.leadEnd || index === 0 || [':', '.', ';', ','].includes(previous);
	if (!isStart) return false;
	return (
		(KEEP_VERBS.has(word) || word.endsWith('ing')) &&
		!isPlural(word) &&
		(DETERMINERS.has(reading.lower(index + 1)) ||
			!STOP.has(reading.lower(index + 1)) ||
			isQuestion(reading, index + 1) ||
			reading.is(index, 'keep'))
	);
}
