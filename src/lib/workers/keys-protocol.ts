import * as z from 'zod/mini';
import type { LlmError, ModelInfo, StreamPart } from '#lib/model/llm.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import { passphraseSchema, type KeyInfo, type NewKey, type VaultStatus } from '#lib/model/vault.ts';
import type { VaultChange } from '#lib/model/secret.ts';
import type { NetworkAnswer, NewServiceSecret } from '#lib/services/network/network.ts';
import type { NewPasskey, Proof, VaultStore } from '#lib/services/vault/vault.ts';
import type { ServiceCall } from './service-call.ts';

/** What the page may ask of the key worker; each takes one argument, which the worker reads by its schema. */
export interface KeyDesk {
	status(): Promise<VaultStatus>;
	createVault(passphrase: string): Promise<Result<string, Problem>>;
	unlock(proof: Proof): Promise<Result<void, Problem>>;
	/** `true` for all tabs, `false` for this one. */
	lock(isEverywhere: boolean): Promise<Result<void, Problem>>;
	changePassphrase(change: {
		readonly proof: Proof;
		readonly passphrase: string;
	}): Promise<Result<void, Problem>>;
	addPasskey(change: { readonly proof: Proof; readonly passkey: NewPasskey }): Promise<Result<void, Problem>>;
	setAutoLock(minutes: number): Promise<Result<void, Problem>>;
	eraseVault(): Promise<Result<void, Problem>>;
	setKey(key: NewKey): Promise<Result<void, Problem>>;
	removeKey(provider: string): Promise<Result<void, Problem>>;
	listKeys(): Promise<readonly KeyInfo[]>;
	exchangeCode(sign: Exchange): Promise<Result<void, Problem>>;
	/** Parts arrive by `KeyDeskCallbacks.parts`; resolves after the last. */
	generate(call: { readonly id: string; readonly request: unknown }): Promise<void>;
	abort(id: string): Promise<void>;
	models(provider: string): Promise<Result<readonly ModelInfo[], LlmError>>;
	setSecret(secret: NewServiceSecret): Promise<Result<void, Problem>>;
	removeSecret(id: string): Promise<Result<void, Problem>>;
	listSecrets(): Promise<readonly string[]>;
	sendWithSecret(call: ServiceCall): Promise<Result<NetworkAnswer, Problem>>;
}

/** What the key worker may ask of the page. */
export interface KeyDeskCallbacks {
	/** Something of status or keys is different now. */
	changed(): void;
	/** Several parts at once: a message for each token would cost more than the token. */
	parts(id: string, parts: readonly StreamPart[]): void;
	readVault: VaultStore['read'];
	writeVault(change: VaultChange): Promise<Result<void, Problem>>;
}

const bytes32 = z.instanceof(Uint8Array).check(z.refine((bytes) => bytes.length === 32));

export const proofSchema: z.ZodMiniType<Proof> = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('passphrase'), passphrase: passphraseSchema }),
	z.strictObject({ type: z.literal('recovery'), words: z.string().check(z.maxLength(400)) }),
	z.strictObject({ type: z.literal('passkey'), output: bytes32 }),
]);

export const idSchema = z.string().check(z.minLength(1), z.maxLength(200));
export const changeSchema = z.strictObject({ proof: proofSchema, passphrase: passphraseSchema });
export const passkeyChangeSchema = z.strictObject({
	proof: proofSchema,
	passkey: z.strictObject({
		credentialId: z.string().check(z.regex(/^[\w-]{1,1400}$/)),
		salt: z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/)),
		output: bytes32,
	}),
});
export const exchangeSchema = z.strictObject({
	code: z.string().check(z.minLength(1), z.maxLength(2_000)),
	verifier: z.string().check(z.regex(/^[\w.~-]{43,128}$/)),
	persist: z.boolean(),
});
export type Exchange = z.infer<typeof exchangeSchema>;
export const callSchema = z.strictObject({ id: idSchema, request: z.unknown() });

/** A message of the page, before any of it is looked up or called. */
export const envelopeSchema = z.union([
	z.object({
		t: z.literal('q'),
		m: z.string(),
		a: z.array(z.unknown()).check(z.maxLength(1)),
		i: z.optional(z.string()),
	}),
	z.looseObject({ t: z.literal('s'), i: z.string() }),
]);
