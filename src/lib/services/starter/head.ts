import { AUDIENCE, CONTAINERS, GENERIC_HEADS, MODIFIERS } from './lexicon/words.ts';
import { baseForms } from './inflect.ts';
import { VERB_ENTITIES } from './lexicon/domains.ts';
import type { Name } from './name-phrase.ts';
import { singularWords } from './names.ts';
import type { Reading } from './reading.ts';
import type { Token } from './tokens.ts';
import { domainNames, isThing, listNames, thingsOfDomain } from './things.ts';

/** What a name comes to once the words around the thing itself are taken off: "simple book tracker" → book. */
export interface Head {
	/** Singular; empty when the name speaks of no thing: "a simple tracker". */
	readonly thing: readonly string[];
	/** A domain that holds several things: "library". */
	readonly domain?: string;
	/** The last word said what is to be made: "tracker", "api". */
	readonly isMaker: boolean;
	/** Nothing but words such as "app" or "tool". */
	readonly isGeneric: boolean;
	/** The whole name is that of a list: "reading list". */
	readonly isList: boolean;
}

const WEAK_MAKERS = new Set([
	'calendar',
	'planner',
	'board',
	'dashboard',
	'kanban',
	'agenda',
	'checklist',
	'schedule',
	'report',
	'chart',
	'graph',
	'timetable',
	'app',
	'application',
	'website',
	'site',
	'tool',
	'page',
	'platform',
	'system',
	'software',
]);

/** Whether the word before this maker is often something else than the thing kept: "family calendar". */
export const isWeakMaker = (word: string): boolean => WEAK_MAKERS.has(word);

export function readHead(reading: Reading, name: Name): Head {
	const nouns = reading.tokens.slice(name.start, name.next).map(nounOnly);
	const list = hitWithin(listNames.all(nouns));
	const whole = domainNames.all(nouns).find((hit) => hit.end === nouns.length);
	const isDomainLonger = list && whole && whole.end - whole.start > list.end - list.start;
	if (list && !isDomainLonger && !isQualified(nouns, list)) {
		reading.mark(name.start, name.next, 'kit');
		return { thing: list.value.split(' '), isMaker: true, isGeneric: false, isList: true };
	}
	if (whole && reading.is(name.next, 'of'))
		return { thing: [], isMaker: true, isGeneric: true, isList: false };
	if (whole) {
		reading.domainItem = nouns
			.slice(0, whole.start)
			.map((token) => token.noun)
			.find((word) => isThing([word]));
		reading.mark(name.start, name.start + whole.start, 'filler');
		reading.mark(name.start + whole.start, name.next, 'entity');
		return { thing: [], domain: whole.value, isMaker: false, isGeneric: false, isList: false };
	}
	const range = peel(reading, name);
	const words = name.words.slice(range.from - name.start, range.to - name.start);
	markPeeled(reading, name, range);
	const domain = domainNames.at(nouns.slice(0, range.to - name.start), range.from - name.start);
	const isWholeDomain = domain?.end === range.to - name.start && thingsOfDomain(words);
	const isGeneric = words.length === 0;
	return {
		thing: isWholeDomain ? [] : done(singularWords(words)),
		...(isWholeDomain && domain ? { domain: domain.value } : {}),
		isMaker: range.to < name.next,
		isGeneric,
		isList: false,
	};
}

/** "climbing log" keeps climbs. */
function done(words: string[]): string[] {
	const [word, ...more] = words;
	if (!word?.endsWith('ing') || more.length || isThing(words)) return words;
	const base = baseForms(word).find((form) => isThing([form]) || Object.hasOwn(VERB_ENTITIES, form));
	if (base === undefined) return words;
	return isThing([base]) ? [base] : (VERB_ENTITIES[base]?.split(' ') ?? words);
}

/** "seed inventory" keeps seeds; "inventory" alone keeps items. */
function isQualified(
	nouns: readonly Token[],
	list: { readonly start: number; readonly end: number },
): boolean {
	const before = nouns[list.start - 1]?.lower;
	const isMaker = list.end - list.start === 1 && CONTAINERS.has(nouns[list.start]?.noun ?? '');
	return isMaker && before !== undefined && !MODIFIERS.has(before) && !AUDIENCE.has(before);
}

/** Names of things are nouns: "storing" is no store. */
const nounOnly = (token: Token): Token => ({ ...token, forms: [token.lower, token.noun] });

function hitWithin<Hit extends { readonly end: number; readonly start: number }>(
	hits: readonly Hit[],
): Hit | undefined {
	return hits.find((hit) => hit.end - hit.start > 1) ?? hits[0];
}

function peel(reading: Reading, name: Name): { from: number; to: number } {
	let [from, to] = [name.start, name.next];
	while (to > from && !isThingAt(reading, from, to) && isMakerWord(reading, to - 1, from)) to--;
	while (to > from && isTrailing(reading, to - 1)) to--;
	while (from < to && !isWholeThing(reading, from, to) && isLeading(reading, from, to, to < name.next))
		from++;
	return { from, to };
}

/** "job applications", "books": a known thing in the plural is what is kept, even if its last word often names a program. */
function isThingAt(reading: Reading, from: number, to: number): boolean {
	const last = reading.tokens[to - 1];
	if (isWholeThing(reading, from, to)) return true;
	if (!last || last.lower === last.noun || reading.kindAt[to - 1]) return false;
	const words = reading.tokens.slice(from, to).map((token) => token.lower);
	return isThing(words) || (isThing(words.slice(-1)) && !['logs', 'lists', 'plans'].includes(last.lower));
}

const isWholeThing = (reading: Reading, from: number, to: number): boolean =>
	to - from > 1 && isThing(reading.tokens.slice(from, to).map((token) => token.lower));

const TRAILING = new Set([
	'like',
	'style',
	'based',
	'based',
	'oriented',
	'backed',
	'taking',
	'type',
	'flags',
	'tracking',
	'keeping',
	'planning',
	'managing',
	'wide',
]);

const isTrailing = (reading: Reading, index: number): boolean => TRAILING.has(reading.lower(index));

function isMakerWord(reading: Reading, index: number, first: number): boolean {
	const noun = reading.tokens[index]?.noun ?? '';
	const isPluralRecord =
		reading.is(index, 'records', 'books', 'reports', 'notebooks', 'boards') && index > first;
	if (isPluralRecord) return false;
	if (reading.is(index, 'book', 'record', 'board', 'information', 'base', 'view') && index === first)
		return false;
	if (reading.is(index, 'plan', 'report', 'checklist', 'history', 'collection') && index === first)
		return true;
	return (
		CONTAINERS.has(noun) ||
		GENERIC_HEADS.has(noun) ||
		reading.kindAt[index] !== undefined ||
		isKitWord(reading, index)
	);
}

const isKitWord = (reading: Reading, index: number): boolean => {
	const hit = reading.kitAt[index];
	return hit !== undefined && !isThing([reading.tokens[index]?.noun ?? '']);
};

/** "API returning users". */
const GIVING = new Set(['returning', 'serving', 'providing', 'delivering', 'giving', 'offering', 'exposing']);

function isLeading(reading: Reading, index: number, to: number, isPeeled: boolean): boolean {
	const word = reading.lower(index);
	if (reading.kindAt[index] || reading.featureAt[index]?.value === 'kanban') return !isThing([word]);
	if (GIVING.has(word) && reading.kindAt[index - 1]) return true;
	if (['like', 'style', 'based', 'powered', 'friendly'].includes(word)) return true;
	if (AUDIENCE.has(word) && to - index === 1) return isPeeled && !isThing([word]);
	if (MODIFIERS.has(word)) return true;
	return AUDIENCE.has(word) && to - index > 1 && !isThing([word, reading.lower(index + 1)]);
}

function markPeeled(reading: Reading, name: Name, range: { from: number; to: number }): void {
	for (let index = name.start; index < name.next; index++) {
		if (index >= range.from && index < range.to) reading.mark(index, index + 1, 'entity');
		else if (reading.kindAt[index]) reading.mark(index, index + 1, 'kind');
		else if (reading.kitAt[index]) reading.mark(index, index + 1, 'kit');
		else reading.mark(index, index + 1, index < range.from ? 'filler' : 'kit');
	}
}
