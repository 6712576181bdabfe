import type { Random } from './random.ts';

/** A part of a regular expression, as something that can be written. */
type Part =
	| { readonly type: 'text'; readonly ranges: readonly Range[]; readonly isNegated: boolean }
	| { readonly type: 'sequence'; readonly parts: readonly Part[] }
	| { readonly type: 'choice'; readonly options: readonly Part[] }
	| { readonly type: 'group'; readonly index: number; readonly name: string; readonly part: Part }
	| { readonly type: 'back'; readonly group: string }
	| { readonly type: 'repeat'; readonly part: Part; readonly min: number; readonly max: number }
	| { readonly type: 'nothing' };

type Range = readonly [from: number, to: number];

/**
 * A text that the pattern reads, unless it looks ahead or behind. `stretch` is by how much more than its least a part is
 * repeated. Undefined where the pattern is not understood.
 */
export function writePattern(pattern: string, random: Random, stretch: number): string | undefined {
	try {
		const part = new PatternReader(pattern).read();
		return write(part, { random, stretch, groups: new Map() });
	} catch (error) {
		if (error instanceof PatternError) return undefined;
		throw error;
	}
}

class PatternError extends Error {}

/** Reads the regular expressions of JavaScript with the flag `u`. */
class PatternReader {
	readonly #characters: readonly string[];
	#at = 0;
	#groups = 0;

	constructor(pattern: string) {
		this.#characters = [...pattern];
	}

	read(): Part {
		const part = this.#choice();
		if (this.#at < this.#characters.length) throw new PatternError();
		return part;
	}

	#peek(): string | undefined {
		return this.#characters[this.#at];
	}

	#take(): string {
		const character = this.#characters[this.#at++];
		if (character === undefined) throw new PatternError();
		return character;
	}

	#skip(text: string): boolean {
		if (this.#characters.slice(this.#at, this.#at + text.length).join('') !== text) return false;
		this.#at += text.length;
		return true;
	}

	#until(end: string): string {
		const from = this.#at;
		while (this.#take() !== end);
		return this.#characters.slice(from, this.#at - 1).join('');
	}

	#choice(): Part {
		const options = [this.#sequence()];
		while (this.#skip('|')) options.push(this.#sequence());
		const [only] = options;
		return options.length === 1 && only ? only : { type: 'choice', options };
	}

	#sequence(): Part {
		const parts: Part[] = [];
		for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; next = this.#peek())
			parts.push(this.#quantified(this.#atom()));
		return { type: 'sequence', parts };
	}

	#quantified(part: Part): Part {
		const bounds = this.#bounds();
		if (!bounds) return part;
		this.#skip('?');
		return { type: 'repeat', part, min: bounds[0], max: bounds[1] };
	}

	#bounds(): Range | undefined {
		if (this.#skip('*')) return [0, Infinity];
		if (this.#skip('+')) return [1, Infinity];
		if (this.#skip('?')) return [0, 1];
		if (!this.#skip('{')) return undefined;
		const [min = '', max] = this.#until('}').split(',');
		return [Number(min), max === undefined ? Number(min) : max === '' ? Infinity : Number(max)];
	}

	#atom(): Part {
		const character = this.#take();
		if (character === '^' || character === '$') return { type: 'nothing' };
		if (character === '.') return { type: 'text', ranges: READABLE, isNegated: false };
		if (character === '(') return this.#group();
		if (character === '[') return this.#set();
		return character === '\\' ? this.#escape() : single(character);
	}

	#group(): Part {
		if (['?=', '?!', '?<=', '?<!'].some((sign) => this.#skip(sign))) {
			this.#choice();
			this.#take();
			return { type: 'nothing' };
		}
		const isPlain = this.#skip('?:');
		const name = !isPlain && this.#skip('?<') ? this.#until('>') : '';
		const index = isPlain ? 0 : ++this.#groups;
		const part = this.#choice();
		if (this.#take() !== ')') throw new PatternError();
		return { type: 'group', index, name, part };
	}

	#escape(): Part {
		const next = this.#peek() ?? '';
		if (/[bB]/.test(next)) {
			this.#take();
			return { type: 'nothing' };
		}
		if (/[1-9]/.test(next)) return { type: 'back', group: this.#take() };
		if (next === 'k') {
			this.#skip('k<');
			return { type: 'back', group: this.#until('>') };
		}
		return { type: 'text', ...this.#escapedSet() };
	}

	#set(): Part {
		const isNegated = this.#skip('^');
		const ranges: Range[] = [];
		while (!this.#skip(']')) {
			const from = this.#setMember();
			const [low] = from;
			const isRange =
				from.length === 1 &&
				low &&
				low[0] === low[1] &&
				this.#peek() === '-' &&
				this.#characters[this.#at + 1] !== ']';
			if (!isRange) {
				ranges.push(...from);
				continue;
			}
			this.#take();
			const [high] = this.#setMember();
			if (!high) throw new PatternError();
			ranges.push([low[0], high[1]]);
		}
		return { type: 'text', ranges, isNegated };
	}

	#setMember(): readonly Range[] {
		const character = this.#take();
		if (character !== '\\') return rangeOf(character);
		const { ranges, isNegated } = this.#escapedSet();
		return isNegated ? READABLE.flatMap((range) => without(range, ranges)) : ranges;
	}

	#escapedSet(): { readonly ranges: readonly Range[]; readonly isNegated: boolean } {
		const letter = this.#take();
		const known = CLASSES[letter.toLowerCase()];
		if (known && /[dwsDWS]/.test(letter))
			return { ranges: known, isNegated: letter !== letter.toLowerCase() };
		if (letter === 'p' || letter === 'P')
			return { ranges: propertyRanges(this.#property()), isNegated: letter === 'P' };
		if (letter === 'u') return { ranges: rangeOf(String.fromCodePoint(this.#codePoint())), isNegated: false };
		if (letter === 'x') return { ranges: rangeOf(String.fromCodePoint(this.#hex(2))), isNegated: false };
		if (letter === 'c')
			return { ranges: rangeOf(String.fromCodePoint(this.#take().charCodeAt(0) % 32)), isNegated: false };
		return { ranges: rangeOf(CONTROLS[letter] ?? letter), isNegated: false };
	}

	#property(): string {
		if (!this.#skip('{')) throw new PatternError();
		return this.#until('}');
	}

	#codePoint(): number {
		return this.#skip('{') ? parseInt(this.#until('}'), 16) : this.#hex(4);
	}

	#hex(length: number): number {
		const number = parseInt(Array.from({ length }, () => this.#take()).join(''), 16);
		if (Number.isNaN(number)) throw new PatternError();
		return number;
	}
}

const READABLE: readonly Range[] = [
	[0x61, 0x7a],
	[0x30, 0x39],
	[0x41, 0x5a],
];
const CLASSES: Readonly<Record<string, readonly Range[]>> = {
	d: [[0x30, 0x39]],
	w: [...READABLE, [0x5f, 0x5f]],
	s: [[0x20, 0x20]],
};
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' };

const rangeOf = (character: string): readonly Range[] => {
	const point = character.codePointAt(0) ?? 0;
	return [[point, point]];
};
const single = (character: string): Part => ({ type: 'text', ranges: rangeOf(character), isNegated: false });

function without([from, to]: Range, ranges: readonly Range[]): readonly Range[] {
	const points = Array.from({ length: to - from + 1 }, (_, index) => from + index);
	return points
		.filter((point) => !ranges.some(([low, high]) => point >= low && point <= high))
		.map((point): Range => [point, point]);
}

/** The readable characters that have a Unicode property, and a few beyond them. */
function propertyRanges(property: string): readonly Range[] {
	const test = new RegExp(`^\\p{${property}}$`, 'u');
	const points = [
		...Array.from({ length: 0x24f - 0x20 }, (_, index) => 0x20 + index),
		0x2014,
		0x20ac,
		0x3042,
		0x4e2d,
		0x1f600,
	];
	return points
		.filter((point) => test.test(String.fromCodePoint(point)))
		.map((point): Range => [point, point]);
}

interface Writing {
	readonly random: Random;
	readonly stretch: number;
	readonly groups: Map<string, string>;
}

function write(part: Part, writing: Writing): string {
	switch (part.type) {
		case 'nothing':
			return '';
		case 'text':
			return writeCharacter(part.ranges, part.isNegated, writing.random);
		case 'sequence':
			return part.parts.map((each) => write(each, writing)).join('');
		case 'choice':
			return write(writing.random.pick(part.options), writing);
		case 'back':
			return writing.groups.get(part.group) ?? '';
		case 'group':
			return remember(part.index, part.name, write(part.part, writing), writing);
		case 'repeat':
			return writeRepeated(part.part, part.min, part.max, writing);
	}
}

function remember(index: number, name: string, text: string, { groups }: Writing): string {
	groups.set(String(index), text);
	if (name !== '') groups.set(name, text);
	return text;
}

/** Longer than this no example needs to be. */
const MAX_REPEATS = 20_000;

function writeRepeated(part: Part, min: number, max: number, writing: Writing): string {
	const span = Math.min(max - min, writing.stretch);
	const count = Math.min(min + writing.random.below(span + 1), MAX_REPEATS);
	return Array.from({ length: count }, () => write(part, writing)).join('');
}

function writeCharacter(ranges: readonly Range[], isNegated: boolean, random: Random): string {
	const allowed = isNegated
		? [...READABLE, [0x21, 0x7e] as const, [0x20, 0x20] as const, [0xa1, 0xff] as const].flatMap((range) =>
				without(range, ranges),
			)
		: ranges;
	// Letters and digits where there is a choice: spaces at an end and separators do not survive every transport.
	const readable = allowed.flatMap((range) => readablePart(range));
	const [from, to] = random.pick(readable.length > 0 ? readable : allowed.length > 0 ? allowed : READABLE);
	return String.fromCodePoint(from + random.below(to - from + 1));
}

const readablePart = ([from, to]: Range): readonly Range[] =>
	READABLE.flatMap(([low, high]) =>
		Math.max(low, from) <= Math.min(high, to) ? [[Math.max(low, from), Math.min(high, to)] as const] : [],
	);
