/** How Standard Webhooks signs: https://www.standardwebhooks.com */
export interface SignedFacts {
	readonly id: string;
	/** Seconds since 1970, as the header has it. */
	readonly timestamp: string;
	readonly body: string;
}

/** How old a signed message may be. Relays keep what they carry for about half a day; its id keeps it from counting twice. ms. */
const WINDOW_MS = 24 * 3_600_000;
/** How far a clock may be ahead. ms. */
const AHEAD_MS = 5 * 60_000;
const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const PREFIX = 'whsec_';

/** A new secret: as the person hands it to the other side, shown once, and the key that is kept and cannot be read out. */
export async function newSecret(): Promise<{ readonly secret: string; readonly key: CryptoKey }> {
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	return { secret: PREFIX + base64(bytes), key: await keyOf(bytes) };
}

/** The key of a secret that the other side gave: `whsec_` and base64, or any text. */
export function readSecret(secret: string): Promise<CryptoKey> {
	const text = secret.trim();
	if (!text.startsWith(PREFIX)) return keyOf(new TextEncoder().encode(text));
	try {
		const bytes = atob(text.slice(PREFIX.length));
		return keyOf(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
	} catch {
		return keyOf(new TextEncoder().encode(text));
	}
}

/** The value of `webhook-signature`. */
export async function signatureOf(key: CryptoKey, facts: SignedFacts): Promise<string> {
	return `v1,${base64(new Uint8Array(await crypto.subtle.sign(HMAC, key, contentOf(facts))))}`;
}

/** Whether one of the signatures in `header` is of `key`, and the message neither old nor from the future. */
export async function isSigned(
	key: CryptoKey,
	facts: SignedFacts,
	header: string,
	now: number,
): Promise<boolean> {
	const ageMs = now - Number(facts.timestamp) * 1_000;
	if (!(ageMs < WINDOW_MS && ageMs > -AHEAD_MS)) return false;
	for (const part of header.split(' ')) {
		const [version, value = ''] = part.split(',');
		if (version === 'v1' && (await verifies(key, value, facts))) return true;
	}
	return false;
}

async function verifies(key: CryptoKey, value: string, facts: SignedFacts): Promise<boolean> {
	try {
		const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
		return await crypto.subtle.verify(HMAC, key, bytes, contentOf(facts));
	} catch {
		return false;
	}
}

const contentOf = ({ id, timestamp, body }: SignedFacts) =>
	new TextEncoder().encode(`${id}.${timestamp}.${body}`);

const keyOf = (bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
	crypto.subtle.importKey('raw', bytes, HMAC, false, ['sign', 'verify']);

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
