import type { Keys } from '#lib/services/llm/keys.ts';
import type { KeyInfo, VaultStatus } from '#lib/model/vault.ts';

/** What screens read of the vault. Reactive; asks nobody before somebody watches. */
export class VaultFacts {
	readonly #load: () => Promise<Keys | undefined>;
	#status: VaultStatus | undefined = $state.raw();
	#keys: readonly KeyInfo[] = $state.raw([]);
	#endpoints: readonly string[] = $state.raw([]);

	constructor(load: () => Promise<Keys | undefined>) {
		this.#load = load;
	}

	/** Undefined until it is known. */
	get status(): VaultStatus | undefined {
		return this.#status;
	}
	get keys(): readonly KeyInfo[] {
		return this.#keys;
	}
	/** Addresses the person added. */
	get endpoints(): readonly string[] {
		return this.#endpoints;
	}

	/** Keeps the facts current until the returned function is called. */
	watch(): () => void {
		let unwatch: (() => void) | undefined;
		let isOver = false;
		void this.#load().then((keys) => {
			if (!keys || isOver) return;
			unwatch = keys.watch(() => void this.#read(keys));
			void this.#read(keys);
		});
		return () => {
			isOver = true;
			unwatch?.();
		};
	}

	async #read(keys: Keys): Promise<void> {
		const [status, list] = await Promise.all([keys.status(), keys.listKeys()]);
		this.#status = status;
		this.#keys = list;
		this.#endpoints = keys.endpoints();
	}
}
