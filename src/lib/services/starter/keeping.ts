import { addFields } from './assign.ts';
import { isFieldName, typeOf } from './fields.ts';
import { readHead } from './head.ts';
import { type Item, readItems } from './items.ts';
import { readName } from './name-phrase.ts';
import { keepVerbAt } from './keep-verbs.ts';
import { AUDIENCE } from './lexicon/words.ts';
import { singularWords } from './names.ts';
import { isQuestion, question, questions } from './questions.ts';
import type { Reading } from './reading.ts';
import { isThing } from './things.ts';

/** "track my expenses", "to manage users", "where I can put birthdays", "tracks pages per day". */
export function keeping(reading: Reading, index: number): number | null {
	const from = keepVerbAt(reading, index);
	if (from === null) return null;
	if (isQuestion(reading, from)) {
		reading.mark(index, from, 'filler');
		const asked = questions(reading, from);
		if (asked !== null) return asked;
		return question(reading, from) ?? from;
	}
	const { items, next } = readItems(reading, from);
	const measured = measuredAt(reading, from, items);
	if (measured) {
		reading.mark(index, items[0]?.start ?? from, 'filler');
		reading.subject = reading.thing([measured]);
		addFields(reading, reading.subject, items);
		reading.subject.fields.push({ words: ['date'] });
		return next;
	}
	const possessor = possessorAt(reading, from);
	if (possessor && items.length) {
		reading.mark(index, from + 2, 'filler');
		reading.subject = reading.thing([possessor]);
		addFields(reading, reading.subject, items);
		return next;
	}
	const named = items.filter((item) => item.words.length);
	if (!named.length) return null;
	reading.mark(index, from, 'filler');
	const owner = fieldsOwner(reading, next);
	const isGiven =
		owner && reading.is(next, 'from') && named.every(({ words }) => isThing(singularWords(words)));
	if (owner && isGiven) {
		reading.mark(next, owner.next, 'filler');
		keepObjects(reading, named);
		return skipRelative(reading, owner.next);
	}
	if (owner && named.every((item) => !item.isPlural || isFieldName(item.words)))
		return takeFieldsOf(reading, named, owner);
	keepObjects(reading, named);
	return skipRelative(reading, next);
}

/** "… of every book I read": where the owner of listed fields is named. */
function fieldsOwner(
	reading: Reading,
	index: number,
): { words: readonly string[]; next: number; start: number } | null {
	if (!reading.is(index, 'of', 'for', 'from') || !reading.isWord(index + 1)) return null;
	const name = readName(reading, index + 1);
	if (!name || AUDIENCE.has(name.words.at(-1) ?? '')) return null;
	return { words: name.words, next: name.next, start: name.start };
}

function takeFieldsOf(
	reading: Reading,
	items: readonly Item[],
	owner: { words: readonly string[]; next: number; start: number },
): number {
	reading.mark(owner.start, owner.next, 'entity');
	reading.subject = reading.thing(singularWords(owner.words));
	addFields(reading, reading.subject, items);
	return skipRelative(reading, owner.next);
}

export function keepObjects(reading: Reading, items: readonly Item[]): void {
	const subject = reading.subject && !reading.subject.isWeak ? reading.subject : undefined;
	const isListOfFields =
		items.length > 1 && items.every((item) => isFieldName(item.words) && !isThing(singularWords(item.words)));
	for (const item of items) {
		const isField = subject
			? isFieldName(item.words) || !(item.isPlural || isThing(item.words))
			: isListOfFields;
		if (isField) addFields(reading, subject ?? reading.thing(['entry'], true), [item]);
		else keepObject(reading, item);
	}
}

export function keepObject(reading: Reading, item: Item): void {
	for (const feature of item.features) reading.features.add(feature);
	const head = readHead(reading, {
		start: item.start,
		next: item.start + item.words.length,
		words: item.words,
	});
	if (head.domain) reading.domain ??= head.domain;
	if (!head.thing.length) return;
	const thing = reading.thing(head.thing);
	if (item.children.length) addFields(reading, thing, item.children);
	reading.subject ??= thing;
	if (reading.subject.isWeak) reading.subject = thing;
}

/** "… that I have tasted", "I want to visit": narrows the thing down and changes nothing about what is kept. */
export function skipRelative(reading: Reading, index: number): number {
	let at = index;
	if (reading.is(at, 'that', 'which', 'who', 'when') && reading.is(at + 1, 'i', 'we')) at++;
	if (!reading.is(at, 'i', 'we', 'my', 'our')) return index;
	while (
		at < reading.tokens.length &&
		reading.isWord(at) &&
		!reading.is(at, 'with', 'by', 'and', 'including', 'per', 'where', 'plus')
	)
		at++;
	reading.mark(index, at, 'filler');
	return at;
}

const MEASURES: ReadonlySet<string> = new Set(['number', 'integer', 'money', 'percent', 'duration']);

/** "my kids' heights and weights": the kid, of whom several things are measured again and again. */
function measuredAt(reading: Reading, from: number, items: readonly Item[]): string | undefined {
	const isMeasured = items.length > 1 && items.every(({ words }) => MEASURES.has(typeOf(words)));
	if (!isMeasured || reading.is(from, 'each', 'every')) return undefined;
	return reading.tokens.slice(from, items[0]?.start).find(({ isPossessive }) => isPossessive)?.noun;
}

/** "each book's title and author": the book. */
function possessorAt(reading: Reading, index: number): string | undefined {
	const token = reading.tokens[index + 1];
	return reading.is(index, 'each', 'every') && token?.isPossessive ? token.noun : undefined;
}
