import { providerFacts, vendorOfKey, type ProviderFacts } from '#lib/model/providers.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { KeyInfo, NewKey } from '#lib/model/vault.ts';
import { isServiceSecret } from './service-secrets.ts';
import type { Secret, Vault } from './vault.ts';

/** Where a provider is called and as whom. */
export interface BoundKey {
	/** Nothing of this call may go anywhere else. */
	readonly origin: string;
	readonly baseUrl: string;
	/** Null where the provider needs none and none was given. */
	readonly key: string | null;
}

/** Keys by provider: those in the vault, and those that live until the session ends. */
export interface KeyRing {
	/** Fails with `provider-unknown`, `origin-refused`, `key-elsewhere` (looks like another vendor's), and as the vault does. */
	set(key: NewKey): Promise<Result<void, Problem>>;
	remove(provider: string): Promise<Result<void, Problem>>;
	list(): Promise<readonly KeyInfo[]>;
	/** Fails with `provider-unknown`, `key-missing`, `origin-changed`, and as the vault does. */
	find(provider: string): Promise<Result<BoundKey, Problem>>;
}

export function createKeyRing(vault: Vault): KeyRing {
	const session = new Map<string, Secret>();
	let wasOpen = vault.isOpen;
	vault.watch(() => {
		if (wasOpen && !vault.isOpen) session.clear();
		wasOpen = vault.isOpen;
	});
	return {
		async set({ persist, ...secret }) {
			const refusal = refusalOf(secret);
			if (refusal) return err(refusal);
			if (persist) {
				const kept = await vault.put(secret);
				if (kept.ok) session.delete(secret.provider);
				return kept;
			}
			session.set(secret.provider, secret);
			return ok(undefined);
		},
		async remove(provider) {
			const wasInSession = session.delete(provider);
			const isKept = (await vault.providers()).includes(provider);
			return isKept ? vault.remove(provider) : wasInSession ? ok(undefined) : err(NO_KEY);
		},
		async list() {
			const providers = (await vault.providers()).filter((provider) => !isServiceSecret(provider));
			const kept = await Promise.all(providers.map((provider) => keptInfo(vault, provider)));
			return [
				...kept.filter(({ provider }) => !session.has(provider)),
				...[...session.values()].map((secret) => infoOf(secret, false)),
			];
		},
		async find(provider) {
			const facts = providerFacts(provider);
			if (!facts) return err(UNKNOWN);
			const inSession = session.get(provider);
			if (inSession) return bind(facts, inSession);
			const isKept = (await vault.providers()).includes(provider);
			const kept = isKept ? await vault.take(provider) : ok(undefined);
			return kept.ok ? bind(facts, kept.value) : kept;
		},
	};
}

function refusalOf({ provider, origin, key }: Secret): Problem | undefined {
	const facts = providerFacts(provider);
	if (!facts) return UNKNOWN;
	if (origin !== originOf(facts)) return originRefused(facts);
	const owner = vendorOfKey(key);
	return owner && owner.id !== provider && facts.needsKey ? keyElsewhere(owner, facts) : undefined;
}

function bind(facts: ProviderFacts, secret: Secret | undefined): Result<BoundKey, Problem> {
	const origin = originOf(facts);
	if (!secret)
		return facts.needsKey ? err(keyMissing(facts)) : ok({ origin, baseUrl: facts.baseUrl, key: null });
	if (secret.origin !== origin) return err(originChanged(facts));
	return ok({ origin, baseUrl: facts.baseUrl, key: secret.key });
}

async function keptInfo(vault: Vault, provider: string): Promise<KeyInfo> {
	const taken = await vault.take(provider);
	if (taken.ok && taken.value) return infoOf(taken.value, true);
	const facts = providerFacts(provider);
	return { provider, origin: facts ? originOf(facts) : '', isKept: true };
}

/** Of a short key even four characters would be too much. */
const infoOf = ({ provider, origin, key }: Secret, isKept: boolean): KeyInfo => ({
	provider,
	origin,
	isKept,
	...(key.length >= 16 ? { last4: key.slice(-4) } : {}),
});

const originOf = ({ baseUrl }: ProviderFacts): string => new URL(baseUrl).origin;

const NO_KEY: Problem = { type: 'key-missing', message: 'There is no such key.' };
const UNKNOWN: Problem = {
	type: 'provider-unknown',
	message: 'AetherOS does not know this provider.',
	action: 'Add its address in Settings',
};
const keyMissing = ({ title }: ProviderFacts): Problem => ({
	type: 'key-missing',
	message: `There is no key for ${title} yet.`,
	action: `Save a key for ${title} in Settings`,
});
const originRefused = ({ title, baseUrl }: ProviderFacts): Problem => ({
	type: 'origin-refused',
	message: `A key for ${title} is only ever sent to ${new URL(baseUrl).host}.`,
});
const originChanged = ({ title }: ProviderFacts): Problem => ({
	type: 'origin-changed',
	message: `The address of ${title} is not the one this key was saved for, so it is not sent there.`,
	action: `Save the key for ${title} again`,
});
const keyElsewhere = (owner: ProviderFacts, facts: ProviderFacts): Problem => ({
	type: 'key-elsewhere',
	message: `This looks like a key for ${owner.title}, so it is not saved for ${facts.title}.`,
	action: `Put it into the field of ${owner.title}`,
});
