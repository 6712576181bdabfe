export interface Code {
	readonly encode: (bytes: Uint8Array) => string;
	/** Undefined when the text is not in this code. */
	readonly decode: (text: string) => Uint8Array | undefined;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export const toHex = (bytes: Uint8Array, between = ''): string =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(between);

function toBase64(bytes: Uint8Array): string {
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary);
}

/** Base64 with or without `=`, also with the two signs that addresses use. */
export function fromBase64(text: string): Uint8Array | undefined {
	const plain = text.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
	if (!/^[A-Za-z\d+/]*$/.test(plain) || plain.length % 4 === 1) return undefined;
	return Uint8Array.from(atob(plain), (sign) => sign.charCodeAt(0));
}

function groups(text: string, base: number, width: number): Uint8Array | undefined {
	const digits = text.replace(/[\s,]|0[xb]/g, '');
	const parts = digits.match(new RegExp(`.{${width}}`, 'g')) ?? [];
	const numbers = parts.map((part) => Number.parseInt(part, base));
	const isWhole = digits.length % width === 0 && !numbers.some(Number.isNaN);
	return isWhole && (base === 16 ? /^[\da-f]*$/i : /^[01]*$/).test(digits)
		? Uint8Array.from(numbers)
		: undefined;
}

const rot13 = (text: string): string =>
	text.replace(/[a-z]/gi, (letter) => {
		const start = letter <= 'Z' ? 65 : 97;
		return String.fromCharCode(((letter.charCodeAt(0) - start + 13) % 26) + start);
	});

/** Letters and their codes in turn. */
const MORSE: Readonly<Record<string, string>> = Object.fromEntries(
	[
		'a .- b -... c -.-. d -.. e . f ..-. g --. h .... i .. j .--- k -.- l .-.. m -- n -. o ---',
		'p .--. q --.- r .-. s ... t - u ..- v ...- w .-- x -..- y -.-- z --.. 0 ----- 1 .---- 2 ..---',
		'3 ...-- 4 ....- 5 ..... 6 -.... 7 --... 8 ---.. 9 ----. . .-.-.- , --..-- ? ..--.. / -..-.',
		'- -....- @ .--.-.',
	]
		.join(' ')
		.split(' ')
		.flatMap((word, index, all) => (index % 2 === 0 ? [[word, all[index + 1] ?? '']] : [])),
);

const fromMorse = (text: string): string =>
	text
		.split(/\s*\/\s*|\s{3,}/)
		.map((word) =>
			word
				.trim()
				.split(/\s+/)
				.map((code) => Object.keys(MORSE).find((letter) => MORSE[letter] === code) ?? '?')
				.join(''),
		)
		.join(' ');

const toMorse = (text: string): string =>
	text.toLowerCase().trim().split(/\s+/).map((word) => [...word].map((letter) => MORSE[letter] ?? '?').join(' ')).join(' / '); // prettier-ignore

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function fromHtml(text: string): string {
	const named: Readonly<Record<string, string>> = {
		amp: '&',
		lt: '<',
		gt: '>',
		quot: '"',
		apos: "'",
		nbsp: '\u00a0',
	};
	return text.replace(
		/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi,
		(whole, hex?: string, decimal?: string, name?: string) => {
			const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
			if (name !== undefined) return named[name] ?? whole;
			return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
		},
	);
}

function fromUrl(text: string): string | undefined {
	try {
		return decodeURIComponent(text.replaceAll('+', ' '));
	} catch {
		return undefined;
	}
}

const optional = (text: string | undefined): Uint8Array | undefined =>
	text === undefined ? undefined : bytesOf(text);

/** A new code is one entry here. */
export const CODES: Readonly<Record<string, Code>> = {
	base64: { encode: toBase64, decode: fromBase64 },
	base64url: { encode: (bytes) => toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''), decode: fromBase64 },
	hex: { encode: (bytes) => toHex(bytes), decode: (text) => groups(text, 16, 2) },
	binary: { encode: (bytes) => Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join(' '), decode: (text) => groups(text, 2, 8) },
	url: { encode: (bytes) => encodeURIComponent(textOf(bytes)), decode: (text) => optional(fromUrl(text)) },
	html: { encode: (bytes) => textOf(bytes).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign), decode: (text) => bytesOf(fromHtml(text)) },
	rot13: { encode: (bytes) => rot13(textOf(bytes)), decode: (text) => bytesOf(rot13(text)) },
	morse: { encode: (bytes) => toMorse(textOf(bytes)), decode: (text) => (/^[\s./-]*$/.test(text) ? bytesOf(fromMorse(text)) : undefined) },
}; // prettier-ignore
