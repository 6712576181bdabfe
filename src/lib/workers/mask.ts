import type { Auth } from '#lib/model/service.ts';

/** Shorter parts of a secret would be found in any text. Characters. */
const TELLING = 4;

/** The ways in which a service may repeat a secret: as it is, as an address or JSON writes it, in Base64. */
export function spellingsOf(auth: Auth, secret: string): readonly string[] {
	const whole = secret.trim();
	const bare = whole.replace(/^bearer\s+/i, '');
	const password = auth.type === 'basic' ? whole.slice(whole.indexOf(':') + 1) : '';
	const plain = [whole, bare, password].filter((each) => each.length >= TELLING);
	const spelled = plain.flatMap((each) => [
		each,
		encodeURIComponent(each),
		JSON.stringify(each).slice(1, -1),
		base64(each),
		base64(each).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'),
	]);
	return [...new Set(spelled)].sort((a, b) => b.length - a.length);
}

const base64 = (text: string): string =>
	btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));

const ASTERISK = 42;

/** The bytes with every spelling overwritten, place by place, so that lengths stay as they were told. */
export function maskedIn(bytes: Uint8Array, spellings: readonly string[]): Uint8Array {
	const result = new Uint8Array(bytes);
	for (const spelling of spellings) {
		const wanted = new TextEncoder().encode(spelling);
		for (let at = indexOf(result, wanted, 0); at >= 0; at = indexOf(result, wanted, at + wanted.length))
			result.fill(ASTERISK, at, at + wanted.length);
	}
	return result;
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
	const [first = 0] = wanted;
	for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1))
		if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
	return -1;
}
