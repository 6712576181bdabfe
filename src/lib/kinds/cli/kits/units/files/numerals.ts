import { UsageError } from '../../shared/files/cli.ts';

const ROMAN = [['M', 1000], ['CM', 900], ['D', 500], ['CD', 400], ['C', 100], ['XC', 90], ['L', 50], ['XL', 40], ['X', 10], ['IX', 9], ['V', 5], ['IV', 4], ['I', 1]] as const; // prettier-ignore

/** 2026 → MMXXVI. */
export function toRoman(number: number): string {
	if (!Number.isInteger(number) || number < 1 || number > 3999)
		throw new UsageError('Roman numerals go from 1 to 3999.');
	let [rest, text] = [number, ''];
	for (const [letters, value] of ROMAN) for (; rest >= value; rest -= value) text += letters;
	return text;
}

/** MMXXVI → 2026. */
export function fromRoman(text: string): number {
	let [rest, number] = [text.toUpperCase(), 0];
	for (const [letters, value] of ROMAN)
		for (; rest.startsWith(letters); rest = rest.slice(letters.length)) number += value;
	if (rest !== '' || toRoman(number) !== text.toUpperCase())
		throw new UsageError(`"${text}" is no Roman numeral.`);
	return number;
}

/** A number in another base, with any number of digits. */
export function inBase(text: string, from: number, to: number): string {
	const digits = text
		.toLowerCase()
		.replace(/^-|[\s_]/g, '')
		.replace(/^0[xob](?=.)/, '');
	let value = 0n;
	for (const digit of digits) {
		const place = Number.parseInt(digit, from);
		if (Number.isNaN(place)) throw new UsageError(`"${text}" is no number in base ${from}.`);
		value = value * BigInt(from) + BigInt(place);
	}
	return (text.startsWith('-') ? '-' : '') + value.toString(to);
}

/** The base that a number is written in: 0x, 0b and 0o say so. */
export const baseOf = (text: string): number =>
	({ '0x': 16, '0b': 2, '0o': 8 })[text.replace(/^-/, '').slice(0, 2).toLowerCase()] ?? 10;

const ONES =
	'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
		' ',
	);
const TENS = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const GROUPS = [[1e12, 'trillion'], [1e9, 'billion'], [1e6, 'million'], [1000, 'thousand'], [100, 'hundred']] as const; // prettier-ignore

/** 42 → forty-two. */
export function inWords(number: number): string {
	if (!Number.isSafeInteger(number) || Math.abs(number) >= 1e15)
		throw new UsageError('Words need a whole number below a quadrillion.');
	if (number < 0) return `minus ${inWords(-number)}`;
	if (number < 20) return ONES[number] ?? '';
	if (number < 100)
		return (TENS[Math.floor(number / 10)] ?? '') + (number % 10 > 0 ? `-${inWords(number % 10)}` : '');
	const [size, name] = GROUPS.find(([each]) => number >= each) ?? GROUPS[4];
	const rest = number % size;
	return `${inWords(Math.floor(number / size))} ${name}${rest === 0 ? '' : rest < 100 ? ` and ${inWords(rest)}` : ` ${inWords(rest)}`}`;
}

/** A colour as red, green and blue, from #hex or rgb(…) or hsl(…). */
export function readColour(text: string): readonly [number, number, number] {
	const hex = /^#?([\da-f]{3}|[\da-f]{6})$/i.exec(text)?.[1];
	if (hex !== undefined) {
		const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
		const part = (at: number): number => Number.parseInt(full.slice(at, at + 2), 16);
		return [part(0), part(2), part(4)];
	}
	const [a = NaN, b = NaN, c = NaN] = (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
	if (Number.isNaN(a + b + c))
		throw new UsageError(`"${text}" is no colour such as #3366cc, rgb(51,102,204) or hsl(220,60%,50%).`);
	return /^hsl/i.test(text) ? fromHsl(a, b / 100, c / 100) : [a, b, c];
}

function fromHsl(hue: number, saturation: number, light: number): [number, number, number] {
	const part = (n: number): number => {
		const k = (n + hue / 30) % 12;
		const chroma = saturation * Math.min(light, 1 - light);
		return Math.round(255 * (light - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
	};
	return [part(0), part(8), part(4)];
}

/** The colour in the three notations. */
export function colourNotations([red, green, blue]: readonly [number, number, number]): Record<
	string,
	string
> {
	const hex = [red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('');
	const [r, g, b] = [red / 255, green / 255, blue / 255];
	const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
	const [light, span] = [(most + least) / 2, most - least];
	const saturation = span === 0 ? 0 : span / (1 - Math.abs(2 * light - 1));
	const sixth =
		span === 0
			? 0
			: most === r
				? ((g - b) / span + 6) % 6
				: most === g
					? (b - r) / span + 2
					: (r - g) / span + 4;
	return {
		hex: `#${hex}`,
		rgb: `rgb(${red}, ${green}, ${blue})`,
		hsl: `hsl(${Math.round(sixth * 60)}, ${Math.round(saturation * 100)}%, ${Math.round(light * 100)}%)`,
	};
}
