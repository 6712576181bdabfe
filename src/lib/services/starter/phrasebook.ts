import type { Token } from './tokens.ts';

/** A stretch of tokens that a phrasebook knows; `end` is exclusive. */
export interface Hit<Value> {
	readonly start: number;
	readonly end: number;
	readonly value: Value;
}

interface Entry<Value> {
	readonly words: readonly string[];
	readonly value: Value;
}

/** Finds known phrases among tokens, in any inflection, longest first. */
export class Phrasebook<Value> {
	readonly #entriesByWord = new Map<string, Entry<Value>[]>();

	constructor(phrases: Iterable<readonly [phrase: string, value: Value]>) {
		for (const [phrase, value] of phrases) this.#add(phrase.split(' '), value);
	}

	#add(words: readonly string[], value: Value): void {
		const first = words[0];
		if (first === undefined) return;
		const entries = this.#entriesByWord.get(first) ?? [];
		entries.push({ words, value });
		entries.sort((a, b) => b.words.length - a.words.length);
		this.#entriesByWord.set(first, entries);
	}

	/** The longest phrase that begins at `index`. */
	at(tokens: readonly Token[], index: number): Hit<Value> | undefined {
		const token = tokens[index];
		if (!token) return undefined;
		let best: Hit<Value> | undefined;
		for (const form of token.forms)
			for (const entry of this.#entriesByWord.get(form) ?? []) {
				if (best && index + entry.words.length <= best.end) break;
				if (entry.words.every((word, offset) => tokens[index + offset]?.forms.includes(word)))
					best = { start: index, end: index + entry.words.length, value: entry.value };
			}
		return best;
	}

	/** All phrases from left to right, none overlapping another. */
	all(tokens: readonly Token[]): readonly Hit<Value>[] {
		const hits: Hit<Value>[] = [];
		for (let index = 0; index < tokens.length;) {
			const hit = this.at(tokens, index);
			if (hit) hits.push(hit);
			index = hit ? hit.end : index + 1;
		}
		return hits;
	}
}

/** `{ chart: 'chart, bar chart' }` as pairs of phrase and key. */
export function phrasesOf<Key extends string>(table: Readonly<Record<Key, string>>): [string, Key][] {
	const pairs: [string, Key][] = [];
	for (const key in table) for (const phrase of table[key].split(',')) pairs.push([phrase.trim(), key]);
	return pairs;
}
