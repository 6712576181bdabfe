import { endpointAddress, endpointId, PROVIDERS } from '#lib/model/providers.ts';
import type { LlmError, StreamPart } from '#lib/model/llm.ts';
import { newUlid } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Unlock } from '#lib/model/vault.ts';
import type { Keys } from '#lib/services/llm/keys.ts';
import type { Endpoints } from '#lib/services/vault/endpoints.ts';
import type { Proof, VaultStore } from '#lib/services/vault/vault.ts';
import KeysWorkerUrl from './keys.worker.ts?worker&url';
import { CONNECT, type KeyDesk, type KeyDeskCallbacks } from './keys-protocol.ts';
import { PartQueue } from './part-queue.ts';
import { connect, WorkerCrash } from './remote.ts';

export interface KeysClientOptions {
	/** Id of the profile. */
	readonly profile: string;
	readonly store: VaultStore;
	readonly endpoints: Endpoints;
	/** Resolves when the service worker answers this page's requests, false when it never will. */
	readonly controlled: () => Promise<boolean>;
}

/** `Keys` over a worker of its own, started at the first call. */
export function createKeysClient(options: KeysClientOptions): Keys & { stop(): void } {
	const { endpoints, controlled } = options;
	const listeners = new Set<() => void>();
	const streams = new Map<string, PartQueue>();
	const changed = () => listeners.forEach((listener) => listener());
	const callbacks: KeyDeskCallbacks = {
		changed,
		parts: (id, parts) => streams.get(id)?.push(parts),
		readVault: () => options.store.read(),
		writeVault: (change) => options.store.write(change),
	};
	let isStarted = false;
	const worker = connect<KeyDesk>(
		() => {
			isStarted = true;
			return startWorker(options);
		},
		{ ...callbacks },
	);
	/** The service worker writes the policy, so without it no worker is started for a secret. */
	const call: typeof worker.call = async (work) => ((await controlled()) ? worker.call(work) : err(UNSEALED));
	const ask: typeof worker.ask = async (work) => {
		await controlled();
		return worker.ask(work);
	};
	const models: Keys['models'] = (provider) =>
		ask((desk) => desk.models(provider)).catch((cause: unknown) => err(crashed(cause)));
	const prove = async (by: Unlock): Promise<Result<Proof, Problem>> =>
		by.type === 'passkey' ? passkeyProof(await ask((desk) => desk.status())) : ok(by);
	const restart = () => {
		worker.stop();
		changed();
	};
	whenFrozen(() => void (isStarted && worker.call((desk) => desk.lock(false))));

	return {
		status: () => ask((desk) => desk.status()),
		watch(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		createVault: (passphrase) => call((desk) => desk.createVault(passphrase)),
		async unlock(by) {
			const proof = await prove(by);
			return proof.ok ? call((desk) => desk.unlock(proof.value)) : proof;
		},
		lock: () => call((desk) => desk.lock(true)),
		async changePassphrase(by, passphrase) {
			const proof = await prove(by);
			return proof.ok ? call((desk) => desk.changePassphrase({ proof: proof.value, passphrase })) : proof;
		},
		async addPasskey(by) {
			const proof = await prove(by);
			if (!proof.ok) return proof;
			const passkey = await (await import('#lib/services/vault/passkey.ts')).createPasskey();
			if (!passkey.ok) return passkey;
			return call((desk) => desk.addPasskey({ proof: proof.value, passkey: passkey.value }));
		},
		setAutoLock: (minutes) => call((desk) => desk.setAutoLock(minutes)),
		eraseVault: () => call((desk) => desk.eraseVault()),
		setKey: (key) => call((desk) => desk.setKey(key)),
		removeKey: (provider) => call((desk) => desk.removeKey(provider)),
		listKeys: () => ask((desk) => desk.listKeys()),
		exchangeCode: (sign) => call((desk) => desk.exchangeCode(sign)),
		endpoints: () => endpoints.list(),
		async addEndpoint(text) {
			const address = endpointAddress(text);
			if (!address) return err(ADDRESS_REFUSED);
			if (!endpoints.list().includes(address)) {
				endpoints.add(address);
				restart();
			}
			return ok(undefined);
		},
		async removeEndpoint(address) {
			const hasKey = (await ask((desk) => desk.listKeys())).some(
				({ provider }) => provider === endpointId(address),
			);
			const removed = hasKey ? await call((desk) => desk.removeKey(endpointId(address))) : ok(undefined);
			if (!removed.ok) return removed;
			endpoints.remove(address);
			restart();
			return ok(undefined);
		},
		async *generate(request, signal) {
			const id = newUlid();
			const queue = new PartQueue();
			const stop = () => void worker.ask((desk) => desk.abort(id)).catch(() => undefined);
			streams.set(id, queue);
			signal.addEventListener('abort', stop);
			ask((desk) => desk.generate({ id, request })).then(
				() => queue.end(failure(crashed('no terminal part'))),
				(cause: unknown) => queue.end(failure(crashed(cause))),
			);
			try {
				if (signal.aborted) stop();
				yield* queue.read();
			} finally {
				signal.removeEventListener('abort', stop);
				streams.delete(id);
				stop();
			}
		},
		async probe(provider) {
			const listed = await models(provider);
			return listed.ok ? ok({ models: listed.value.length }) : listed;
		},
		models,
		stop: () => worker.stop(),
	};
}

/** One address for the same file, told apart by what it may reach. */
function startWorker({ profile, endpoints }: KeysClientOptions): Worker {
	const url = new URL(KeysWorkerUrl, location.origin);
	const addresses = [...PROVIDERS.map(({ baseUrl }) => baseUrl), ...endpoints.list()];
	url.searchParams.set(CONNECT, [...new Set(addresses.map((address) => new URL(address).origin))].join(','));
	return new Worker(url, { type: 'module', name: profile });
}

async function passkeyProof({
	passkeys,
}: Awaited<ReturnType<KeyDesk['status']>>): Promise<Result<Proof, Problem>> {
	const asked = await (await import('#lib/services/vault/passkey.ts')).askPasskey(passkeys);
	return asked.ok ? ok({ type: 'passkey', output: asked.value.output }) : asked;
}

/** A page that is frozen may be looked at by somebody else when it wakes. */
function whenFrozen(lock: () => void): void {
	document.addEventListener('freeze', lock);
	addEventListener('pagehide', (event) => {
		if (event.persisted) lock();
	});
}

const failure = (error: LlmError): StreamPart => ({ type: 'error', error });

function crashed(cause: unknown): LlmError {
	return {
		kind: 'unavailable',
		message: 'The part of AetherOS that talks to models stopped.',
		action: 'Try again',
		isRetryable: true,
		detail: cause instanceof WorkerCrash ? cause.message : String(cause).slice(0, 200),
	};
}

const UNSEALED: Problem = {
	type: 'vault-unsealed',
	message: 'Keys are only taken once AetherOS guards its own network, which this page load does not.',
	action: 'Reload the page',
};
const ADDRESS_REFUSED: Problem = {
	type: 'address-refused',
	message: 'An address must begin with https://, or with http:// for a program on this machine.',
	action: 'Write it like https://models.example.com/v1',
};
