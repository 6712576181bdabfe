import { PROVIDERS } from '#lib/model/providers.ts';
import { err, type Problem } from '#lib/model/result.ts';
import type { Endpoints } from '#lib/services/vault/endpoints.ts';
import type { VaultStore } from '#lib/services/vault/vault.ts';
import KeysWorkerUrl from './keys.worker.ts?worker&url';
import type { KeyDesk, KeyDeskCallbacks } from './keys-protocol.ts';
import { connect, type Remote } from './remote.ts';
import { sealedAddress } from './sealed-address.ts';

export interface KeysClientOptions {
	/** Id of the profile. */
	readonly profile: string;
	readonly store: VaultStore;
	readonly endpoints: Endpoints;
	/** Origins of services that a secret goes to; asked before the worker starts. */
	readonly services: () => Promise<readonly string[]>;
	/** Resolves when the service worker answers this page's requests, false when it never will. */
	readonly controlled: () => Promise<boolean>;
}

/** The line to the key worker. No worker is started before the service worker can write its policy. */
export interface KeysLine extends Pick<Remote<KeyDesk>, 'ask' | 'call' | 'stop'> {
	/** Makes sure that the worker may reach `origins`; where it may not yet, it starts anew and what it held is forgotten. */
	admit(origins: readonly string[]): Promise<void>;
	/** A worker with another policy takes the place of this one; what it held is forgotten. */
	restart(): void;
}

export function openLine(
	options: KeysClientOptions,
	callbacks: Pick<KeyDeskCallbacks, 'changed' | 'parts'>,
): KeysLine {
	let isStarted = false;
	let services: readonly string[] = [];
	const start = () => {
		isStarted = true;
		return startWorker(options, services);
	};
	const { store } = options;
	const controlled = async () => {
		if (!isStarted) services = await options.services();
		return options.controlled();
	};
	const worker = connect<KeyDesk>(start, {
		...callbacks,
		readVault: () => store.read(),
		writeVault: ((change) => store.write(change)) satisfies KeyDeskCallbacks['writeVault'],
	});
	const restart = () => {
		worker.stop();
		callbacks.changed();
	};
	whenFrozen(() => void (isStarted && worker.call((desk) => desk.lock(false))));
	return {
		call: async (work) => ((await controlled()) ? worker.call(work) : err(UNSEALED)),
		async ask(work) {
			await controlled();
			return worker.ask(work);
		},
		stop: () => worker.stop(),
		async admit(origins) {
			if (!isStarted) services = await options.services();
			const missing = origins.filter((origin) => !services.includes(origin));
			if (missing.length === 0) return;
			services = [...services, ...missing];
			if (isStarted) restart();
		},
		restart,
	};
}

/** A policy with more origins than it may have would let nothing through. */
const MOST_SERVICES = 80;

/** One address for the same file, told apart by what it may reach. */
function startWorker({ profile, endpoints }: KeysClientOptions, services: readonly string[]): Worker {
	const addresses = [
		...PROVIDERS.map(({ baseUrl }) => baseUrl),
		...endpoints.list(),
		...services.slice(0, MOST_SERVICES),
	];
	return new Worker(sealedAddress(KeysWorkerUrl, addresses), { type: 'module', name: profile });
}

/** A page that is frozen may be looked at by somebody else when it wakes. */
function whenFrozen(lock: () => void): void {
	document.addEventListener('freeze', lock);
	addEventListener('pagehide', (event) => {
		if (event.persisted) lock();
	});
}

const UNSEALED: Problem = {
	type: 'vault-unsealed',
	message: 'Keys are only taken once AetherOS guards its own network, which this page load does not.',
	action: 'Reload the page',
};
