import * as z from 'zod/mini';

/** `none`: there is no vault in this profile yet. */
export type VaultState = 'none' | 'locked' | 'unlocked';

/** A passkey that opens the vault, as the browser needs it to ask for it. Nothing here is secret. */
export interface PasskeySlot {
	/** base64url. */
	readonly credentialId: string;
	/** base64, 32 bytes: what the authenticator is asked to answer. */
	readonly salt: string;
}

export interface VaultStatus {
	readonly state: VaultState;
	readonly passkeys: readonly PasskeySlot[];
	/** Minutes without use after which the vault locks; 0 for never. */
	readonly autoLockMinutes: number;
}

/** A key as the page may know it. */
export interface KeyInfo {
	/** Id of a vendor, or of an address the person added. */
	readonly provider: string;
	/** The only origin it is ever sent to. */
	readonly origin: string;
	/** Its last four characters; absent while the vault is locked. */
	readonly last4?: string;
	/** False for a key that lives in memory until the tab closes. */
	readonly isKept: boolean;
}

export const AUTO_LOCK_MINUTES = 15;

/** Short ones are guessed within hours from a stolen disk. Characters. */
export const MIN_PASSPHRASE = 8;

export const passphraseSchema = z.string().check(z.minLength(1), z.maxLength(1_000));
export const autoLockSchema = z.int().check(z.gte(0), z.lte(1_440));

/** How a person opens the vault. */
export const unlockSchema = z.discriminatedUnion('type', [
	z.object({ type: z.literal('passphrase'), passphrase: passphraseSchema }),
	/** Twelve words, in any case, with any spaces. */
	z.object({ type: z.literal('recovery'), words: z.string().check(z.maxLength(400)) }),
	/** The browser asks for it. */
	z.object({ type: z.literal('passkey') }),
]);
export type Unlock = z.infer<typeof unlockSchema>;

export const newKeySchema = z.object({
	provider: z.string().check(z.minLength(1), z.maxLength(200)),
	/** Must be the provider's own. */
	origin: z.string().check(z.maxLength(200)),
	/** Visible ASCII only, so that it cannot be more than one header. */
	key: z.string().check(z.regex(/^[\x21-\x7e]{4,1000}$/)),
	/** False keeps it in memory for this session only; no vault is needed then. */
	persist: z.boolean(),
});
export type NewKey = z.infer<typeof newKeySchema>;
