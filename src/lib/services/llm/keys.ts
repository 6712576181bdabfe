import type { LlmError, LlmRequest, ModelInfo, StreamPart } from '#lib/model/llm.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { KeyInfo, NewKey, Unlock, VaultStatus } from '#lib/model/vault.ts';

/**
 * Keys of model vendors, and the only way to models. Behind it stands a worker that alone holds the open vault, and
 * whose own Content-Security-Policy lets it reach confirmed vendors and nobody else. A key goes in and never comes out.
 * Whatever takes or opens a secret fails with `vault-unsealed` while this browser does not enforce that policy.
 */
export interface Keys {
	status(): Promise<VaultStatus>;
	/** Called after status, keys or endpoints may have changed. Returns the remover. */
	watch(listener: () => void): () => void;

	/** Makes the profile's vault and leaves it open. Answers with twelve recovery words, the only time they are seen. */
	createVault(passphrase: string): Promise<Result<string, Problem>>;
	unlock(by: Unlock): Promise<Result<void, Problem>>;
	/** Forgets the open key and every key of this session, in all tabs. */
	lock(): Promise<Result<void, Problem>>;
	/** `proof` opens the vault again: an unlocked one is not enough to change who can unlock it. */
	changePassphrase(proof: Unlock, passphrase: string): Promise<Result<void, Problem>>;
	/** Lets the browser make a passkey that opens the vault. Fails with `passkey-refused`, `passkey-unsupported`. */
	addPasskey(proof: Unlock): Promise<Result<void, Problem>>;
	setAutoLock(minutes: number): Promise<Result<void, Problem>>;
	/** Forgets the vault and every key in it for good. */
	eraseVault(): Promise<Result<void, Problem>>;

	/** Fails with `origin-refused` where `origin` is not the provider's own, and as the vault does. */
	setKey(key: NewKey): Promise<Result<void, Problem>>;
	removeKey(provider: string): Promise<Result<void, Problem>>;
	/** Never the keys themselves. */
	listKeys(): Promise<readonly KeyInfo[]>;
	/** Ends a sign-in by OAuth with PKCE: turns the code into a key inside the worker. */
	exchangeCode(sign: {
		readonly code: string;
		readonly verifier: string;
		readonly persist: boolean;
	}): Promise<Result<void, Problem>>;

	/** Addresses the person added, without a slash at the end. */
	endpoints(): readonly string[];
	/** Lets the worker reach one more address. Starts it anew, so the vault is locked afterwards. Fails with `address-refused`. */
	addEndpoint(baseUrl: string): Promise<Result<void, Problem>>;
	/** Its key goes too. */
	removeEndpoint(baseUrl: string): Promise<Result<void, Problem>>;

	/** Exactly one terminal part, as a `Provider` gives. An abort ends it within 200 ms. */
	generate(request: LlmRequest, signal: AbortSignal): AsyncIterable<StreamPart>;
	/** Whether the vendor can be reached and takes the key. Costs nothing. */
	probe(provider: string): Promise<Result<{ readonly models: number }, LlmError>>;
	models(provider: string): Promise<Result<readonly ModelInfo[], LlmError>>;
}
