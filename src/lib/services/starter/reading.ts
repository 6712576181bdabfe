import type { KindId } from '#lib/model/kind.ts';
import type { Feature, Span } from '#lib/model/spec.ts';
import type { FieldDraft } from './fields.ts';
import { AMBIGUOUS_FEATURES, FEATURE_PHRASES, KIND_PHRASES } from './lexicon/cues.ts';
import { nameKey } from './names.ts';
import { Phrasebook, phrasesOf, type Hit } from './phrasebook.ts';
import { tokenize, type Token } from './tokens.ts';

export type Meaning = Span['as'];

/** A thing that the sentence wants kept. */
export interface Thing {
	/** Singular, as said: `['order', 'line']`. */
	words: readonly string[];
	/** Named by the sentence; empty when the usual ones apply. */
	readonly fields: FieldDraft[];
	/** Named beside the usual ones: "by category and month". */
	readonly extra: FieldDraft[];
	/** Names of things it points to. */
	readonly refs: string[][];
	/** Only guessed from the surroundings: gives way to a thing that is named outright. */
	isWeak: boolean;
}

export interface Relation {
	readonly owner: readonly string[];
	readonly owned: readonly string[];
	readonly isMany: boolean;
}

const features = new Phrasebook<Feature>(phrasesOf(FEATURE_PHRASES));
const kinds = new Phrasebook<KindId>(phrasesOf(KIND_PHRASES));

/** Three times what a spec can hold; further names only cost time. */
const MAX_THINGS = 36;

/** The sentence while it is being read: tokens, what each was taken for, and what was found so far. */
export class Reading {
	readonly tokens: readonly Token[];
	readonly marks: (Meaning | undefined)[];
	readonly features = new Set<Feature>();
	readonly things: Thing[] = [];
	readonly relations: Relation[] = [];
	/** Rows to begin with: "habits like reading and exercise". */
	readonly examples: string[] = [];
	/** Field to sort by, as said. */
	sortBy: readonly string[] = [];
	/** Columns of a board, left to right. */
	readonly columns: string[] = [];
	readonly featureAt: readonly (Hit<Feature> | undefined)[];
	readonly kindAt: readonly (Hit<KindId> | undefined)[];
	/** What the next "with …" or "each has …" speaks of. */
	subject: Thing | undefined;
	kind: KindId = 'app';
	/** Whether lists name tables rather than fields: "tables: teams, players". */
	wantsThings = false;
	/** A whole domain such as "library", for when nothing in it is named. */
	domain: string | undefined;
	/** What the domain deals in: "pet" of a pet shop. */
	domainItem: string | undefined;
	/** Whether a list of items was named, "packing list": what it is for is no item of it. */
	isItemList = false;
	/** Whether the kit has a topic instead of rows: a timer, a quiz. */
	topic = false;
	/** Place of the first token after "I would like …". */
	leadEnd = 0;
	readonly kitAt: readonly (Hit<string> | undefined)[];

	readonly sentence: string;
	/** Ids of the kits that have a topic instead of rows. */
	readonly topicKits: ReadonlySet<string>;

	constructor(sentence: string, kits: Phrasebook<string>, topicKits: ReadonlySet<string>) {
		this.sentence = sentence;
		this.topicKits = topicKits;
		this.tokens = tokenize(sentence);
		this.kitAt = spread(kits.all(this.tokens), this.tokens.length);
		this.marks = this.tokens.map(() => undefined);
		this.featureAt = spread(features.all(this.tokens), this.tokens.length);
		this.kindAt = spread(kinds.all(this.tokens), this.tokens.length);
	}

	lower(index: number): string {
		return this.tokens[index]?.lower ?? '';
	}

	isWord(index: number): boolean {
		return this.tokens[index]?.type === 'word';
	}

	is(index: number, ...words: readonly string[]): boolean {
		return words.includes(this.lower(index));
	}

	/** Whether some base form of the word is in `words`. */
	has(index: number, words: ReadonlySet<string>): boolean {
		return this.tokens[index]?.forms.some((form) => words.has(form)) ?? false;
	}

	/** Keeps what was said first about a token. */
	mark(from: number, to: number, meaning: Meaning): void {
		for (let index = from; index < to; index++) this.marks[index] ??= meaning;
	}

	remark(from: number, to: number, meaning: Meaning): void {
		for (let index = from; index < to; index++) this.marks[index] = meaning;
	}

	/** The thing of this name, kept from before or new. */
	thing(words: readonly string[], isWeak = false): Thing {
		const known = this.findThing(words);
		if (known) {
			if (!isWeak) known.isWeak = false;
			return known;
		}
		const last = this.things.at(-1);
		if (last && this.things.length >= MAX_THINGS) return last;
		const thing: Thing = { words, fields: [], extra: [], refs: [], isWeak };
		this.things.push(thing);
		return thing;
	}

	findThing(words: readonly string[]): Thing | undefined {
		const key = nameKey(words.join(' '));
		const head = nameKey(words.at(-1) ?? '');
		return (
			this.things.find((thing) => nameKey(thing.words.join(' ')) === key) ??
			(words.length === 1
				? this.things.find((thing) => nameKey(thing.words.at(-1) ?? '') === head && thing.words.length > 1)
				: undefined)
		);
	}

	isAmbiguousFeature(hit: Hit<Feature>): boolean {
		return hit.end - hit.start === 1 && AMBIGUOUS_FEATURES.has(this.tokens[hit.start]?.noun ?? '');
	}
}

function spread<Value>(hits: readonly Hit<Value>[], length: number): (Hit<Value> | undefined)[] {
	const places: (Hit<Value> | undefined)[] = Array.from({ length });
	for (const hit of hits) for (let index = hit.start; index < hit.end; index++) places[index] = hit;
	return places;
}
