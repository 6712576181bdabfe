/** Milliseconds before the second try, doubled each time, and how many tries there are before waiting to be called. */
const FIRST_MS = 1_000;
const LAST_MS = 30_000;
const MOST_TRIES = 6;

/** Tries again later, and later still, for each name apart. */
export class Patience {
	#tries = new Map<string, number>();
	#timers = new Map<string, ReturnType<typeof setTimeout>>();

	again(name: string, run: () => void): void {
		const tries = this.#tries.get(name) ?? 0;
		if (tries >= MOST_TRIES || this.#timers.has(name)) return;
		this.#tries.set(name, tries + 1);
		const pauseMs = Math.min(LAST_MS, FIRST_MS * 2 ** tries) * (0.75 + Math.random() / 2);
		const timer = setTimeout(() => {
			this.#timers.delete(name);
			run();
		}, pauseMs);
		this.#timers.set(name, timer);
	}

	/** It worked, or it is no longer wanted. */
	forget(name: string): void {
		clearTimeout(this.#timers.get(name));
		this.#timers.delete(name);
		this.#tries.delete(name);
	}

	clear(): void {
		for (const name of [...this.#timers.keys()]) this.forget(name);
	}
}
