import { endpointAddress, endpointId } from '#lib/model/providers.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Unlock } from '#lib/model/vault.ts';
import type { Keys } from '#lib/services/llm/keys.ts';
import type { Network, NetworkAnswer } from '#lib/services/network/network.ts';
import type { Endpoints } from '#lib/services/vault/endpoints.ts';
import type { Proof } from '#lib/services/vault/vault.ts';
import { openLine, type KeysClientOptions, type KeysLine } from './keys-line.ts';
import type { ServiceCall } from './service-call.ts';
import { crashed, streamCalls, type Streams } from './keys-stream.ts';

/** What of the network only the key worker can do. */
export interface SecretCalls extends Pick<Network, 'setSecret' | 'removeSecret' | 'secrets'> {
	sendWithSecret(call: ServiceCall): Promise<Result<NetworkAnswer, Problem>>;
}

/** `Keys` over a worker of its own, started at the first call. */
export function createKeysClient(options: KeysClientOptions): Keys & SecretCalls & { stop(): void } {
	const listeners = new Set<() => void>();
	const streams: Streams = new Map();
	const line = openLine(options, {
		changed: () => listeners.forEach((listener) => listener()),
		parts: (id, parts) => streams.get(id)?.push(parts),
	});
	return {
		watch(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		...vaultCalls(line),
		...keyCalls(line),
		...endpointCalls(line, options.endpoints),
		...streamCalls(line, streams),
		...secretCalls(line),
		stop: () => line.stop(),
	};
}

type VaultCalls = Pick<
	Keys,
	| 'status'
	| 'createVault'
	| 'unlock'
	| 'lock'
	| 'changePassphrase'
	| 'addPasskey'
	| 'setAutoLock'
	| 'eraseVault'
>;

function vaultCalls(line: KeysLine): VaultCalls {
	return {
		status: () => line.ask((desk) => desk.status()),
		createVault: (passphrase) => line.call((desk) => desk.createVault(passphrase)),
		unlock: (by) => proven(line, by, (proof) => line.call((desk) => desk.unlock(proof))),
		lock: () => line.call((desk) => desk.lock(true)),
		changePassphrase: (by, passphrase) =>
			proven(line, by, (proof) => line.call((desk) => desk.changePassphrase({ proof, passphrase }))),
		addPasskey: (by) =>
			proven(line, by, async (proof) => {
				const passkey = await (await import('#lib/services/vault/passkey.ts')).createPasskey();
				if (!passkey.ok) return passkey;
				return line.call((desk) => desk.addPasskey({ proof, passkey: passkey.value }));
			}),
		setAutoLock: (minutes) => line.call((desk) => desk.setAutoLock(minutes)),
		eraseVault: () => line.call((desk) => desk.eraseVault()),
	};
}

/** A passkey can only be asked for in the window; the worker gets its answer. */
async function proven(
	line: KeysLine,
	by: Unlock,
	work: (proof: Proof) => Promise<Result<void, Problem>>,
): Promise<Result<void, Problem>> {
	if (by.type !== 'passkey') return work(by);
	const { passkeys } = await line.ask((desk) => desk.status());
	const asked = await (await import('#lib/services/vault/passkey.ts')).askPasskey(passkeys);
	return asked.ok ? work({ type: 'passkey', output: asked.value.output }) : asked;
}

type KeyCalls = Pick<Keys, 'setKey' | 'removeKey' | 'listKeys' | 'exchangeCode' | 'models' | 'probe'>;

function keyCalls(line: KeysLine): KeyCalls {
	const models: Keys['models'] = (provider) =>
		line.ask((desk) => desk.models(provider)).catch((cause: unknown) => err(crashed(cause)));
	return {
		setKey: (key) => line.call((desk) => desk.setKey(key)),
		removeKey: (provider) => line.call((desk) => desk.removeKey(provider)),
		listKeys: () => line.ask((desk) => desk.listKeys()),
		exchangeCode: (sign) => line.call((desk) => desk.exchangeCode(sign)),
		models,
		async probe(provider) {
			const listed = await models(provider);
			return listed.ok ? ok({ models: listed.value.length }) : listed;
		},
	};
}

type EndpointCalls = Pick<Keys, 'endpoints' | 'addEndpoint' | 'removeEndpoint'>;

function endpointCalls(line: KeysLine, endpoints: Endpoints): EndpointCalls {
	return {
		endpoints: () => endpoints.list(),
		async addEndpoint(text) {
			const address = endpointAddress(text);
			if (!address) return err(ADDRESS_REFUSED);
			if (endpoints.list().includes(address)) return ok(undefined);
			endpoints.add(address);
			line.restart();
			return ok(undefined);
		},
		async removeEndpoint(address) {
			const id = endpointId(address);
			const keys = await line.ask((desk) => desk.listKeys());
			const hasKey = keys.some(({ provider }) => provider === id);
			const removed = hasKey ? await line.call((desk) => desk.removeKey(id)) : ok(undefined);
			if (!removed.ok) return removed;
			endpoints.remove(address);
			line.restart();
			return ok(undefined);
		},
	};
}

/** The worker must be able to reach a service before it takes in the secret of it: a new start forgets secrets. */
function secretCalls(line: KeysLine): SecretCalls {
	return {
		async setSecret(secret) {
			await line.admit([secret.reach ?? secret.origin]);
			return line.call((desk) => desk.setSecret(secret));
		},
		removeSecret: (id) => line.call((desk) => desk.removeSecret(id)),
		secrets: () => line.ask((desk) => desk.listSecrets()),
		async sendWithSecret(call) {
			await line.admit([new URL(call.relay ?? call.url).origin]);
			return line.call((desk) => desk.sendWithSecret(call));
		},
	};
}

const ADDRESS_REFUSED: Problem = {
	type: 'address-refused',
	message: 'An address must begin with https://, or with http:// for a program on this machine.',
	action: 'Write it like https://models.example.com/v1',
};
