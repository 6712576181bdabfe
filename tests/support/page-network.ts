import type { Network } from '#lib/services/network/network.ts';
import { createServiceSecrets } from '#lib/services/vault/service-secrets.ts';
import { createVault } from '#lib/services/vault/create-vault.ts';
import { MemoryVaultStore } from '#lib/services/vault/memory-store.ts';
import { keepSecret, sendWithSecret } from '#lib/workers/service-call.ts';
import { wireOf } from '#lib/workers/network-request.ts';
import { sendOpenly } from '#lib/workers/network-send.ts';
import { NetworkStreams } from '#lib/workers/network-stream.ts';
import { ok } from '#lib/model/result.ts';

/**
 * What the two sealed workers do, in the page of a test: a test's page has no service worker that could write their
 * policies. Everything else of them is real.
 */
export function createPageNetwork(): Network {
	const secrets = createServiceSecrets(createVault({ profile: 'test', store: new MemoryVaultStore() }));
	const inner: typeof fetch = (input, init) => fetch(input, init);
	const streams = new NetworkStreams(inner);
	return {
		send: (call) =>
			call.secret
				? sendWithSecret({ ...wireOf(call), secret: call.secret }, secrets, inner)
				: sendOpenly(wireOf(call), inner),
		open: async (call) => {
			const opened = await streams.open(wireOf(call));
			if (!opened.ok) return opened;
			const { id, ...begun } = opened.value;
			return ok({ ...begun, read: () => streams.read(id), close: () => streams.close(id) });
		},
		setSecret: (secret) => keepSecret(secret, secrets),
		removeSecret: (id) => secrets.remove(id),
		secrets: () => secrets.ids(),
	};
}
