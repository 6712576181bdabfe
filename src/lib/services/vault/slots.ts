import * as z from 'zod/mini';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { fromBase64, randomBytes, toBase64, type Bytes } from './bytes.ts';
import { kdfSchema, stretch, type KdfCost } from './kdf.ts';
import { WRONG } from './problems.ts';
import { entropyOf } from './recovery.ts';
import { seal, sealingKey, unseal } from './seal.ts';
import type { NewPasskey, Proof } from './vault.ts';

export const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/), z.maxLength(400));
const common = { id: z.string().check(z.maxLength(40)), salt: base64, wrapped: base64 };

/** One way into the vault: the vault's key, wrapped by what the person knows or has. */
export const slotSchema = z.discriminatedUnion('type', [
	z.object({ ...common, type: z.literal('passphrase'), cost: kdfSchema }),
	z.object({ ...common, type: z.literal('recovery') }),
	z.object({
		...common,
		type: z.literal('passkey'),
		credentialId: z.string().check(z.regex(/^[\w-]{1,1400}$/)),
		prfSalt: base64,
	}),
]);
export type Slot = z.infer<typeof slotSchema>;

interface Wrapping {
	readonly profile: string;
	/** The vault's key. */
	readonly master: Bytes;
}

export async function passphraseSlot(wrapping: Wrapping, passphrase: string, cost: KdfCost): Promise<Slot> {
	const salt = randomBytes(16);
	return {
		type: 'passphrase',
		cost,
		...(await wrap(wrapping, 'passphrase', salt, await stretch(passphrase, salt, cost))),
	};
}

export async function recoverySlot(wrapping: Wrapping, entropy: Bytes): Promise<Slot> {
	return { type: 'recovery', ...(await wrap(wrapping, 'recovery', randomBytes(16), entropy)) };
}

export async function passkeySlot(wrapping: Wrapping, passkey: NewPasskey): Promise<Slot> {
	const { credentialId, salt: prfSalt } = passkey;
	const secret = new Uint8Array(passkey.output);
	return {
		type: 'passkey',
		credentialId,
		prfSalt,
		...(await wrap(wrapping, 'passkey', randomBytes(16), secret)),
	};
}

/** The vault's key out of the first slot that `proof` opens. */
export async function openSlot(
	profile: string,
	slots: readonly Slot[],
	proof: Proof,
): Promise<Result<Bytes, Problem>> {
	for (const slot of slots) {
		const secret = await secretFor(slot, proof);
		const key = secret && (await sealingKey(secret, fromBase64(slot.salt), `slot ${slot.type}`));
		const master = key && (await unseal(key, placeOf(profile, slot), fromBase64(slot.wrapped)));
		if (master) return ok(master);
	}
	return err(WRONG[proof.type]);
}

async function wrap({ profile, master }: Wrapping, type: Slot['type'], salt: Bytes, secret: Bytes) {
	const id = toBase64(randomBytes(9));
	const key = await sealingKey(secret, salt, `slot ${type}`);
	const wrapped = await seal(key, placeOf(profile, { id, type }), master);
	secret.fill(0);
	return { id, salt: toBase64(salt), wrapped: toBase64(wrapped) };
}

async function secretFor(slot: Slot, proof: Proof): Promise<Bytes | undefined> {
	if (slot.type === 'passphrase' && proof.type === 'passphrase')
		return stretch(proof.passphrase, fromBase64(slot.salt), slot.cost);
	if (slot.type === 'recovery' && proof.type === 'recovery') return entropyOf(proof.words);
	if (slot.type === 'passkey' && proof.type === 'passkey') return new Uint8Array(proof.output);
	return undefined;
}

const placeOf = (profile: string, slot: Pick<Slot, 'id' | 'type'>): string =>
	`${profile}|slot|${slot.id}|${slot.type}`;
