import type { MatchStep } from './edits.ts';
import { indentWidth, isBlank, isUniform } from './indent.ts';

/** Where lines were found. `hits` are indexes of first lines; with more than one nothing may be changed. */
export interface Found {
	readonly step: MatchStep;
	readonly hits: readonly number[];
}

type LineStep = 'exact' | 'line-ends' | 'indent' | 'trimmed' | 'unicode';
const STEPS: readonly LineStep[] = ['exact', 'line-ends', 'indent', 'trimmed', 'unicode'];

/** Typographic signs as the plain ones that models write instead. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
	[/[\u2010-\u2015\u2212]/g, '-'],
	[/[\u2018-\u201b\u2032]/g, "'"],
	[/[\u201c-\u201f\u2033]/g, '"'],
	[/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' '],
	[/\u200b|\u200c|\u200d|\ufeff/g, ''],
	[/\u2026/g, '...'],
];

export function plainSigns(text: string): string {
	let plain = text;
	for (const [signs, sign] of PLAIN) plain = plain.replace(signs, sign);
	return plain;
}

const keyOf: Readonly<Record<LineStep, (line: string) => string>> = {
	exact: (line) => line,
	'line-ends': (line) => line.trimEnd(),
	indent: (line) => line.trim(),
	trimmed: (line) => line.trim(),
	unicode: (line) => plainSigns(line).trim(),
};

/** Word characters that place lines among brackets. "return true;" and a bracket end many blocks. */
const LEAST_WORDS = 12;

/** Whether lines can be told by their words, without their white space; brackets need more words beside them. */
function isTelling(wanted: readonly string[]): boolean {
	const hasBrackets = wanted.some((line) => !isBlank(line) && !/\w/.test(line));
	return !hasBrackets || wanted.join('').replace(/\W/g, '').length >= LEAST_WORDS;
}

/** A file prepared for many searches. */
export class Haystack {
	readonly lines: readonly string[];
	readonly #keys = new Map<
		LineStep,
		{ readonly keys: readonly string[]; readonly places: ReadonlyMap<string, readonly number[]> }
	>();

	constructor(lines: readonly string[]) {
		this.lines = lines;
	}

	/** The strictest step at which the wanted lines are found at all, with every place. */
	find(wanted: readonly string[]): Found | null {
		if (wanted.length === 0 || wanted.every(isBlank)) return null;
		for (const step of STEPS) {
			const hits = this.hits(wanted, step);
			if (hits.length === 0) continue;
			if (step !== 'exact' && step !== 'line-ends' && !isTelling(wanted)) return null;
			return { step, hits: this.#rivals(wanted, step) ?? hits };
		}
		return null;
	}

	/**
	 * More places than the hits, where those may be chance: flush-left text may be indented text that lost its
	 * indentation, and lines of mere brackets say too little for their indentation to decide.
	 */
	#rivals(wanted: readonly string[], step: LineStep): readonly number[] | null {
		if (step !== 'exact' && step !== 'line-ends') return null;
		const isFlush = wanted.every((line) => isBlank(line) || indentWidth(line, 4) === 0);
		const hasWords = wanted.some((line) => /\w{2}/.test(line));
		if (hasWords && !isFlush) return null;
		const others = this.hits(wanted, hasWords ? 'indent' : 'trimmed');
		return others.length > 1 ? others : null;
	}

	hits(wanted: readonly string[], step: LineStep): readonly number[] {
		const { keys, places } = this.#index(step);
		const sought = wanted.map(keyOf[step]);
		const rarest = rarestLine(sought, places);
		const hits: number[] = [];
		for (const place of places.get(sought[rarest] ?? '') ?? []) {
			const start = place - rarest;
			if (start < 0 || start + sought.length > keys.length) continue;
			if (!sought.every((key, index) => keys[start + index] === key)) continue;
			if (step === 'indent' && !isUniform(this.lines.slice(start, start + wanted.length), wanted)) continue;
			hits.push(start);
		}
		return hits;
	}

	#index(step: LineStep) {
		const known = this.#keys.get(step);
		if (known) return known;
		const keys = this.lines.map(keyOf[step]);
		const places = new Map<string, number[]>();
		keys.forEach((key, index) => {
			const list = places.get(key);
			if (list) list.push(index);
			else places.set(key, [index]);
		});
		const index = { keys, places };
		this.#keys.set(step, index);
		return index;
	}
}

/** Index of the sought line that stands in the fewest places. */
function rarestLine(sought: readonly string[], places: ReadonlyMap<string, readonly number[]>): number {
	let rarest = 0;
	let least = Infinity;
	sought.forEach((key, index) => {
		const count = places.get(key)?.length ?? 0;
		if (count < least) [rarest, least] = [index, count];
	});
	return rarest;
}
