import { addThing } from './assign.ts';
import { forEach } from './each.ts';
import { isFieldName } from './fields.ts';
import { isWeakMaker, readHead } from './head.ts';
import { isPlural } from './inflect.ts';
import { readItems } from './items.ts';
import { type Name, readName } from './name-phrase.ts';

import { keepObjects, keeping } from './keeping.ts';
import { CLAUSE_VERBS, DETERMINERS } from './lexicon/words.ts';
import { singularWords } from './names.ts';
import { belongingAt, possessionAt } from './possession.ts';
import type { Reading } from './reading.ts';
import { isThing } from './things.ts';

/** The thing asked for: "a recipe tracker", "books and movies", "track my expenses". */
export function readRequest(reading: Reading, index: number): number {
	const begun = forEach(reading, index) ?? keeping(reading, index);
	if (begun !== null) return begun;
	if (possessionAt(reading, index) || belongingAt(reading, index)) return index;
	const name = readName(reading, index, 7);
	if (name && reading.has(name.start, CLAUSE_VERBS) && reading.is(name.next, 'my', 'our', 'the', 'all')) {
		const next = begunByVerb(reading, name);
		if (next !== null) return next;
	}
	if (!name || reading.kindAt[name.start]?.value === 'workflow') return index;
	reading.mark(index, name.start, 'filler');
	const head = readHead(reading, name);
	if (head.domain) {
		reading.domain = head.domain;
		reading.wantsThings = true;
		return name.next;
	}
	if (!head.thing.length) return name.next;
	if (!head.isList && reading.kind === 'app' && isTopic(reading, name.start, name.next)) {
		reading.remark(name.start, name.next, 'option');
		return name.next;
	}
	reading.isItemList = head.isList && head.thing.join() === 'item';
	// What is on a board may still be told: "kanban board for bugs".
	const isBoard = head.isList && reading.tokens[name.next - 1]?.noun === 'board';
	const isWeak =
		reading.isItemList ||
		isBoard ||
		(head.isMaker &&
			!isThing(head.thing) &&
			!isThing(head.thing.slice(-1)) &&
			(reading.wantsThings || isWeakMaker(reading.tokens[name.next - 1]?.noun ?? '')));
	if (
		!head.isMaker &&
		!isThing(head.thing) &&
		!beginsList(reading, name.next) &&
		!isPlural(name.words.at(-1) ?? '')
	) {
		return begunByVerb(reading, name) ?? index;
	}
	reading.subject = reading.thing(head.thing, isWeak);
	return readFurtherThings(reading, name.next, head.isMaker);
}

const beginsList = (reading: Reading, index: number): boolean =>
	reading.is(index, ':', '(', 'with', 'by', ',', 'having');

/** "expose my contacts", "serve the menu": an unknown first word before an article is the verb. */
function begunByVerb(reading: Reading, verb: Name): number | null {
	if (verb.words.length !== 1 || !DETERMINERS.has(reading.lower(verb.next))) return null;
	const name = readName(reading, verb.next);
	if (!name) return null;
	const { items, next } = readItems(reading, verb.next);
	keepObjects(
		reading,
		items.filter((item) => item.words.length > 0 && isThing(singularWords(item.words))),
	);
	if (reading.things.length)
		reading.remark(verb.start, name.start, reading.kind === 'app' ? 'filler' : 'step');
	return reading.things.length ? next : verb.next;
}

/** Whether the head is a kit of one purpose, so that the words before it are its topic. */
function isTopic(reading: Reading, from: number, to: number): boolean {
	for (let at = from; at < to; at++) {
		const hit = reading.kitAt[at];
		if (hit && reading.topicKits.has(hit.value)) return true;
	}
	return false;
}

/** "students and their grades", "customers, orders and order lines". */
function readFurtherThings(reading: Reading, index: number, isMaker: boolean): number {
	if (isMaker || !reading.is(index, 'and', ',', '&')) return index;
	const { items, next } = readItems(reading, index + 1);
	const things = items.filter(
		(item) =>
			item.isPlural &&
			!item.features.length &&
			(isThing(singularWords(item.words)) || !isFieldName(item.words)),
	);
	if (!items.length || things.length !== items.length) return index;
	for (const item of things) addThing(reading, item);
	return next;
}
