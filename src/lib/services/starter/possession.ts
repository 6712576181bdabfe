import { addFields, assignItems } from './assign.ts';
import { readHead } from './head.ts';
import { isPlural } from './inflect.ts';
import { type Item, readItems } from './items.ts';
import { readName } from './name-phrase.ts';
import { HAVE } from './lexicon/words.ts';
import { singularWords } from './names.ts';
import type { Reading } from './reading.ts';

interface Possession {
	readonly start: number;
	readonly words: readonly string[];
	readonly from: number;
}

export function possessionAt(reading: Reading, index: number): Possession | null {
	const isPronoun = reading.is(index, 'each', 'it', 'they', 'every', 'these', 'those');
	if (isPronoun && HAVE.has(reading.lower(index + 1)) && reading.subject)
		return { start: index, words: [], from: index + 2 };
	if (isPronoun && reading.is(index + 1, 'one', 'of', 'entry', 'row', 'should', 'can', 'must')) {
		const at = reading.is(index + 1, 'of') ? index + 3 : index + 2;
		if (HAVE.has(reading.lower(at)) && reading.subject) return { start: index, words: [], from: at + 1 };
	}
	const name = readName(reading, index, 4);
	if (!name) return null;
	let at = name.next;
	if (reading.is(at, 'that', 'which', 'should', 'can', 'must', 'will', 'may', 'also', 'each', 'all', 'also'))
		at++;
	if (reading.is(at, 'consist', 'consists') && reading.is(at + 1, 'of'))
		return { start: name.start, words: name.words, from: at + 2 };
	if (!HAVE.has(reading.lower(at)) || !reading.isWord(at + 1)) return null;
	if (
		reading.is(at, 'store', 'stores', 'hold', 'holds', 'get', 'gets') &&
		!isPlural(name.words.at(-1) ?? '') &&
		!reading.is(name.start - 1, 'each', 'every', 'a', 'an')
	)
		return null;
	if (reading.is(at + 1, 'to')) return null;
	// "plants that need repotting" tells which ones.
	if (reading.is(at, 'need', 'needs') && reading.lower(at + 1).endsWith('ing')) return null;
	return { start: name.start, words: name.words, from: at + 1 };
}

/** "each book has a title and an author", "orders have many order lines". */
export function possession(reading: Reading, index: number): number | null {
	const found = possessionAt(reading, index);
	if (!found) return null;
	const head = found.words.length
		? readHead(reading, { start: found.start, next: found.start + found.words.length, words: found.words })
		: undefined;
	const { items, next } = readItems(reading, found.from);
	if (!items.length) return null;
	reading.mark(index, found.from, 'filler');
	const words = head?.thing.length ? head.thing : undefined;
	const thing = words ? reading.thing(words) : reading.subject;
	if (!thing) return assignAndGo(reading, items, next);
	thing.isWeak = false;
	reading.subject = thing;
	for (const item of items) {
		if (!isRelation(reading, item)) addFields(reading, thing, [item]);
		else {
			reading.relations.push({ owner: thing.words, owned: singularWords(item.words), isMany: true });
			reading.remark(item.start, item.end, 'entity');
		}
	}
	return next;
}

export function assignAndGo(reading: Reading, items: readonly Item[], next: number): number {
	assignItems(reading, items);
	return next;
}

const isRelation = (reading: Reading, item: Item): boolean =>
	item.words.length > 0 &&
	item.features.length === 0 &&
	((item.isPlural && reading.findThing(singularWords(item.words)) !== undefined) ||
		(item.isMany && item.isPlural && (reading.kind === 'database' || reading.kind === 'api')));

const LINKS: readonly (readonly string[])[] = [
	['belongs', 'to'], ['belong', 'to'], ['references'], ['reference'], ['refers', 'to'], ['refer', 'to'], ['points', 'to'], ['point', 'to'],
	['linked', 'to'], ['is', 'linked', 'to'], ['are', 'linked', 'to'], ['is', 'part', 'of'], ['are', 'part', 'of'], ['is', 'assigned', 'to'], ['are', 'assigned', 'to'],
	['is', 'written', 'by'], ['is', 'made', 'by'], ['is', 'placed', 'by'], ['links', 'to'], ['link', 'to'], ['is', 'in'], ['are', 'in'], ['is', 'for'], ['are', 'for'], ['is', 'of'],
	['joins'], ['connects'], ['links'], ['link'], ['link', 'a'], ['works', 'in'], ['work', 'in'], ['works', 'for'], ['work', 'for'], ['lives', 'in'], ['plays', 'for'], ['play', 'for'], ['are', 'written', 'by'], ['are', 'placed', 'by'], ['has', 'one'], ['comes', 'from'], ['come', 'from'], ['is', 'owned', 'by'], ['are', 'owned', 'by'], ['is', 'taught', 'by'], ['are', 'taught', 'by'],
]; // prettier-ignore

export function belongingAt(
	reading: Reading,
	index: number,
): { start: number; words: readonly string[]; from: number } | null {
	const name = readName(reading, index, 4);
	if (!name) return null;
	for (const cut of [0, 1]) {
		const end = name.next - cut;
		const link = LINKS.find((words) => words.every((word, offset) => reading.lower(end + offset) === word));
		const words = name.words.slice(0, name.words.length - cut);
		if (link && words.length) return { start: name.start, words, from: end + link.length };
	}
	return null;
}

/** "an order belongs to a customer". */
export function belonging(reading: Reading, index: number): number | null {
	const found = belongingAt(reading, index);
	if (!found) return null;
	const { items, next } = readItems(reading, found.from);
	const owners = items.filter((item) => item.words.length);
	const isKnown =
		reading.findThing(singularWords(found.words)) ??
		owners.some((item) => reading.findThing(singularWords(item.words)));
	if (!owners.length || (!isKnown && !reading.wantsThings)) return null;
	const thing = reading.thing(singularWords(found.words));
	reading.remark(found.start, found.from, 'entity');
	for (const owner of owners) {
		thing.refs.push(singularWords(owner.words));
		reading.remark(owner.start, owner.end, 'entity');
	}
	// "projects belong to a client and have a budget": it is still them that have it.
	if (reading.is(next, 'and') && HAVE.has(reading.lower(next + 1))) reading.subject = thing;
	return next;
}
