import type { KindId } from '#lib/model/kind.ts';
import { FIELD_TYPES, type Feature, type FieldType } from '#lib/model/spec.ts';
import type { FieldDraft } from './fields.ts';
import { isPlural } from './inflect.ts';
import { TYPE_WORDS, UNIT_SYMBOLS } from './lexicon/fields.ts';
import { CLAUSE_VERBS, HAVE, STOP } from './lexicon/words.ts';
import { type Name, readName, skipArticles } from './name-phrase.ts';
import { singularWords } from './names.ts';
import { Phrasebook } from './phrasebook.ts';
import { questionAt } from './asked.ts';
import type { Reading } from './reading.ts';
import { isThing } from './things.ts';

/** One member of a list: "rating from 1 to 5", "status (open, closed)", "a search box", "customers (name, email)". */
export interface Item {
	readonly start: number;
	readonly end: number;
	/** Of the name itself, without article and annotation. */
	readonly words: readonly string[];
	readonly isPlural: boolean;
	/** "many orders", "several tags". */
	readonly isMany: boolean;
	readonly children: readonly Item[];
	readonly details: Omit<FieldDraft, 'words'>;
	readonly features: readonly Feature[];
	readonly kinds: readonly KindId[];
}

const typeWords = new Phrasebook<FieldType>(
	FIELD_TYPES.flatMap((type) =>
		TYPE_WORDS[type].split(',').map((phrase): [string, FieldType] => [phrase.trim(), type]),
	),
);
const MANY = new Set(['many', 'several', 'multiple', 'some', 'various', 'lots']);
/** More than this is no list that a person wrote. */
const MAX_ITEMS = 40;

/** A list at `index`: "title, author and a rating from 1 to 5". Stops where a new clause begins. */
export function readItems(reading: Reading, index: number, closing?: ')'): { items: Item[]; next: number } {
	const items: Item[] = [];
	let next = index;
	while (next < reading.tokens.length && items.length < MAX_ITEMS) {
		if (items.length && !closing && beginsClause(reading, next)) break;
		const item = readItem(reading, next, items.length > 0 || closing !== undefined);
		if (!item) break;
		items.push(item);
		next = item.end;
		const after = skipSeparator(reading, next, closing !== undefined);
		if (after === next) break;
		if (!readableItem(reading, after)) break;
		next = after;
	}
	return { items, next };
}

function skipSeparator(reading: Reading, index: number, isInside: boolean): number {
	let at = index;
	while (
		reading.is(at, ',', 'and', '&', '/', '+', 'plus', 'or', '•', '-', '*', '|', '–') ||
		(isInside && reading.is(at, ';', ':')) ||
		(at > index && reading.is(at, 'also', 'optionally', 'maybe', 'possibly', 'then', 'finally'))
	)
		at++;
	if (reading.is(at, 'as') && reading.is(at + 1, 'well') && reading.is(at + 2, 'as')) at += 3;
	return at;
}

/** "item, from, until": a date that is called by its preposition. */
const isBareDate = (reading: Reading, index: number): boolean =>
	reading.is(index, 'from', 'until', 'till', 'since') && !reading.isWord(index + 1);

const readableItem = (reading: Reading, index: number): boolean =>
	isBareDate(reading, index) ||
	readName(reading, index) !== null ||
	questionAt(reading, index) !== null ||
	reading.featureAt[skipArticles(reading, index)] !== undefined;

function beginsClause(reading: Reading, index: number): boolean {
	if (reading.is(index, 'i', 'we', 'it', 'they', 'you', 'she', 'he', 'then', 'if')) return true;
	if (
		reading.has(index, CLAUSE_VERBS) &&
		reading.is(
			index + 1,
			'me',
			'us',
			'by',
			'to',
			'it',
			'them',
			'what',
			'which',
			'how',
			'when',
			'only',
			'if',
			'the',
			'a',
			'my',
			'all',
			'everything',
		)
	)
		return true;
	const name = readName(reading, index);
	return (
		name !== null &&
		(HAVE.has(reading.lower(name.next)) ||
			reading.is(name.next, 'belongs', 'belong', 'references', 'is', 'are')) &&
		!(reading.is(name.next, 'contain', 'contains') && false)
	);
}

function readItem(reading: Reading, index: number, isInList: boolean): Item | null {
	const question = questionAt(reading, index);
	if (question && (isInList || question.words[0] !== 'item'))
		return { ...empty(index, question.next), words: question.words, details: question.details };
	if (isInList && isBareDate(reading, index))
		return { ...empty(index, index + 1), words: [reading.lower(index)], details: { type: 'date' } };
	const isMany = MANY.has(reading.lower(index));
	const begin = skipArticles(reading, index);
	const name = readName(reading, index);
	const hit = reading.featureAt[begin];
	if (!name && !hit) return null;
	const start = name?.start ?? begin;
	const nameEnd = Math.max(name?.next ?? 0, hit && !name ? hit.end : 0);
	const more = name && isInList ? readTail(reading, name) : [];
	const { words, type } = plainName([...(name?.words ?? []), ...more]);
	const note = readAnnotation(reading, nameEnd + more.length, words, isInList);
	return {
		start,
		end: note.next,
		words: note.words,
		isPlural: isPlural(note.words.at(-1) ?? ''),
		isMany,
		children: note.children,
		details: type ? { type, ...note.details } : note.details,
		features: found(reading.featureAt, start, nameEnd),
		kinds: found(reading.kindAt, start, nameEnd),
	};
}

/** "saved so far", and "steps to reproduce" in a list: what small words join to a name. */
function readTail(reading: Reading, { words, next }: Name): string[] {
	if (reading.is(next, 'so') && reading.is(next + 1, 'far')) return ['so', 'far'];
	const isPurpose =
		reading.is(next, 'to') &&
		reading.isWord(next + 1) &&
		!STOP.has(reading.lower(next + 1)) &&
		!isThing(singularWords(words)) &&
		(reading.tokens[next + 2]?.type !== 'word' || reading.is(next + 2, 'and', 'or'));
	return isPurpose ? ['to', reading.lower(next + 1)] : [];
}

/** "paid flag" → paid, a boolean; "five star rating" → rating; "title field" → title. */
function plainName(words: readonly string[]): { words: readonly string[]; type?: FieldType } {
	const last = words.at(-1) ?? '';
	if (words.length > 1 && ['flag', 'checkbox', 'toggle', 'tick', 'tickbox'].includes(last))
		return { words: words.slice(0, -1), type: 'boolean' };
	if (words.length > 1 && ['field', 'column', 'attribute'].includes(last))
		return { words: words.slice(0, -1) };
	if (words.length > 1 && last === 'rating' && ['star', 'stars'].includes(words.at(-2) ?? ''))
		return { words: ['rating'], type: 'rating' };
	return { words };
}

const empty = (start: number, end: number): Item => ({
	start, end, words: [], isPlural: false, isMany: false, children: [], details: {}, features: [], kinds: [],
}); // prettier-ignore

function found<Value>(
	places: readonly ({ readonly value: Value } | undefined)[],
	from: number,
	to: number,
): Value[] {
	const values = places.slice(from, to).flatMap((hit) => (hit ? [hit.value] : []));
	return [...new Set(values)];
}

interface Annotation {
	readonly words: readonly string[];
	readonly next: number;
	readonly details: Item['details'];
	readonly children: readonly Item[];
}

function readAnnotation(
	reading: Reading,
	index: number,
	words: readonly string[],
	isInList: boolean,
): Annotation {
	const plain: Annotation = { words, next: index, details: {}, children: [] };
	const range = readRange(reading, index);
	if (range) return { ...plain, ...range };
	if (reading.is(index, '(', '[')) return { ...plain, ...readBrackets(reading, index) };
	if (reading.is(index, 'as', '=') || (isInList && reading.is(index, ':', 'is'))) {
		const type = typeAt(reading, index + 1);
		if (type) return { ...plain, next: type.end, details: { type: type.value } };
	}
	const unit = UNIT_SYMBOLS[reading.tokens[index + 1]?.noun ?? ''];
	if (reading.is(index, 'in') && unit) return { ...plain, next: index + 2, details: unitDetails(unit) };
	return plain;
}

const unitDetails = (unit: string): Item['details'] =>
	unit === '%' ? { type: 'percent' } : { type: unit === 'min' ? 'duration' : 'number', unit };

export function typeAt(reading: Reading, index: number): { end: number; value: FieldType } | undefined {
	const at = skipArticles(reading, index);
	const hit = typeWords.at(reading.tokens, at);
	const isWhole = hit && !(reading.isWord(hit.end) && !STOP.has(reading.lower(hit.end)));
	return hit && isWhole ? hit : undefined;
}

/** "from 1 to 5", "1-5", "out of 10", "(1 to 5)". */
function readRange(reading: Reading, index: number): { next: number; details: Item['details'] } | null {
	const isNumber = (at: number) => reading.tokens[at]?.type === 'number';
	if (reading.is(index, 'out') && reading.is(index + 1, 'of') && isNumber(index + 2))
		return rangeOf(reading, index + 2, index + 3);
	const from = reading.is(index, 'from', 'between') ? index + 1 : index;
	if (!isNumber(from) || !isNumber(from + 2) || !reading.is(from + 1, 'to', '-', '–', 'and', '—'))
		return null;
	return rangeOf(reading, from + 2, from + 3);
}

const rangeOf = (
	reading: Reading,
	top: number,
	next: number,
): { next: number; details: Item['details'] } => ({
	next,
	details: { type: Number(reading.lower(top)) <= 10 ? 'rating' : 'integer' },
});

function readBrackets(reading: Reading, index: number): Partial<Annotation> & { next: number } {
	const range = readRange(reading, index + 1);
	if (range) return { ...range, next: closeBracket(reading, range.next) };
	const type = typeAt(reading, index + 1);
	if (type && reading.is(type.end, ')', ']')) return { next: type.end + 1, details: { type: type.value } };
	const unit = UNIT_SYMBOLS[reading.tokens[index + 1]?.noun ?? ''];
	if (unit && reading.is(index + 2, ')', ']')) return { next: index + 3, details: unitDetails(unit) };
	const list = readItems(reading, index + 1, ')');
	return { children: list.items, next: closeBracket(reading, list.next) };
}

/** Past the closing bracket; what stands between and was not understood is skipped. */
function closeBracket(reading: Reading, index: number): number {
	for (let at = index; at < reading.tokens.length; at++) if (reading.is(at, ')', ']')) return at + 1;
	return index;
}
