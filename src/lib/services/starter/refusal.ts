import { isThing } from './things.ts';
import { isFieldName } from './fields.ts';
import { LIMIT_HEADS, LIMIT_NOUNS, LIMIT_REASONS, LIMIT_VERBS, type Limit } from './lexicon/limits.ts';
import { CONJUNCTIONS, PREPOSITIONS, STOP } from './lexicon/words.ts';
import { Phrasebook, phrasesOf } from './phrasebook.ts';
import { isPlausibleWord } from './plausible.ts';
import type { Reading } from './reading.ts';

const limitNouns = new Phrasebook<Limit>(phrasesOf(LIMIT_NOUNS));

export interface Evidence {
	/** The kind was asked for in so many words. */
	readonly isKindNamed: boolean;
	/** How clearly a kit was asked for, 0 to 10. */
	readonly kitScore: number;
	/** The kit keeps rows, so the thing kept may be anything at all. */
	readonly keepsRows: boolean;
	/** The kit of one purpose found nothing that it can do. */
	readonly isOptionEmpty: boolean;
	/** What the kit would need and has not: "live exchange rates". */
	readonly missing: readonly string[];
}

/** Why this cannot be made from a kit, in one sentence; null when it can. */
export function refusalFor(reading: Reading, evidence: Evidence): string | null {
	if (!reading.tokens.some((token) => token.type === 'word')) return EMPTY;
	const limit = limitOf(reading, evidence);
	if (limit) return LIMIT_REASONS[limit];
	if (isGibberish(reading)) return UNKNOWN;
	if (evidence.isOptionEmpty && evidence.missing.length)
		return `This needs ${evidence.missing.join(' and ')}, which no starter kit has. Connect a model in Settings to have it written.`;
	if (!hasGround(reading, evidence)) return isQuestion(reading) ? LIMIT_REASONS.question : VAGUE;
	return coverage(reading) < MIN_COVERAGE ? UNKNOWN : null;
}

const EMPTY =
	'Nothing to go on yet. Say what you want to keep, calculate or automate, for example "a recipe tracker with title and rating".';
const VAGUE =
	'No starter kit makes this. Name the thing you want to keep and its details, or connect a model in Settings.';
/** Said where words were read, but not what they ask for. */
export const UNKNOWN =
	'Too little of this was understood to make something of it. Say it in other words, or connect a model in Settings.';
/** Least share of the content words that must have been understood; below it the result would be something unrelated. */
const MIN_COVERAGE = 0.45;

/** What was asked for that no kit can do, if it is the wish itself and not just what a list is about. */
function limitOf(reading: Reading, evidence: Evidence): Limit | null {
	const main = mainVerbLimit(reading);
	if (main && !(evidence.keepsRows && hasNamedFields(reading))) return allowed(reading, main) ? null : main;
	const head = headLimit(reading);
	if (head && !allowed(reading, head))
		return limitNouns.all(reading.tokens).some((hit) => hit.value === 'intelligence') ? 'intelligence' : head;
	if (isLive(reading) && !hasNamedFields(reading) && !allowed(reading, 'live')) return 'live';
	const isShielded =
		(evidence.keepsRows && evidence.kitScore >= 4) ||
		hasNamedFields(reading) ||
		reading.kind === 'database' ||
		evidence.kitScore >= 8;
	if (isShielded) return null;
	for (const hit of limitNouns.all(reading.tokens))
		if (!allowed(reading, hit.value) && !isMarkedField(reading, hit.start)) return hit.value;
	return null;
}

/** "live flights", "on a map", "in real time". */
const isLive = (reading: Reading): boolean =>
	reading.tokens.some(
		(token, index) =>
			(token.lower === 'live' &&
				reading.isWord(index + 1) &&
				!reading.is(index + 1, 'in', 'concert', 'music', 'show', 'shows', 'concerts', 'at')) ||
			(token.lower === 'real' && reading.is(index + 1, 'time')) ||
			token.lower === 'realtime' ||
			(token.lower === 'map' &&
				index > 0 &&
				reading.is(index - 1, 'a', 'the', 'live') &&
				reading.is(index - 2, 'on')),
	);

const isMarkedField = (reading: Reading, index: number): boolean => reading.marks[index] === 'field';

/** Kinds without a screen may serve, store or fetch what an app could not show. */
function allowed(reading: Reading, limit: Limit): boolean {
	if (reading.kind === 'app') return false;
	if (reading.kind === 'database') return true;
	if (reading.kind === 'workflow')
		return ['live', 'scale', 'creative', 'realtime', 'system', 'game'].includes(limit);
	return ['live', 'scale', 'creative', 'realtime', 'system', 'game', 'action'].includes(limit);
}

const hasNamedFields = (reading: Reading): boolean =>
	reading.things.some((thing) => thing.fields.length >= 2);

/** "train a neural network", "an app that recognises plants": the first verb of the wish and what it acts on. */
function mainVerbLimit(reading: Reading): Limit | null {
	for (const index of mainVerbPlaces(reading))
		for (const [verbs, objects, limit] of LIMIT_VERBS) {
			// "a checklist for cleaning the kitchen": the person cleans, not the app.
			if (limit === 'action' && objects === '*' && isPurpose(reading, index)) continue;
			if (!verbs.split(' ').some((verb) => reading.tokens[index]?.forms.includes(verb))) continue;
			if (objects === '*' ? isActing(reading, index) : actsOn(reading, index, objects)) return limit;
		}
	return null;
}

/** The start of the wish, and verbs right after "to", "that" or "can". */
function mainVerbPlaces(reading: Reading): number[] {
	const places: number[] = [];
	for (let index = 0; index < reading.tokens.length; index++) {
		if (index <= reading.leadEnd) places.push(index);
		else if (
			reading.is(index - 1, 'to', 'that', 'which', 'can', 'and', 'for') &&
			reading.marks[index] !== 'entity' &&
			reading.marks[index] !== 'field'
		)
			places.push(index);
		else if (isPurpose(reading, index)) places.push(index);
	}
	return places;
}

const isPurpose = (reading: Reading, index: number): boolean =>
	reading.lower(index).endsWith('ing') && reading.is(index - 1, 'for');

const isActing = (reading: Reading, index: number): boolean => {
	const word = reading.lower(index);
	const isNoun =
		reading.kitAt[index + 1] !== undefined ||
		(reading.is(
			index + 1,
			'log',
			'list',
			'tracker',
			'diary',
			'journal',
			'app',
			'of',
			'for',
			'with',
			':',
			',',
			'plan',
			'planner',
			'schedule',
		) &&
			index !== reading.tokens.length - 1);
	const isThingHere =
		index === reading.leadEnd && isThing([reading.tokens[index]?.noun ?? word]) && !reading.isWord(index + 1);
	return (
		reading.isWord(index + 1) && !isNoun && !isThingHere && !(word.endsWith('ed') && index <= reading.leadEnd)
	);
};

function actsOn(reading: Reading, index: number, objects: string): boolean {
	const wanted = new Set(objects.split(' '));
	for (let at = index + 1; at < Math.min(index + 6, reading.tokens.length); at++) {
		if (reading.is(at, 'with', 'that', 'which', ',', ':', 'for', 'by', 'where')) return false;
		if (reading.tokens[at]?.forms.some((form) => wanted.has(form))) return true;
	}
	return false;
}

/** The last word of the first name tells what is to be made: "a flight simulator". */
function headLimit(reading: Reading): Limit | null {
	let at = reading.leadEnd;
	while (reading.is(at, 'a', 'an', 'the', 'my', 'our', 'some', 'another')) at++;
	let last = at;
	while (
		last < reading.tokens.length &&
		reading.isWord(last) &&
		!PREPOSITIONS.has(reading.lower(last)) &&
		!CONJUNCTIONS.has(reading.lower(last)) &&
		!['that', 'which', 'where', 'to', 'i', 'we'].includes(reading.lower(last))
	)
		last++;
	for (const end of [last - 1]) {
		const word = reading.lower(end);
		const limit = Object.hasOwn(LIMIT_HEADS, word) ? LIMIT_HEADS[word] : undefined;
		const isPaper =
			word === 'generator' &&
			reading.is(end - 1, 'invoice', 'receipt', 'quotation', 'certificate', 'timetable', 'schedule', 'list');
		if (limit && !isPaper && !isOfTable(reading, end)) return limit;
	}
	return null;
}

/** "network: name, address" lists fields; "a network of sensors" does not. */
const isOfTable = (reading: Reading, end: number): boolean =>
	reading.is(end + 1, ':') && isFieldName([reading.lower(end + 2)]);

/** Something must say what is to be made: a kind, a kit, or a known thing with some shape. */
function hasGround(reading: Reading, evidence: Evidence): boolean {
	if (reading.kind === 'workflow' && evidence.isKindNamed && evidence.kitScore >= 4) return true;
	if (reading.kind !== 'app') return evidence.isKindNamed && hasSubstance(reading);
	if (evidence.isOptionEmpty) return hasNamedFields(reading);
	if (evidence.kitScore >= 4) return evidence.kitScore >= 4;
	if (hasNamedFields(reading) || reading.things.some((thing) => !thing.isWeak && thing.fields.length > 0))
		return true;
	if (reading.domain) return true;
	return reading.things.some(
		(thing) =>
			!thing.isWeak && (isThing(thing.words) || isThing(thing.words.slice(-1)) || thing.extra.length > 0),
	);
}

/** More than the bare word for the kind. */
const hasSubstance = (reading: Reading): boolean =>
	reading.tokens.some(
		(token, index) =>
			token.type !== 'mark' &&
			index >= reading.leadEnd &&
			!STOP.has(token.lower) &&
			reading.kindAt[index] === undefined,
	);

/** Share of the content words that were taken for something. */
export function coverage(reading: Reading): number {
	let [known, all] = [0, 0];
	reading.tokens.forEach((token, index) => {
		if (token.type !== 'word' || STOP.has(token.lower) || index < reading.leadEnd) return;
		all++;
		if (reading.marks[index] !== undefined && reading.marks[index] !== 'unknown') known++;
	});
	return all === 0 ? 1 : known / all;
}

/** Most words cannot be words of a language that we read. */
function isGibberish(reading: Reading): boolean {
	const words = reading.tokens.filter((token) => token.type === 'word' && !STOP.has(token.lower));
	const odd = words.filter((token) => !isPlausibleWord(token.lower));
	return odd.length > 0 && odd.length * 2 >= words.length;
}

const isQuestion = (reading: Reading): boolean =>
	reading.sentence.trim().endsWith('?') ||
	reading.is(0, 'what', 'why', 'how', 'who', 'when', 'where', 'is', 'are', 'do', 'does', 'did');
