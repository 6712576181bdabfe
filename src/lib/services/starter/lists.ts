import { isThing } from './things.ts';
import { addFields, takeColumns } from './assign.ts';
import { addGrouping } from './grouping.ts';
import { isFieldName } from './fields.ts';
import { isPlural } from './inflect.ts';
import { type Item, readItems } from './items.ts';
import { readName } from './name-phrase.ts';
import { AUDIENCE, STOP, TIME_UNITS } from './lexicon/words.ts';
import { singularWords } from './names.ts';
import { assignAndGo, belongingAt, possessionAt } from './possession.ts';
import type { Reading } from './reading.ts';

/** "fields: title, author", "with the columns title and author", "columns for title". */
export function columns(reading: Reading, index: number): number | null {
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

export function colon(reading: Reading, index: number): number | null {
	if (!reading.is(index, ':') || possessionAt(reading, index + 1) || belongingAt(reading, index + 1))
		return null;
	const { items, next } = readItems(reading, index + 1);
	const named = items.filter((item) => item.words.length);
	if (!named.length || (named.length < 2 && !reading.is(next, '', '.', ';'))) return null;
	if (reading.kind === 'cli' && areCommands(named)) {
		for (const item of named) reading.mark(item.start, item.end, 'step');
		return next;
	}
	if (named.length === 1 && !isFieldName(named[0]?.words ?? [])) return null;
	return assignAndGo(reading, items, next);
}

/** "warehouse: products with barcode and shelf": a further thing begins after a mark. */
export function introduced(reading: Reading, index: number): number | null {
	if (reading.tokens[index - 1]?.type !== 'mark' || reading.topic || reading.is(index - 1, ',', '('))
		return null;
	const name = readName(reading, index, 3);
	if (
		!name ||
		!isPlural(name.words.at(-1) ?? '') ||
		!reading.is(name.next, 'with', '(', 'having') ||
		(isFieldName(name.words) && !isThing(singularWords(name.words)))
	)
		return null;
	reading.mark(name.start, name.next, 'entity');
	reading.subject = reading.thing(singularWords(name.words));
	return name.next;
}

/** "users can …": who acts is not what is kept. */
export function actor(reading: Reading, index: number): number | null {
	const name = readName(reading, index, 3);
	if (!name || !reading.is(name.next, 'can', 'could', 'should', 'may', 'will') || reading.marks[name.start])
		return null;
	reading.mark(index, name.next + 1, 'filler');
	return name.next + 1;
}

export function brackets(reading: Reading, index: number): number | null {
	if (!reading.is(index, '(', '[')) return null;
	const { items, next } = readItems(reading, index + 1, ')');
	if (items.length < 2) return null;
	addFields(reading, reading.subject ?? reading.thing(['item'], true), items);
	return reading.is(next, ')', ']') ? next + 1 : next;
}

/** "with title and rating", "including a chart". */
export function withList(reading: Reading, index: number): number | null {
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

const COMMANDS = new Set([
	'add',
	'remove',
	'list',
	'delete',
	'show',
	'start',
	'stop',
	'report',
	'edit',
	'search',
	'total',
	'done',
	'init',
	'run',
	'status',
	'find',
	'clear',
	'update',
	'create',
	'export',
	'import',
]);

/** "add, remove, list items". */
const areCommands = (items: readonly Item[]): boolean =>
	items.filter((item) => COMMANDS.has(item.words[0] ?? '')).length * 2 > items.length;

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
export function grouping(reading: Reading, index: number): number | null {
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
export function perPeriod(reading: Reading, index: number): number | null {
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
export function handled(reading: Reading, index: number): number | null {
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
export function examples(reading: Reading, index: number): number | null {
	const from = reading.is(index, 'like')
		? index + 1
		: reading.is(index, 'such') && reading.is(index + 1, 'as')
			? index + 2
			: reading.is(index, 'eg', 'e.g')
				? index + 1
				: index;
	if (from === index || !reading.subject) return null;
	return takeExamples(reading, from);
}

/** "habit tracker for running and reading", "habits: running, reading": the habits themselves. */
export function habits(reading: Reading, index: number): number | null {
	const isHabit = reading.subject?.words.at(-1) === 'habit';
	if (!isHabit || !reading.is(index, 'for', ':') || reading.is(index + 1, 'my', 'me', 'each', 'every'))
		return null;
	const { items } = readItems(reading, index + 1);
	const isField = (words: readonly string[]): boolean => isFieldName(words) && !words.at(-1)?.endsWith('ing');
	if (!items.length || items.some(({ words }) => isField(words) || isAudience(words))) return null;
	reading.mark(index, index + 1, 'filler');
	return takeExamples(reading, index + 1);
}

const isAudience = (words: readonly string[]): boolean => AUDIENCE.has(words.at(-1) ?? '');

function takeExamples(reading: Reading, from: number): number | null {
	const { items, next } = readItems(reading, from);
	for (const item of items) {
		reading.mark(item.start, item.end, 'option');
		if (item.words.length) reading.examples.push(item.words.join(' '));
	}
	return items.length ? next : null;
}
