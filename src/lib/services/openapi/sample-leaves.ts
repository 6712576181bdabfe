import { generateSync } from 'json-schema-faker';
import { writePattern } from './pattern.ts';
import type { Random } from './random.ts';
import { fits } from './validate.ts';

type Node = Readonly<Record<string, unknown>>;

/** A number inside the bounds of a node, small and round where it may be. */
export function sampleNumber(node: Node, isInteger: boolean, random: Random): number {
	const step = typeof node['multipleOf'] === 'number' ? node['multipleOf'] : isInteger ? 1 : 0.5;
	const whole = isInteger && !Number.isInteger(step) ? 1 : step;
	const bound = (key: string) => (typeof node[key] === 'number' ? node[key] : undefined);
	const above = bound('exclusiveMinimum');
	const below = bound('exclusiveMaximum');
	const low = Math.max(bound('minimum') ?? -Infinity, above ?? -Infinity);
	const high = Math.min(bound('maximum') ?? Infinity, below ?? Infinity);
	const from = Number.isFinite(low) ? low : Number.isFinite(high) ? Math.min(1, high - 100 * whole) : 1;
	const to = Number.isFinite(high) ? Math.min(high, from + 100 * whole) : from + 100 * whole;
	const first = Math.ceil(from / whole);
	const count = Math.max(1, Math.floor(to / whole) - first + 1);
	const value = (first + random.below(count)) * whole;
	const moved = value === above ? value + whole : value === below ? value - whole : value;
	const exact = Number(moved.toPrecision(12));
	// Bounds closer together than a step: their middle.
	return exact >= low && exact <= high && exact !== below && exact !== above
		? exact
		: isInteger
			? exact
			: (low + high) / 2;
}

/** A text of the form, format and length that a node asks for. `hint` is the name of the member it is for. */
export function sampleText(node: Node, random: Random, hint: string): string {
	const rules = textRules(node);
	const candidates = [
		() => formatted(node, random),
		() => (typeof node['pattern'] === 'string' ? fromPattern(rules, random) : undefined),
		() => fitLength(words(node, hint, random), node),
	];
	for (const candidate of candidates) {
		const text = candidate();
		if (text !== undefined && fits(text, rules)) return text;
	}
	return fromPattern(rules, random) ?? '';
}

function textRules(node: Node): Node {
	const kept = ['pattern', 'format', 'minLength', 'maxLength'].filter((key) => node[key] !== undefined);
	return { type: 'string', ...Object.fromEntries(kept.map((key) => [key, node[key]])) };
}

/** How much longer than need be the tries are: a little first, then as long as the length asks for. */
function fromPattern(rules: Node, random: Random): string | undefined {
	const pattern = typeof rules['pattern'] === 'string' ? rules['pattern'] : '.';
	const least = typeof rules['minLength'] === 'number' ? Math.min(rules['minLength'], 20_000) : 0;
	const stretches = [2, 6, 0, 1, least, least * 2, 12, 40];
	let last: string | undefined;
	for (let tries = 0; tries < 48; tries++) {
		const made =
			tries === 40
				? fake(rules, random.below(1_000_000))
				: writePattern(pattern, random, stretches[tries % stretches.length] ?? 2);
		const candidates = made === undefined ? [] : [made, stretch(made, least), cut(made, rules)];
		last = candidates.find((text) => fits(text, rules)) ?? made ?? last;
		if (last !== undefined && fits(last, rules)) return last;
	}
	return last;
}

/** A pattern without an end of its own holds for a longer text too, one that asks for no more for a shorter one. */
const stretch = (text: string, length: number): string =>
	text + (text.at(-1) ?? 'a').repeat(Math.max(0, length - text.length));
const cut = (text: string, { maxLength }: Node): string =>
	typeof maxLength === 'number' ? text.slice(0, maxLength) : text;

/** json-schema-faker, where our own reading of the pattern does not lead to a text that fits. */
function fake(rules: Node, seed: number): string | undefined {
	try {
		const made = generateSync(rules, { seed });
		return typeof made === 'string' ? made : undefined;
	} catch {
		return undefined;
	}
}

const two = (number: number): string => String(number).padStart(2, '0');

function formatted({ format }: Node, random: Random): string | undefined {
	const day = `2026-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
	const time = `${two(random.below(24))}:${two(random.below(60))}:${two(random.below(60))}Z`;
	const number = 1 + random.below(900);
	const hex = (length: number) => Array.from({ length }, () => random.below(16).toString(16)).join('');
	const formats: Readonly<Record<string, string>> = {
		date: day,
		time,
		'date-time': `${day}T${time}`,
		duration: `P${1 + random.below(30)}D`,
		email: `person${number}@example.com`,
		'idn-email': `person${number}@example.com`,
		hostname: `host${number}.example.com`,
		ipv4: `192.0.2.${1 + random.below(250)}`,
		ipv6: `2001:db8::${number.toString(16)}`,
		uri: `https://example.com/${number}`,
		url: `https://example.com/${number}`,
		iri: `https://example.com/${number}`,
		'uri-reference': `/things/${number}`,
		'uri-template': `/things/{id}`,
		uuid: `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
		'json-pointer': `/items/${number}`,
		'relative-json-pointer': '0',
		regex: '^a+$',
		byte: btoa(`text ${number}`),
	};
	return typeof format === 'string' ? formats[format] : undefined;
}

function words(node: Node, hint: string, random: Random): string {
	if (node['contentEncoding'] === 'base64') return btoa(`text ${random.below(1_000)}`);
	const readable = hint.replaceAll(/[^A-Za-z0-9]+/g, ' ').trim() || 'text';
	return `${readable} ${1 + random.below(900)}`;
}

function fitLength(text: string, { minLength, maxLength }: Node): string {
	const least = typeof minLength === 'number' ? minLength : 0;
	const most = typeof maxLength === 'number' ? maxLength : Infinity;
	const long = text.length < least ? text.padEnd(Math.min(least, 1_000_000), 'a') : text;
	return long.length > most
		? long
				.slice(0, most)
				.trim()
				.padEnd(Math.min(most, Math.max(least, 1)), 'a')
		: long;
}
