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
	/** Resolves when the service worker answers this page's requests, false when it never will. */
	readonly controlled: () => Promise<boolean>;
}

/** The line to the key worker. No worker is started before the service worker can write its policy. */
export interface KeysLine extends Pick<Remote<KeyDesk>, 'ask' | 'call' | 'stop'> {
	/** A worker with another policy takes the place of this one; what it held is forgotten. */
	restart(): void;
}

export function openLine(
	options: KeysClientOptions,
	callbacks: Pick<KeyDeskCallbacks, 'changed' | 'parts'>,
): KeysLine {
	let isStarted = false;
	const start = () => {
		isStarted = true;
		return startWorker(options);
	};
	const { store, controlled } = options;
	const worker = connect<KeyDesk>(start, {
		...callbacks,
		readVault: () => store.read(),
		writeVault: ((change) => store.write(change)) satisfies KeyDeskCallbacks['writeVault'],
	});
	whenFrozen(() => void (isStarted && worker.call((desk) => desk.lock(false))));
	return {
		call: async (work) => ((await controlled()) ? worker.call(work) : err(UNSEALED)),
		async ask(work) {
			await controlled();
			return worker.ask(work);
		},
		stop: () => worker.stop(),
		restart() {
			worker.stop();
			callbacks.changed();
		},
	};
}

/** One address for the same file, told apart by what it may reach. */
function startWorker({ profile, endpoints }: KeysClientOptions): Worker {
	const addresses = [...PROVIDERS.map(({ baseUrl }) => baseUrl), ...endpoints.list()];
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
