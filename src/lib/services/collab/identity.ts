import { hexOf } from '#lib/model/digest.ts';
import * as z from 'zod/mini';
import { base64Of, concat, fromBase64, randomBytes, sha256, utf8, type Bytes } from './bytes.ts';
import { authorSchema, type Author, type DeviceKeys } from '#lib/model/collab.ts';

/** This device as others know it. */
export interface Device {
	readonly author: Author;
	/** Ed25519, 32 bytes. */
	readonly publicKey: Bytes;
	/** X25519, 32 bytes: what is sealed to it only this device opens. */
	readonly boxKey: Bytes;
	sign(bytes: Bytes): Promise<Bytes>;
	/** Undefined when it was not sealed to this device, or was changed. */
	unseal(sealed: Bytes): Promise<Bytes | undefined>;
}

const ED25519 = 'Ed25519';
const X25519 = 'X25519';
const NONCE_BYTES = 12;
const KEY_BYTES = 32;
/** What PKCS #8 puts before the 32 bytes of an Ed25519 seed. */
const PKCS8_PREFIX = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]);

const isPair = (key: CryptoKey | CryptoKeyPair): key is CryptoKeyPair => 'privateKey' in key;

async function newPair(algorithm: string, uses: KeyUsage[]): Promise<CryptoKeyPair> {
	const pair = await crypto.subtle.generateKey({ name: algorithm }, false, uses);
	if (!isPair(pair)) throw new Error(`${algorithm} makes no pair of keys`);
	return pair;
}

/** New keys that cannot be read out; they can be kept in IndexedDB as they are. */
export const newDeviceKeys = async (): Promise<DeviceKeys> => ({
	signing: await newPair(ED25519, ['sign', 'verify']),
	box: await newPair(X25519, ['deriveBits']),
});

const rawOf = async (key: CryptoKey): Promise<Bytes> =>
	new Uint8Array(await crypto.subtle.exportKey('raw', key));

export async function openDevice(keys: DeviceKeys): Promise<Device> {
	const publicKey = await rawOf(keys.signing.publicKey);
	const boxKey = await rawOf(keys.box.publicKey);
	return {
		author: await authorOf(publicKey),
		publicKey,
		boxKey,
		sign: (bytes) => signWith(keys.signing.privateKey, bytes),
		unseal: (sealed) => unseal(keys.box.privateKey, boxKey, sealed),
	};
}

/** The name of a device in envelopes: 16 bytes of the hash of its key, in hexadecimal. */
export async function authorOf(publicKey: Bytes): Promise<Author> {
	return z.parse(authorSchema, hexOf((await sha256(publicKey)).subarray(0, 16)));
}

const signWith = async (key: CryptoKey, bytes: Bytes): Promise<Bytes> =>
	new Uint8Array(await crypto.subtle.sign(ED25519, key, bytes));

/** A public key ready for use; undefined when the bytes are none. */
export async function importPublicKey(raw: Bytes): Promise<CryptoKey | undefined> {
	try {
		return await crypto.subtle.importKey('raw', raw, ED25519, true, ['verify']);
	} catch {
		return undefined;
	}
}

export const isSigned = (key: CryptoKey, signature: Bytes, bytes: Bytes): Promise<boolean> =>
	crypto.subtle.verify(ED25519, key, signature, bytes);

export interface SeedKey {
	readonly publicKey: Bytes;
	sign(bytes: Bytes): Promise<Bytes>;
}

/** The key that a seed of 32 bytes stands for: what an invitation carries. */
export async function keyFromSeed(seed: Bytes): Promise<SeedKey> {
	const key = await crypto.subtle.importKey('pkcs8', concat(PKCS8_PREFIX, seed), ED25519, true, ['sign']);
	const publicKey = fromBase64((await crypto.subtle.exportKey('jwk', key)).x ?? '');
	if (publicKey === undefined) throw new Error('a seed without a public key');
	return { publicKey, sign: (bytes) => signWith(key, bytes) };
}

/** Encrypts `content` so that only the device with this box key reads it: ephemeral key, nonce, ciphertext. */
export async function sealTo(boxKey: Bytes, content: Bytes): Promise<Bytes> {
	const once = await newPair(X25519, ['deriveBits']);
	const sender = await rawOf(once.publicKey);
	const receiver = await crypto.subtle.importKey('raw', boxKey, X25519, true, []);
	const key = await sharedKey(once.privateKey, receiver, concat(sender, boxKey));
	const iv = randomBytes(NONCE_BYTES);
	const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, content);
	return concat(sender, iv, new Uint8Array(sealed));
}

async function unseal(own: CryptoKey, ownBox: Bytes, sealed: Bytes): Promise<Bytes | undefined> {
	const sender = sealed.slice(0, KEY_BYTES);
	const iv = sealed.slice(KEY_BYTES, KEY_BYTES + NONCE_BYTES);
	try {
		const other = await crypto.subtle.importKey('raw', sender, X25519, true, []);
		const key = await sharedKey(own, other, concat(sender, ownBox));
		const content = sealed.slice(KEY_BYTES + NONCE_BYTES);
		return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, content));
	} catch {
		return undefined;
	}
}

async function sharedKey(own: CryptoKey, other: CryptoKey, salt: Bytes): Promise<CryptoKey> {
	const bits = await crypto.subtle.deriveBits({ name: X25519, public: other }, own, 256);
	return hkdfKey(new Uint8Array(bits), salt, 'aether-box');
}

async function hkdfKey(secret: Bytes, salt: Bytes, purpose: string): Promise<CryptoKey> {
	const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
	const algorithm = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(purpose) };
	return crypto.subtle.deriveKey(algorithm, root, { name: 'AES-GCM', length: 256 }, false, [
		'encrypt',
		'decrypt',
	]);
}

/** What a room's secret of one epoch gives: the topic a signalling server sees, and the key that hides what is said there. */
export interface Meeting {
	readonly topic: string;
	readonly key: CryptoKey;
}

export async function meetingOf(secret: Bytes, epoch: number): Promise<Meeting> {
	const salt = utf8(`epoch ${epoch}`);
	const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
	const algorithm = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8('aether-topic') };
	const topic = base64Of(new Uint8Array(await crypto.subtle.deriveBits(algorithm, root, 128)));
	return { topic, key: await hkdfKey(secret, salt, 'aether-signal') };
}
