import type { Problem, Result } from '#lib/model/result.ts';
import type { StoredVault, VaultChange } from '#lib/model/secret.ts';
import type { VaultStatus } from '#lib/model/vault.ts';

/** What opens a slot. Lives for one call; nothing keeps it. */
export type Proof =
	| { readonly type: 'passphrase'; readonly passphrase: string }
	| { readonly type: 'recovery'; readonly words: string }
	/** The 32 bytes of the authenticator's PRF. */
	| { readonly type: 'passkey'; readonly output: Uint8Array };

/** A secret with the only place it may go to; sealed together, so that neither can be exchanged. */
export interface Secret {
	readonly provider: string;
	readonly origin: string;
	readonly key: string;
}

export interface NewPasskey {
	/** base64url. */
	readonly credentialId: string;
	/** base64, 32 bytes. */
	readonly salt: string;
	/** What the authenticator answered to `salt`. */
	readonly output: Uint8Array;
}

/**
 * One profile's secrets, sealed under a random key that only slots (passphrase, recovery words, passkeys) wrap. The
 * open key lives in this object's memory and cannot leave it. Everything that reads fails with `vault-missing`,
 * `vault-locked`, or `vault-tampered` when what lies in the store is not what was last written: moved, changed, taken
 * away or older. Only a whole older copy of everything passes, unless this object has seen the newer one.
 */
export interface Vault {
	/** Whether the key is in memory at this moment. */
	readonly isOpen: boolean;
	status(): Promise<VaultStatus>;
	/** Makes the vault and leaves it open. Answers with the recovery words, once. Fails with `vault-exists`, `passphrase-short`. */
	create(passphrase: string): Promise<Result<string, Problem>>;
	/** Fails with `vault-wrong-passphrase`, `vault-wrong-words`, `vault-wrong-passkey`. */
	unlock(proof: Proof): Promise<Result<void, Problem>>;
	lock(): void;
	/** Wraps the same key by another passphrase: no secret is touched. `proof` is asked again, so that an open vault is not enough. */
	changePassphrase(proof: Proof, passphrase: string): Promise<Result<void, Problem>>;
	addPasskey(proof: Proof, passkey: NewPasskey): Promise<Result<void, Problem>>;
	/** 0 for never. */
	setAutoLock(minutes: number): Promise<Result<void, Problem>>;
	put(secret: Secret): Promise<Result<void, Problem>>;
	/** Undefined where there is none for this provider. */
	take(provider: string): Promise<Result<Secret | undefined, Problem>>;
	remove(provider: string): Promise<Result<void, Problem>>;
	/** Providers with a secret, also while locked. */
	providers(): Promise<readonly string[]>;
	/** Forgets the vault and all its secrets for good; works while locked, for who has lost every way in. */
	erase(): Promise<Result<void, Problem>>;
	/** Called after the state has changed. Returns the remover. */
	watch(listener: () => void): () => void;
}

/** Where header and rows lie. What comes back is checked by the vault: the store needs no trust. */
export interface VaultStore {
	/** As one moment has it, whichever tab wrote last. */
	read(): Promise<StoredVault>;
	/** All of it in one transaction, or nothing. Fails as every write of `Storage` does. */
	write(change: VaultChange): Promise<Result<void, Problem>>;
}
