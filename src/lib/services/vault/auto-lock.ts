import type { Vault } from './vault.ts';

/** Locks a vault that nobody uses. */
export class AutoLock {
	readonly #vault: Pick<Vault, 'lock' | 'status'>;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running = 0;
	#minutes = 0;

	constructor(vault: Pick<Vault, 'lock' | 'status'>) {
		this.#vault = vault;
	}

	/** Starts the time over; reads anew how long it is. */
	async touch(): Promise<void> {
		this.#minutes = (await this.#vault.status()).autoLockMinutes;
		this.#restart();
	}

	/** Keeps the vault open while `work` runs, however long. */
	async during<T>(work: () => Promise<T>): Promise<T> {
		this.#running++;
		try {
			return await work();
		} finally {
			this.#running--;
			this.#restart();
		}
	}

	#restart(): void {
		clearTimeout(this.#timer);
		if (this.#minutes === 0) return;
		this.#timer = setTimeout(() => {
			if (this.#running === 0) this.#vault.lock();
		}, this.#minutes * 60_000);
	}
}
