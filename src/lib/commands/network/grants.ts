import * as z from 'zod/mini';
import { secretIdOf, type GrantedOrigin } from '#lib/model/grant.ts';
import type { CreationId } from '#lib/model/id.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { secretWishes, type Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { serviceSecretSchema } from '#lib/model/service.ts';
import { passphraseSchema } from '#lib/model/vault.ts';
import { readManifest } from '../creation/assemble.ts';
import { defineCommand } from '../command.ts';
import type { Services } from '../services.ts';
import { askedOrigins } from './asked.ts';
import { impossible } from './reach.ts';

const one = z.strictObject({ creationId: creationIdSchema, origin: z.url({ protocol: /^https?$/ }) });
const creationOf = ({ creationId }: z.infer<typeof one>) => creationId;
const audit = ({ origin }: z.infer<typeof one>) => ({ origin: new URL(origin).origin });

/**
 * The person lets a creation reach an origin that its manifest asks for. Only ever dispatched by a press of the person.
 * Fails with `origin-not-asked` and `origin-refused`.
 */
export const allowOrigin = defineCommand({
	id: 'grant.allow',
	title: 'Allow address',
	creationOf,
	input: one,
	audit,
	run: ({ creationId, origin: address }, services) =>
		services.workspaces.with(creationId, async ({ files }) => {
			const manifest = readManifest(files);
			if (!manifest.ok) return manifest;
			const url = new URL(address);
			if (!askedOrigins(manifest.value).includes(url.origin))
				return err(notAsked(manifest.value, url.origin));
			const service = serviceAt(manifest.value, url.origin);
			const never = impossible(url) ?? (service.relay && impossible(new URL(service.relay)));
			if (never) return err({ type: 'origin-refused', message: never });
			return services.storage.grants.allow(creationId, {
				origin: url.origin,
				...service,
				grantedAt: Date.now(),
			});
		}),
});

/** Takes it back, with the secret that went along. */
export const revokeOrigin = defineCommand({
	id: 'grant.revoke',
	title: 'Take address back',
	creationOf,
	input: one,
	audit,
	run: async ({ creationId, origin: address }, services) => {
		const { origin } = new URL(address);
		const granted = await services.storage.grants.of(creationId);
		const revoked = await services.storage.grants.revoke(creationId, origin);
		const isSecret = granted.some((each) => each.origin === origin && each.auth !== undefined);
		if (revoked.ok && isSecret) await forgetSecret(secretIdOf(creationId, origin), services);
		return revoked;
	},
});

/**
 * Keeps the secret of a service in the vault, or until the tab closes. The first one for an address locks the vault;
 * `passphrase` opens it again. Fails with `grant-missing` and as the vault does.
 */
export const saveSecret = defineCommand({
	id: 'secret.save',
	title: 'Save key',
	creationOf,
	input: z.extend(one, {
		secret: serviceSecretSchema,
		persist: z.boolean(),
		passphrase: z.optional(passphraseSchema),
	}),
	audit: (input) => ({ ...audit(input), persist: input.persist }),
	run: async ({ creationId, origin: address, secret, persist, passphrase }, services) => {
		const { origin } = new URL(address);
		const granted = await services.storage.grants.of(creationId);
		const grant = granted.find((each) => each.origin === origin);
		if (!grant?.auth || grant.auth.type === 'none') return err(NO_GRANT);
		const network = await services.network();
		const wish = {
			...{ id: secretIdOf(creationId, origin), origin, secret, persist },
			...(grant.relay ? { reach: new URL(grant.relay).origin } : {}),
		};
		const saved = await network.setSecret(wish);
		if (saved.ok || saved.error.type !== 'vault-locked' || !passphrase) return saved;
		const opened = await (await services.keys()).unlock({ type: 'passphrase', passphrase });
		return opened.ok ? network.setSecret(wish) : opened;
	},
});

/** Ids of the secrets that are there. */
export const listSecrets = defineCommand({
	id: 'secret.list',
	title: 'Look which keys are there',
	input: z.strictObject({}),
	run: async (_input, services): Promise<Result<readonly string[], Problem>> =>
		ok(await (await services.network()).secrets()),
});

/** While the vault is locked nothing can be taken out of it; without a grant what lies there goes nowhere. */
async function forgetSecret(id: string, services: Services): Promise<void> {
	const network = await services.network();
	await network.removeSecret(id);
}

/** For a creation that is erased: nothing of it stays in an open vault. */
export async function forgetSecretsOf(
	id: CreationId,
	granted: readonly GrantedOrigin[],
	services: Services,
): Promise<void> {
	for (const { origin, auth } of granted)
		if (auth && auth.type !== 'none') await forgetSecret(secretIdOf(id, origin), services);
}

/** How the person's key goes along to an origin: as the service says, or the secret that is bound to it. */
function serviceAt(manifest: Manifest, origin: string): Pick<GrantedOrigin, 'auth' | 'relay'> {
	const { service } = manifest;
	if (service && new URL(service.base).origin === origin)
		return { auth: service.auth, ...(service.relay ? { relay: service.relay } : {}) };
	const secret = secretWishes(manifest).find((wish) => new URL(wish.origin).origin === origin);
	return secret ? { auth: secret.auth } : {};
}

const notAsked = ({ title }: Manifest, origin: string): Problem => ({
	type: 'origin-not-asked',
	message: `“${title}” does not ask for ${origin}, so there is nothing to allow.`,
	action: 'Name the address under "grants", "net" in its aether.json',
});
const NO_GRANT: Problem = {
	type: 'grant-missing',
	message: 'This creation has no address that takes a key.',
	action: 'Allow its address first',
};
