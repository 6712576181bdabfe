import { readHead } from './head.ts';
import { isPlural } from './inflect.ts';
import { singularWords } from './names.ts';
import { readItems } from './items.ts';
import { readName } from './name-phrase.ts';
import { isVerbPlace } from './keep-verbs.ts';
import { keepObject, skipRelative } from './keeping.ts';
import { AUDIENCE, KEEP_VERBS } from './lexicon/words.ts';
import type { Reading } from './reading.ts';
import { isThing } from './things.ts';

/** "for my books", "of hiking trails"; once the thing is known it says for whom. */
export function about(reading: Reading, index: number): number | null {
	if (
		!reading.is(index, 'for', 'of', 'about', 'on', 'from', 'to', 'in', 'at', 'into') ||
		!reading.isWord(index + 1)
	)
		return null;
	const purposeEnd = purpose(reading, index);
	if (purposeEnd !== null) return purposeEnd;
	const name = readName(reading, index + 1);
	if (!name || reading.has(name.start, ONLY_VERBS)) return null;
	if (
		reading.lower(name.start).endsWith('ing') &&
		reading.has(name.start, KEEP_VERBS) &&
		isVerbPlace(reading, name.start)
	)
		return null;
	if (reading.featureAt[name.start] && !isThing(singularWords(name.words))) return name.start;
	reading.mark(index, name.start, 'filler');
	const hasThing = reading.subject !== undefined && !reading.subject.isWeak;
	const isOuter = !reading.is(index, 'for', 'of', 'about');
	if (hasThing || isOuter || reading.isItemList || reading.topic || isAudience(name.words))
		return outer(reading, name);
	if (
		reading.is(index, 'for') &&
		reading.subject &&
		!isPlural(name.words.at(-1) ?? '') &&
		!hasMoreToCome(reading, name.next)
	)
		return outer(reading, name);
	const head = readHead(reading, name);
	if (head.domain) {
		reading.domain ??= head.domain;
		reading.wantsThings = true;
		return name.next;
	}
	if (!head.thing.length) return name.next;
	if (
		reading.is(index, 'for') &&
		!isThing(head.thing) &&
		!isPlural(name.words.at(-1) ?? '') &&
		!hasMoreToCome(reading, name.next)
	) {
		reading.subject = reading.thing(head.thing, true);
		return name.next;
	}
	const { items, next } = readItems(reading, index + 1);
	for (const item of items)
		if (item.words.length && (item.isPlural || item.start === name.start || isThing(item.words)))
			keepObject(reading, item);
	return skipRelative(reading, Math.max(next, name.next));
}

/** "for moving house", "for planning a wedding": what is to be done once, where it is known what is kept for it. */
function purpose(reading: Reading, index: number): number | null {
	const isMoving = reading.is(index + 1, 'moving') && reading.is(index + 2, 'house', 'home', 'flat');
	const isDone = reading.is(index + 1, 'planning', 'organising', 'organizing', 'preparing', 'arranging');
	if (!reading.is(index, 'for') || !(isMoving || (isDone && reading.subject))) return null;
	const name = readName(reading, index + 2);
	if (!name || isPlural(name.words.at(-1) ?? '') || hasMoreToCome(reading, name.next)) return null;
	reading.mark(index, name.next, 'filler');
	return name.next;
}

/** Whether a list of fields follows, so that the name before it must be the thing. */
const hasMoreToCome = (reading: Reading, index: number): boolean => reading.is(index, ':', '(');

const ONLY_VERBS = new Set([
	'be',
	'do',
	'see',
	'use',
	'make',
	'help',
	'let',
	'show',
	'search',
	'filter',
	'sort',
	'export',
	'print',
	'tick',
	'convert',
	'calculate',
	'learn',
	'study',
	'memorise',
	'count',
	'find',
	'rename',
	'send',
	'check',
	'compute',
	'format',
	'validate',
	'visit',
	'read',
	'buy',
	'create',
	'delete',
	'update',
	'read',
	'return',
	'generate',
	'test',
	'practice',
	'split',
	'work',
	'keep',
	'track',
]);

function outer(reading: Reading, name: { start: number; next: number; words: readonly string[] }): number {
	const last = name.words.at(-1) ?? '';
	const isPlace = AUDIENCE.has(last) || reading.topic;
	if (isPlace || (reading.subject !== undefined && !reading.subject.isWeak))
		reading.mark(name.start, name.next, reading.topic && !AUDIENCE.has(last) ? 'option' : 'filler');
	return isPlace || reading.subject ? name.next : name.start;
}

const isAudience = (words: readonly string[]): boolean =>
	AUDIENCE.has(singularWords(words).at(-1) ?? '') || AUDIENCE.has(words.at(-1) ?? '');
