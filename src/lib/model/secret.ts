import * as z from 'zod/mini';

/** One sealed secret as it lies in the store. Only the key worker can open `bytes`, and only they hold anything secret. */
export const secretRowSchema = z.object({
	/** The provider. */
	id: z.string().check(z.minLength(1), z.maxLength(200)),
	/** Grows with every write of the vault, so that no two rows ever share one. */
	version: z.int().check(z.gte(1)),
	/** 12 bytes of nonce, then the ciphertext. */
	bytes: z.instanceof(Uint8Array),
	/** ms since 1970. */
	updatedAt: z.number(),
});
export type SecretRow = Readonly<z.infer<typeof secretRowSchema>>;

/** What lies on disk of a vault. Not yet checked: that is the vault's, which needs not trust its store. */
export interface StoredVault {
	/** Null where there is no vault. */
	readonly header: unknown;
	readonly rows: readonly unknown[];
}

export interface VaultChange {
	/** JSON; null removes it and every row. */
	readonly header: Readonly<Record<string, unknown>> | null;
	readonly put?: SecretRow;
	/** Ids of rows. */
	readonly remove?: readonly string[];
}
