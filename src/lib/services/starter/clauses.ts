import { addFields, addGrouping, addThing, assignItems, isPeriod, takeColumns } from './assign.ts';
import { isFieldName } from './fields.ts';
import { isWeakMaker, readHead } from './head.ts';
import { isPlural } from './inflect.ts';
import { readItems, readName, type Item, type Name } from './items.ts';
import { readLead } from './lead.ts';
import { VERB_ENTITIES } from './lexicon/entities.ts';
import {
	AUDIENCE,
	AUXILIARIES,
	CONTAINERS,
	DETERMINERS,
	GENERIC_HEADS,
	HAVE,
	KEEP_VERBS,
	PRONOUNS,
	STOP,
	TIME_UNITS,
} from './lexicon/words.ts';
import { singularWords } from './names.ts';
import type { Reading } from './reading.ts';
import { isThing, thingsOfDomain } from './things.ts';

/** Reads the whole sentence, clause by clause; what no rule reads stays unmarked. */
export function readSentence(reading: Reading): void {
	let index = readLead(reading);
	index = readRequest(reading, index);
	while (index < reading.tokens.length) index = readClause(reading, index) ?? index + 1;
}

type Rule = (reading: Reading, index: number) => number | null;

/** In the order in which they are tried at every place. */
const RULES: readonly Rule[] = [
	forEach,
	possession,
	belonging,
	columns,
	colon,
	introduced,
	actor,
	brackets,
	keeping,
	withList,
	grouping,
	perPeriod,
	handled,
	examples,
	about,
	question,
];

function readClause(reading: Reading, index: number): number | null {
	for (const rule of RULES) {
		const next = rule(reading, index);
		if (next !== null && next > index) return next;
	}
	return null;
}

/** The thing asked for: "a recipe tracker", "books and movies", "track my expenses". */
function readRequest(reading: Reading, index: number): number {
	const begun = forEach(reading, index) ?? keeping(reading, index);
	if (begun !== null) return begun;
	if (possessionAt(reading, index) || belongingAt(reading, index)) return index;
	const name = readName(reading, index, 7);
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
	const isWeak =
		head.isMaker &&
		!isThing(head.thing) &&
		!isThing(head.thing.slice(-1)) &&
		(reading.wantsThings || isWeakMaker(reading.tokens[name.next - 1]?.noun ?? ''));
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

/** "for each customer store name and phone": what follows are fields of it. */
function forEach(reading: Reading, index: number): number | null {
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

interface Possession {
	readonly start: number;
	readonly words: readonly string[];
	readonly from: number;
}

function possessionAt(reading: Reading, index: number): Possession | null {
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
	return { start: name.start, words: name.words, from: at + 1 };
}

/** "each book has a title and an author", "orders have many order lines". */
function possession(reading: Reading, index: number): number | null {
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

function assignAndGo(reading: Reading, items: readonly Item[], next: number): number {
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

function belongingAt(
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
function belonging(reading: Reading, index: number): number | null {
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
	return next;
}

/** "fields: title, author", "with the columns title and author", "columns for title". */
function columns(reading: Reading, index: number): number | null {
	let at = index;
	while (reading.is(at, 'with', 'the', 'following', 'these', 'has', 'its', 'and')) at++;
	if (!reading.is(at, 'fields', 'columns', 'attributes', 'properties', 'field', 'inputs', 'details'))
		return null;
	if (
		at === index &&
		!reading.is(at, 'columns') &&
		!reading.is(at + 1, ':', 'for', '(', 'like', 'such', 'are', 'called', 'named')
	)
		return null;
	let from = at + 1;
	while (reading.is(from, ':', 'for', '(', 'like', 'such', 'as', 'are', 'called', 'named', 'to')) from++;
	const { items, next } = readItems(reading, from);
	if (!items.length) return null;
	if (takeColumns(reading, items)) return next;
	reading.mark(index, from, 'filler');
	addFields(reading, reading.subject ?? reading.thing(['item'], true), items);
	return next;
}

function colon(reading: Reading, index: number): number | null {
	if (!reading.is(index, ':') || possessionAt(reading, index + 1) || belongingAt(reading, index + 1))
		return null;
	const { items, next } = readItems(reading, index + 1);
	const named = items.filter((item) => item.words.length);
	if (!named.length || (named.length < 2 && !reading.is(next, '', '.', ';'))) return null;
	if (named.length === 1 && !isFieldName(named[0]?.words ?? [])) return null;
	return assignAndGo(reading, items, next);
}

/** "warehouse: products with barcode and shelf": a further thing begins after a mark. */
function introduced(reading: Reading, index: number): number | null {
	if (reading.tokens[index - 1]?.type !== 'mark' || reading.topic || reading.is(index - 1, ',', '('))
		return null;
	const name = readName(reading, index, 3);
	if (
		!name ||
		!isPlural(name.words.at(-1) ?? '') ||
		!reading.is(name.next, 'with', '(', 'having') ||
		isFieldName(name.words)
	)
		return null;
	reading.mark(name.start, name.next, 'entity');
	reading.subject = reading.thing(singularWords(name.words));
	return name.next;
}

/** "users can …": who acts is not what is kept. */
function actor(reading: Reading, index: number): number | null {
	const name = readName(reading, index, 3);
	if (!name || !reading.is(name.next, 'can', 'could', 'should', 'may', 'will') || reading.marks[name.start])
		return null;
	reading.mark(index, name.next + 1, 'filler');
	return name.next + 1;
}

function brackets(reading: Reading, index: number): number | null {
	if (!reading.is(index, '(', '[')) return null;
	const { items, next } = readItems(reading, index + 1, ')');
	if (items.length < 2) return null;
	addFields(reading, reading.subject ?? reading.thing(['item'], true), items);
	return reading.is(next, ')', ']') ? next + 1 : next;
}

/** "track my expenses", "to manage users", "where I can put birthdays", "tracks pages per day". */
function keeping(reading: Reading, index: number): number | null {
	const from = keepVerbAt(reading, index);
	if (from === null) return null;
	if (isQuestion(reading, from)) {
		reading.mark(index, from, 'filler');
		const asked = questions(reading, from);
		if (asked !== null) return asked;
		return question(reading, from) ?? from;
	}
	const { items, next } = readItems(reading, from);
	const named = items.filter((item) => item.words.length);
	if (!named.length) return null;
	reading.mark(index, from, 'filler');
	const owner = fieldsOwner(reading, next);
	if (owner && named.every((item) => !item.isPlural || isFieldName(item.words)))
		return takeFieldsOf(reading, named, owner);
	keepObjects(reading, named);
	return skipRelative(reading, next);
}

/** Where the object begins, when a verb of keeping stands at `index`. */
function keepVerbAt(reading: Reading, index: number): number | null {
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

const isMaker = (reading: Reading, index: number): boolean => {
	const noun = reading.tokens[index]?.noun ?? '';
	return (CONTAINERS.has(noun) || GENERIC_HEADS.has(noun)) && !isPlural(reading.lower(index));
};

function isVerbPlace(reading: Reading, index: number): boolean {
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

const isQuestion = (reading: Reading, index: number): boolean =>
	reading.is(index, 'what', 'which', 'who', 'where', 'when', 'how', 'whom');

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

function keepObjects(reading: Reading, items: readonly Item[]): void {
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

function keepObject(reading: Reading, item: Item): void {
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
function skipRelative(reading: Reading, index: number): number {
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

/** "with title and rating", "including a chart". */
function withList(reading: Reading, index: number): number | null {
	if (
		!reading.is(
			index,
			'with',
			'including',
			'includes',
			'include',
			'containing',
			'having',
			'has',
			'have',
			'showing',
			'plus',
			'using',
			'needs',
		)
	)
		return null;
	if (reading.is(index - 1, 'i', 'we') || reading.is(index + 1, 'to')) return null;
	let from = index + 1;
	while (reading.is(from, 'fields', 'columns', 'like', 'such', 'as', ':')) from++;
	const { items, next } = readItems(reading, from);
	if (!items.length) return null;
	reading.mark(index, from, 'filler');
	if (reading.kind === 'cli' && isCommandList(items)) return next;
	return assignAndGo(reading, items, next);
}

/** "add, list and total commands" are what the program can be told. */
const isCommandList = (items: readonly Item[]): boolean =>
	['command', 'commands', 'subcommands', 'flag', 'flags', 'option', 'options', 'arguments'].includes(
		items.at(-1)?.words.at(-1) ?? '',
	);

const MADE_BY = new Set([
	'written',
	'made',
	'built',
	'used',
	'created',
	'owned',
	'painted',
	'directed',
	'composed',
	'taken',
	'posted',
	'played',
	'signed',
	'followed',
	'backed',
]);

/** "by category and month", "sorted by rating". */
function grouping(reading: Reading, index: number): number | null {
	if (!reading.is(index, 'by') || MADE_BY.has(reading.lower(index - 1))) return null;
	const next = addGrouping(reading, index + 1);
	if (next === index + 1) return null;
	const before = reading.featureAt[index]?.value ?? reading.featureAt[index - 1]?.value;
	if (before === 'sort') reading.sortBy = readName(reading, index + 1)?.words ?? [];
	reading.features.add(before === 'sort' || before === 'search' ? before : 'filter');
	reading.mark(index, index + 1, 'feature');
	return next;
}

/** "pages per day", "eggs each week", "totals per category". */
function perPeriod(reading: Reading, index: number): number | null {
	if (reading.is(index, 'each', 'every') && TIME_UNITS.has(reading.tokens[index + 1]?.noun ?? '')) {
		reading.mark(index, index + 2, 'filler');
		return index + 2;
	}
	if (!reading.is(index, 'per')) return null;
	const next = addGrouping(reading, index + 1);
	reading.mark(index, index + 1, 'feature');
	return next === index + 1 ? null : next;
}

/** "mark them as read", "rate them": what is done to a row may name a field. */
function handled(reading: Reading, index: number): number | null {
	if (
		!reading.isWord(index) ||
		STOP.has(reading.lower(index)) ||
		!reading.is(index + 1, 'them', 'it', 'each')
	)
		return null;
	const thing = reading.subject ?? reading.things[0];
	reading.mark(index, index + 2, 'filler');
	if (reading.is(index, 'rate', 'rank') && thing) thing.extra.push({ words: ['rating'] });
	if (
		!reading.is(index, 'mark', 'tick', 'check', 'flag') ||
		!reading.is(index + 2, 'as') ||
		!reading.isWord(index + 3)
	)
		return index + 2;
	thing?.extra.push({ words: [reading.lower(index + 3)], type: 'boolean' });
	reading.mark(index + 2, index + 4, 'field');
	return index + 4;
}

/** "like reading, meditation and exercise": rows to begin with. */
function examples(reading: Reading, index: number): number | null {
	const from = reading.is(index, 'like')
		? index + 1
		: reading.is(index, 'such') && reading.is(index + 1, 'as')
			? index + 2
			: reading.is(index, 'eg', 'e.g')
				? index + 1
				: index;
	if (from === index || !reading.subject) return null;
	const { items, next } = readItems(reading, from);
	for (const item of items) {
		reading.mark(item.start, item.end, 'option');
		if (item.words.length) reading.examples.push(item.words.join(' '));
	}
	return items.length ? next : null;
}

/** "for my books", "of hiking trails"; once the thing is known it says for whom. */
function about(reading: Reading, index: number): number | null {
	if (
		!reading.is(index, 'for', 'of', 'about', 'on', 'from', 'to', 'in', 'at', 'into') ||
		!reading.isWord(index + 1)
	)
		return null;
	const name = readName(reading, index + 1);
	if (!name || reading.has(name.start, ONLY_VERBS)) return null;
	if (
		reading.lower(name.start).endsWith('ing') &&
		reading.has(name.start, KEEP_VERBS) &&
		isVerbPlace(reading, name.start)
	)
		return null;
	reading.mark(index, name.start, 'filler');
	const hasThing = reading.subject !== undefined && !reading.subject.isWeak;
	const isOuter = !reading.is(index, 'for', 'of', 'about');
	if (hasThing || isOuter || reading.topic || AUDIENCE.has(name.words.at(-1) ?? ''))
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

/** "what I lend to friends", "how much coffee I drink". */
function question(reading: Reading, index: number): number | null {
	if (!isQuestion(reading, index)) return null;
	let at = index + 1;
	while (reading.is(at, 'much', 'many', 'far', 'long', 'often', 'well')) at++;
	const measured = readName(reading, at);
	const name = measured && reading.is(measured.next, 'of') ? readName(reading, measured.next + 1) : measured;
	const afterName = name ? name.next : at;
	if (
		!reading.is(
			afterName,
			'did',
			'do',
			'i',
			'we',
			'my',
			'you',
			'they',
			'he',
			'she',
			'people',
			'owes',
			'owe',
			'borrowed',
		) &&
		!(name && PRONOUNS.has(reading.lower(index)) && reading.lower(index) === 'who')
	)
		return null;
	let verb = afterName;
	while (verb < reading.tokens.length && verb < afterName + 5 && !verbEntity(reading, verb)) verb++;
	const isNamed =
		name &&
		(isThing(singularWords(name.words)) ||
			(!PRONOUNS.has(name.words[0] ?? '') &&
				!AUXILIARIES.has(name.words[0] ?? '') &&
				!name.words.some((_, offset) => verbEntity(reading, name.start + offset))));
	const entity = isNamed ? singularWords(name.words) : verbEntity(reading, verb)?.split(' ');
	if (!entity || reading.subject) return null;
	reading.subject = reading.thing(entity);
	const end = clauseEnd(reading, afterName);
	reading.mark(index, end, 'entity');
	return end;
}

function clauseEnd(reading: Reading, index: number): number {
	let end = index;
	while (end < reading.tokens.length && reading.isWord(end) && !reading.is(end, 'with', 'by', 'and', 'per'))
		end++;
	return end;
}

const ASKED: Readonly<Record<string, string>> = {
	who: 'person',
	whom: 'person',
	when: 'date',
	where: 'place',
	what: 'item',
	why: 'reason',
};

/** "which friend borrowed which book and when": every question is a field, the verb tells the thing. */
function questions(reading: Reading, from: number): number | null {
	const fields: string[][] = [];
	let [thing, at] = ['entry', from];
	for (; at < reading.tokens.length && (reading.isWord(at) || reading.is(at, ',')); at++) {
		const name = reading.is(at, 'which', 'what') ? readName(reading, at + 1, 1) : null;
		const much = reading.is(at, 'how')
			? reading.is(at + 1, 'much')
				? 'amount'
				: reading.is(at + 1, 'many')
					? 'quantity'
					: reading.is(at + 1, 'long')
						? 'duration'
						: undefined
			: undefined;
		const plain = much ?? ASKED[reading.lower(at)];
		if (name && !verbEntity(reading, name.start)) fields.push([...name.words]);
		else if (plain) fields.push([plain]);
		else thing = verbEntity(reading, at) ?? thing;
	}
	if (fields.length < 2) return null;
	reading.subject = reading.thing(thing.split(' '));
	reading.subject.fields.push(...fields.map((words) => ({ words })));
	reading.remark(from, at, 'field');
	return at;
}

function verbEntity(reading: Reading, index: number): string | undefined {
	for (const form of reading.tokens[index]?.forms ?? []) {
		const entity = Object.hasOwn(VERB_ENTITIES, form) ? VERB_ENTITIES[form] : undefined;
		if (entity) return entity;
	}
	return undefined;
}
