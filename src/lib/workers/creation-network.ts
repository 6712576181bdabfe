import { ok } from '#lib/model/result.ts';
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
	const holderOf = ({ holder: name }: NetworkCall): Holder => {
		const holder = holders.get(name) ?? new Holder(controlled, () => holders.delete(name));
		holders.set(name, holder);
		return holder;
	};
	return {
		async send(call) {
			const { secret } = call;
			if (secret) return (await keys()).sendWithSecret({ ...wireOf(call), secret });
			return holderOf(call).send(call);
		},
		open: (call) => holderOf(call).open(call),
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
		this.#begin(call);
		try {
			return await this.#client.send(wireOf(call));
		} finally {
			this.#end();
		}
	}

	/** It counts as under way until it is closed. */
	async open(call: NetworkCall): ReturnType<Network['open']> {
		this.#begin(call);
		const opened = await this.#client.open(wireOf(call));
		if (!opened.ok) {
			this.#end();
			return opened;
		}
		let isOpen = true;
		const close = (): void => {
			if (!isOpen) return;
			isOpen = false;
			opened.value.close();
			this.#end();
		};
		return ok({ ...opened.value, close });
	}

	#begin({ origins }: NetworkCall): void {
		clearTimeout(this.#timer);
		this.#origins = origins;
		this.#underWay++;
	}

	#end(): void {
		if (--this.#underWay === 0) this.#timer = setTimeout(() => this.#stop(), IDLE_MS);
	}

	#stop(): void {
		this.#onIdle();
		this.#client.stop();
	}
}
