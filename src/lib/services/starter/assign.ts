import { isFieldName, isWholeFieldName, typeOf, type FieldDraft } from './fields.ts';
import { ENUM_OPTIONS } from './lexicon/fields.ts';
import { HEAD_ONLY_KINDS } from './lexicon/cues.ts';
import type { Item } from './items.ts';
import { singularWords } from './names.ts';
import type { Reading, Thing } from './reading.ts';
import { isThing } from './things.ts';

/** Gives the members of a list to the thing spoken of, or makes things of them, whichever the list means. */
export function assignItems(reading: Reading, items: readonly Item[]): void {
	const named = items
		.filter((item) => !isFeatureOnly(reading, item) && !isKindOnly(item))
		.map((item) => (isGrouping(reading, item) ? { ...item, words: singularWords(item.words) } : item));
	for (const item of items) takeCues(reading, item);
	if (!named.length || (reading.topic && !reading.subject) || takeColumns(reading, named)) return;
	const [first, ...rest] = named;
	if (
		first &&
		reading.featureAt.some((hit) => hit?.value === 'kanban') &&
		CARDS.has(first.words.join(' ')) &&
		rest.length
	) {
		reading.subject = addThing(reading, first);
		return addFields(reading, reading.subject, rest);
	}
	if (meansThings(reading, named)) {
		addThings(reading, named);
		reading.subject = reading.things.find((thing) => !thing.isWeak) ?? reading.subject;
	} else if (reading.subject === undefined && isThingWithFields(named)) {
		if (first) reading.subject = addThing(reading, first);
		if (reading.subject) addFields(reading, reading.subject, rest);
	} else addFields(reading, reading.subject ?? reading.thing(['item'], true), named);
}

/** Names of plain fields among the things belong to the thing before them: "products, suppliers and stock levels". */
function addThings(reading: Reading, items: readonly Item[]): void {
	let last: Thing | undefined;
	for (const item of items) {
		if (
			last &&
			isPlainField(item) &&
			!(
				reading.wantsThings &&
				item.isPlural &&
				(isThing(singularWords(item.words)) || typeOf(item.words) === 'text')
			)
		)
			addFields(reading, last, [item]);
		else last = addThing(reading, item);
	}
}

/** A number, date or text of its own, not the name of something that has fields itself. */
const isPlainField = (item: Item): boolean =>
	item.children.length === 0 &&
	isFieldName(item.words) &&
	(typeOf(item.words) !== 'text' || !isThing(singularWords(item.words))) &&
	!(item.isPlural && isThing(singularWords(item.words)) && PLAIN_THINGS.has(item.words.at(-1) ?? ''));

const PLAIN_THINGS = new Set([
	'comments',
	'events',
	'tags',
	'grades',
	'categories',
	'payments',
	'tasks',
	'notes',
	'ingredients',
	'readings',
	'expenses',
	'incomes',
	'reviews',
	'messages',
	'bills',
	'goals',
	'debts',
	'seats',
	'episodes',
	'links',
	'photos',
	'answers',
	'stories',
	'votes',
	'likes',
	'scores',
	'symptoms',
	'recipes',
	'plants',
	'visits',
	'prescriptions',
	'treatments',
	'pages',
	'images',
]);

const CARDS = new Set(['tasks', 'cards', 'tickets', 'items', 'issues', 'stories', 'jobs', 'bugs']);
const STATES = new Set(
	'todo|doing|done|in progress|backlog|review|testing|blocked|open|closed|waiting|ready|finished|started|planned|next|later|icebox|shipped|deployed|qa|new|ideas|verify'.split(
		'|',
	),
);

/** "to do, doing and done" are the columns of a board. */
export function takeColumns(reading: Reading, items: readonly Item[]): boolean {
	const names = items
		.map((item) => item.words.filter((word) => word !== 'column' && word !== 'columns').join(' '))
		.filter(Boolean);
	const states = names.filter((name) => STATES.has(name));
	const isBoard = reading.featureAt.some((hit) => hit?.value === 'kanban');
	if (!isBoard || states.length < 2 || states.length * 2 < names.length) return false;
	reading.columns.push(...names.map((name) => (name === 'todo' ? 'To do' : capital(name))));
	for (const item of items) reading.remark(item.start, item.end, 'option');
	return true;
}

/** Makes a thing of a list member; what stands in brackets behind it are its fields. */
export function addThing(reading: Reading, item: Item): Thing {
	const thing = reading.thing(singularWords(item.words));
	reading.remark(item.start, item.start + item.words.length, 'entity');
	addFields(reading, thing, item.children);
	return thing;
}

export function addFields(reading: Reading, thing: Thing, items: readonly Item[]): void {
	for (const [place, item] of items.entries()) {
		takeCues(reading, item);
		const choice = choiceFrom(items.slice(place));
		if (choice) {
			for (const each of items.slice(place)) reading.remark(each.start, each.end, 'field');
			thing.fields.push(choice);
			return;
		}
		if (isFeatureOnly(reading, item) || isKindOnly(item) || !item.words.length) continue;
		reading.remark(item.start, item.end, 'field');
		const options = item.children.map((child) => capital(child.words.join(' '))).filter(Boolean);
		thing.fields.push({
			words: wholeName(reading, item),
			...item.details,
			...(options.length > 1 ? { options } : {}),
		});
	}
}

const TELLING = new Set([
	'favourite',
	'full',
	'daily',
	'weekly',
	'monthly',
	'yearly',
	'annual',
	'new',
	'best',
	'personal',
	'private',
	'own',
	'local',
	'real',
	'total',
	'working',
	'open',
]);

/** An adjective that tells one field from another stays in its name: "favourite exhibit", "full name". */
function wholeName(reading: Reading, item: Item): readonly string[] {
	const before = reading.lower(item.start - 1);
	return TELLING.has(before) && item.words.length < 4 ? [before, ...item.words] : item.words;
}

const CHOICES = new Set([
	'categories',
	'statuses',
	'types',
	'stages',
	'priorities',
	'states',
	'genres',
	'levels',
	'sizes',
]);

/** "categories food, rent and fun": one field, and what follows are its choices. */
function choiceFrom([first, ...rest]: readonly Item[]): FieldDraft | undefined {
	const [name, ...option] = first?.words ?? [];
	if (!name || !option.length || !CHOICES.has(name) || !rest.length) return undefined;
	const options = [option, ...rest.map((item) => item.words)]
		.map((words) => capital(words.join(' ')))
		.filter(Boolean);
	return { words: singularWords([name]), options };
}

export function takeCues(reading: Reading, item: Item): void {
	for (const feature of item.features) reading.features.add(feature);
	if (item.features.length && isFeatureOnly(reading, item)) reading.mark(item.start, item.end, 'feature');
	if (isKindOnly(item)) reading.mark(item.start, item.end, 'kind');
}

const isKindOnly = (item: Item): boolean =>
	item.kinds.length > 0 && item.words.length > 0 && !isThing(item.words) && !isPlainWord(item);

/** "name, table, time": the table of a guest. */
const isPlainWord = ({ words, isPlural }: Item): boolean =>
	words.length === 1 && !isPlural && HEAD_ONLY_KINDS.has(words[0] ?? '');

export function isFeatureOnly(reading: Reading, item: Item): boolean {
	if (!item.features.length) return false;
	if (!item.words.length) return true;
	return !isWholeFieldName(item.words);
}

function meansThings(reading: Reading, items: readonly Item[]): boolean {
	if (items.some((item) => hasFieldsInBrackets(item))) return true;
	if (items.some((item) => isGrouping(reading, item))) return false;
	const plurals = items.filter((item) => item.isPlural || (isThing(item.words) && !isFieldName(item.words)));
	const isMostlyPlural = plurals.length * 2 > items.length;
	if (!isMostlyPlural) return false;
	const hasStrongSubject = reading.subject !== undefined && !reading.subject.isWeak;
	const known = items.filter(
		(item) => item.isPlural && isThing(singularWords(item.words)) && !isPlainField(item),
	);
	if (reading.wantsThings && !hasStrongSubject) return true;
	if (!hasStrongSubject)
		return known.length > 0 || items.filter((item) => isFieldName(item.words)).length * 2 <= items.length;
	const isMost = reading.wantsThings ? known.length * 2 >= items.length : known.length * 2 > items.length;
	return (
		isMost &&
		(items.length > 1 || reading.wantsThings) &&
		known.some((item) => !SUBORDINATE.has(item.words.at(-1) ?? ''))
	);
}

/** What the entries of a list are sorted into: "a packing list with sections and notes". */
const isGrouping = (reading: Reading, { words }: Item): boolean =>
	reading.isItemList && words.length === 1 && GROUPINGS.has(singularWords(words).join());
const GROUPINGS = new Set(['section', 'group', 'room', 'area', 'aisle', 'category', 'store', 'shop']);

/** Things that are mostly a part of another: "recipes with tags, notes and comments". */
const SUBORDINATE = new Set([
	'tags',
	'notes',
	'comments',
	'ingredients',
	'photos',
	'links',
	'categories',
	'likes',
	'votes',
	'images',
	'pages',
	'episodes',
	'symptoms',
	'scores',
	'readings',
]);

/** "events, who goes and where": the first is the thing, the rest are its fields. */
function isThingWithFields([first, ...rest]: readonly Item[]): boolean {
	return (
		first !== undefined &&
		first.isPlural &&
		isThing(singularWords(first.words)) &&
		rest.length > 0 &&
		rest.every((item) => !item.isPlural)
	);
}

function hasFieldsInBrackets(item: Item): boolean {
	if (!item.children.length || ENUM_OPTIONS[item.words.at(-1) ?? '']) return false;
	const fields = item.children.filter((child) => isFieldName(child.words));
	return item.isPlural
		? fields.length > 0
		: fields.length * 2 > item.children.length && !isFieldName(item.words);
}

const capital = (text: string): string => (text.charAt(0).toUpperCase() + text.slice(1)).slice(0, 60);
