/** Bytes that own their memory, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export const utf8 = (text: string): Bytes => new Uint8Array(encoder.encode(text));
/** Throws a TypeError when the bytes are no UTF-8. */
export const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);

export function concat(...parts: readonly Uint8Array[]): Bytes {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

export const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
	a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Takes hexadecimal digits only; an odd one at the end is left out. */
export const fromHex = (hex: string): Bytes =>
	Uint8Array.from({ length: hex.length >> 1 }, (_, index) =>
		parseInt(hex.slice(index * 2, index * 2 + 2), 16),
	);

/** Base64 for addresses: no padding, nothing to escape. */
export function base64Of(bytes: Uint8Array): string {
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Undefined when the text is no base64. */
export function fromBase64(text: string): Bytes | undefined {
	try {
		const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
		return Uint8Array.from(binary, (character) => character.charCodeAt(0));
	} catch {
		return undefined;
	}
}

export const randomBytes = (count: number): Bytes => crypto.getRandomValues(new Uint8Array(count));

export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
	new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** An unsigned integer up to 2^48, big-endian. */
export function uint(value: number, width: number): Bytes {
	const bytes = new Uint8Array(width);
	for (let index = width - 1, rest = value; index >= 0; index--, rest = Math.floor(rest / 256))
		bytes[index] = rest % 256;
	return bytes;
}

/** Reads fields one after the other; every method throws a RangeError past the end. */
export class Reader {
	#at = 0;
	readonly #bytes: Uint8Array;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	get left(): number {
		return this.#bytes.length - this.#at;
	}

	take(count: number): Bytes {
		if (count > this.left) throw new RangeError('cut short');
		this.#at += count;
		return new Uint8Array(this.#bytes.subarray(this.#at - count, this.#at));
	}

	uint(width: number): number {
		return this.take(width).reduce((sum, byte) => sum * 256 + byte, 0);
	}

	rest(): Bytes {
		return this.take(this.left);
	}
}
