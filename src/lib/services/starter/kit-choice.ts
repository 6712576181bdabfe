import type { KindId } from '#lib/model/kind.ts';
import { isPlural } from './inflect.ts';
import { PREPOSITIONS } from './lexicon/words.ts';
import { Phrasebook, type Hit } from './phrasebook.ts';
import type { Reading } from './reading.ts';
import type { KitVocabulary } from './starter.ts';

export interface KitChoice {
	/** Empty when the kind has no kits or none was asked for. */
	readonly id: string;
	/** From 0, nothing asked for it, to 10, it is the head of the wish. */
	readonly score: number;
}

/** Kits that do one thing about a topic, instead of keeping rows of something. */
export const TOPIC_KITS: ReadonlySet<string> = new Set([
	'timer',
	'converter',
	'calculator',
	'flashcards',
	'quiz',
]);
/** Kits of a general sort: a kit of one purpose wins over them. */
const GENERAL_KITS = new Set(['tracker', 'dashboard', 'calendar']);

/** Kits of other kinds that work something out or hand it out: rows named in detail need one that keeps them. */
export const KEEPS_NO_ROWS: ReadonlySet<string> = new Set(['random', 'convert', 'tools']);

/** Finds the nouns by which app kits are asked for. Those of other kinds count only where their kind is meant. */
export const kitNouns = (vocabulary: readonly KitVocabulary[]): Phrasebook<string> =>
	phrasesFor(vocabulary, 'app', ({ nouns }) => nouns);

const phrasesFor = (
	vocabulary: readonly KitVocabulary[],
	kind: KindId,
	wordsOf: (cues: KitVocabulary['cues']) => readonly string[],
): Phrasebook<string> =>
	new Phrasebook(
		vocabulary
			.filter((kit) => kit.kind === kind)
			.flatMap((kit) => wordsOf(kit.cues).map((word): [string, string] => [word, kit.id])),
	);

interface Cues {
	readonly nouns: Phrasebook<string>;
	readonly verbs: Phrasebook<string>;
	readonly hints: Phrasebook<string>;
}

export class KitChooser {
	readonly vocabulary: readonly KitVocabulary[];
	/** By kind: two kinds may have kits of one name, and know one word for different kits. */
	readonly #cues = new Map<KindId, Cues>();

	constructor(vocabulary: readonly KitVocabulary[]) {
		this.vocabulary = vocabulary;
		for (const kind of new Set(vocabulary.map((kit) => kit.kind)))
			this.#cues.set(kind, {
				nouns: phrasesFor(vocabulary, kind, ({ nouns }) => nouns),
				verbs: phrasesFor(vocabulary, kind, ({ verbs = [] }) => verbs),
				hints: phrasesFor(vocabulary, kind, ({ hints = [] }) => hints),
			});
	}

	/** The kit of this kind that the sentence asks for most clearly. */
	choose(reading: Reading, kind: KindId): KitChoice {
		const cues = this.#cues.get(kind);
		if (!cues) return { id: '', score: 0 };
		const scores = kind === 'app' ? appScores(reading, cues) : servedScores(reading, cues);
		let best: KitChoice = { id: '', score: 0 };
		for (const kit of this.vocabulary) {
			const score = (scores.get(kit.id) ?? 0) - (GENERAL_KITS.has(kit.id) ? 0.5 : 0);
			if (kit.kind === kind && score > best.score) best = { id: kit.id, score };
		}
		return best;
	}

	has(kind: KindId, id: string): boolean {
		return this.vocabulary.some((kit) => kit.kind === kind && kit.id === id);
	}

	first(kind: KindId): string {
		return this.vocabulary.find((kit) => kit.kind === kind)?.id ?? '';
	}
}

function appScores(reading: Reading, { verbs, hints }: Cues): Map<string, number> {
	const scores = new Map<string, number>();
	const raise = (id: string, score: number) => scores.set(id, Math.max(scores.get(id) ?? 0, score));
	for (const hit of new Set(reading.kitAt))
		if (hit && !isTaken(reading, hit)) raise(hit.value, nounScore(reading, hit));
	for (const hit of verbs.all(reading.tokens))
		raise(hit.value, isTaken(reading, hit) ? 0 : verbScore(reading, hit));
	for (const hit of hints.all(reading.tokens)) scores.set(hit.value, (scores.get(hit.value) ?? 0) + 0.4);
	return scores;
}

/** Without a screen there is no head such as "tracker": what is served may be named anywhere, and longer names say more. */
function servedScores(reading: Reading, { nouns, verbs, hints }: Cues): Map<string, number> {
	const scores = new Map<string, number>();
	const raise = (hit: Hit<string>, base: number): void => {
		if (reading.marks[hit.start] === 'field') return;
		const score = base + (hit.end - hit.start - 1) * 0.6 - hit.start / 1000;
		scores.set(hit.value, Math.max(scores.get(hit.value) ?? 0, score));
	};
	for (const hit of nouns.all(reading.tokens)) raise(hit, 6);
	for (const hit of verbs.all(reading.tokens)) raise(hit, 5);
	for (const hit of hints.all(reading.tokens)) scores.set(hit.value, (scores.get(hit.value) ?? 0) + 0.4);
	return scores;
}

/** A word inside the name of a thing or a field asks for nothing: "board games". */
const isTaken = (reading: Reading, { start, end }: Hit<string>): boolean =>
	reading.marks[start] === 'field' ||
	(reading.marks[start] === 'entity' &&
		!reading.tokens.slice(start, end).some(({ noun }) => OWN_THINGS.has(noun)));

/** What kits of one purpose keep, which therefore names the kit as well. */
const OWN_THINGS = new Set(['note', 'habit', 'todo']);

/** The head of the wish counts most, then "as a …", then a mention. */
function nounScore(reading: Reading, hit: Hit<string>): number {
	const length = (hit.end - hit.start - 1) * 0.6;
	if (hit.start > 0 && reading.is(hit.end, ':') && !isNameBefore(reading, hit.start)) return 9 + length;
	for (let at = hit.start - 1; at >= Math.max(reading.leadEnd, hit.start - 24); at--) {
		const word = reading.lower(at);
		if (word === 'as' || (word === 'in' && reading.is(hit.end, '')) || word === 'on') return 7 + length;
		if (word === ':') return 5 + length;
		if (word === 'to' && !reading.isWord(hit.end)) return 8 + length;
		if (PREPOSITIONS.has(word) || reading.tokens[at]?.type === 'mark') return 3 + length;
		if (['and', 'plus', 'that', 'which', 'where', 'to', 'i', 'we', 'who'].includes(word)) return 4 + length;
	}
	return 9 + length + (isPlural(reading.lower(hit.end - 1)) ? 0.1 : 0);
}

const isNameBefore = (reading: Reading, index: number): boolean => reading.is(index - 1, 'with', 'and', ',');

function verbScore(reading: Reading, hit: Hit<string>): number {
	if (hit.start === reading.leadEnd) return 6;
	if (reading.is(hit.start - 1, '.', ';', '?', '!', ':')) return 5;
	return ['to', 'can', 'that', 'which', 'i', 'we', 'and', 'for', 'me', 'helps', 'help'].includes(
		reading.lower(hit.start - 1),
	)
		? 5
		: 1;
}
