import { randomBytes, utf8, type Bytes } from './bytes.ts';

const NONCE_BYTES = 12;

/** Encrypts; `place` must be told again to open it, so that what is moved elsewhere stays shut. */
export async function seal(key: CryptoKey, place: string, content: Bytes): Promise<Bytes> {
	const iv = randomBytes(NONCE_BYTES);
	const sealed = await crypto.subtle.encrypt(
		{ name: 'AES-GCM', iv, additionalData: utf8(place) },
		key,
		content,
	);
	const bytes = new Uint8Array(NONCE_BYTES + sealed.byteLength);
	bytes.set(iv);
	bytes.set(new Uint8Array(sealed), NONCE_BYTES);
	return bytes;
}

/** Undefined where key, place or content is not the one it was sealed with. */
export async function unseal(key: CryptoKey, place: string, sealed: Uint8Array): Promise<Bytes | undefined> {
	const bytes = new Uint8Array(sealed);
	const algorithm = {
		name: 'AES-GCM',
		iv: bytes.subarray(0, NONCE_BYTES),
		additionalData: utf8(place),
	};
	try {
		return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, bytes.subarray(NONCE_BYTES)));
	} catch {
		return undefined;
	}
}

/** A key for sealing, made from secret bytes for one purpose only. */
export async function sealingKey(secret: Bytes, salt: Bytes, purpose: string): Promise<CryptoKey> {
	return derive(secret, salt, purpose, {
		target: { name: 'AES-GCM', length: 256 },
		uses: ['encrypt', 'decrypt'],
	});
}

/** The same for signing (HMAC-SHA-256). */
export async function signingKey(secret: Bytes, salt: Bytes, purpose: string): Promise<CryptoKey> {
	return derive(secret, salt, purpose, {
		target: { name: 'HMAC', hash: 'SHA-256', length: 256 },
		uses: ['sign', 'verify'],
	});
}

async function derive(
	secret: Bytes,
	salt: Bytes,
	purpose: string,
	kind: { target: AesKeyGenParams | HmacKeyGenParams; uses: KeyUsage[] },
): Promise<CryptoKey> {
	const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
	const algorithm = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(`aether ${purpose}`) };
	return crypto.subtle.deriveKey(algorithm, root, kind.target, false, kind.uses);
}
