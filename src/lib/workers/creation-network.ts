import type { Network, NetworkCall } from '#lib/services/network/network.ts';
import type { SecretCalls } from './keys.ts';
import { wireOf } from './network-request.ts';
import { createNetworkClient, type NetworkClient } from './network.ts';

/** How long a worker waits for another call of its holder. ms. */
const IDLE_MS = 60_000;

export interface CreationNetworkOptions {
	/** The key worker: what carries a secret leaves from there. */
	readonly keys: () => Promise<SecretCalls>;
	/** Resolves when the service worker answers this page's requests, false when it never will. */
	readonly controlled: () => Promise<boolean>;
}

/** The network of creations: a worker for each holder, which can reach what that one may and nothing else. */
export function createCreationNetwork({ keys, controlled }: CreationNetworkOptions): Network {
	const holders = new Map<string, Holder>();
	return {
		async send(call) {
			const { secret } = call;
			if (secret) return (await keys()).sendWithSecret({ ...wireOf(call), secret });
			const holder = holders.get(call.holder) ?? new Holder(controlled, () => holders.delete(call.holder));
			holders.set(call.holder, holder);
			return holder.send(call);
		},
		setSecret: async (secret) => (await keys()).setSecret(secret),
		removeSecret: async (id) => (await keys()).removeSecret(id),
		secrets: async () => (await keys()).secrets(),
	};
}

class Holder {
	readonly #client: NetworkClient;
	readonly #onIdle: () => void;
	#origins: readonly string[] = [];
	#underWay = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(controlled: () => Promise<boolean>, onIdle: () => void) {
		this.#onIdle = onIdle;
		this.#client = createNetworkClient({ confirmed: () => Promise.resolve(this.#origins), controlled });
	}

	async send(call: NetworkCall): ReturnType<Network['send']> {
		clearTimeout(this.#timer);
		this.#origins = call.origins;
		this.#underWay++;
		try {
			return await this.#client.send(wireOf(call));
		} finally {
			if (--this.#underWay === 0) this.#timer = setTimeout(() => this.#stop(), IDLE_MS);
		}
	}

	#stop(): void {
		this.#onIdle();
		this.#client.stop();
	}
}
