import * as z from 'zod/mini';
import type { SecretRow } from '#lib/model/secret.ts';
import { autoLockSchema } from '#lib/model/vault.ts';
import { canonical, fromBase64, toBase64, utf8, type Bytes } from './bytes.ts';
import { sealingKey, signingKey } from './seal.ts';
import { base64, slotSchema } from './slots.ts';

const bodySchema = z.object({
	format: z.literal(1),
	/** Grows with every write: an older header is recognised by who has seen a newer one. */
	counter: z.int().check(z.gte(1)),
	autoLockMinutes: autoLockSchema,
	slots: z.array(slotSchema).check(z.minLength(1), z.maxLength(20)),
	/** Version of every row: finds what was taken away, added, or put back from an older day. */
	rows: z.record(z.string(), z.int().check(z.gte(1))),
});
export type HeaderBody = z.infer<typeof bodySchema>;

/** What lies beside the rows, signed by the vault's key. */
export const headerSchema = z.extend(bodySchema, { signature: base64 });
export type Header = z.infer<typeof headerSchema>;

/** The open vault: what its key is good for, without the key itself. Not extractable. */
export interface OpenKeys {
	readonly rows: CryptoKey;
	readonly header: CryptoKey;
}

/** Takes the key apart by purpose and wipes it. */
export async function keysFrom(master: Bytes, profile: string): Promise<OpenKeys> {
	const salt = utf8(profile);
	const keys = {
		rows: await sealingKey(master, salt, 'rows'),
		header: await signingKey(master, salt, 'header'),
	};
	master.fill(0);
	return keys;
}

export async function sign(keys: OpenKeys, profile: string, body: HeaderBody): Promise<Header> {
	const signature = await crypto.subtle.sign('HMAC', keys.header, signed(profile, body));
	return { ...body, signature: toBase64(new Uint8Array(signature)) };
}

export async function isGenuine(keys: OpenKeys, profile: string, header: Header): Promise<boolean> {
	const { signature, ...body } = header;
	return crypto.subtle.verify('HMAC', keys.header, fromBase64(signature), signed(profile, body));
}

const signed = (profile: string, body: HeaderBody): Bytes => utf8(`${profile}|header|${canonical(body)}`);

/** Whether exactly the rows that the header names are there, each in its version. */
export function fitsRows(header: HeaderBody, rows: readonly SecretRow[]): boolean {
	const named = Object.entries(header.rows);
	return (
		named.length === rows.length &&
		named.every(([id, version]) => rows.some((row) => row.id === id && row.version === version))
	);
}
