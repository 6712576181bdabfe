/** More calls than a person and their workflows make in a minute. */
export const CALLS_PER_MINUTE = 60;
const MINUTE_MS = 60_000;

/** Stops a script that got into the page from spending at the speed of a script: too many calls, and there is a pause. */
export class Burst {
	readonly #now: () => number;
	readonly #most: number;
	#times: number[] = [];
	#pausedUntil = 0;

	constructor(now: () => number = Date.now, most = CALLS_PER_MINUTE) {
		this.#now = now;
		this.#most = most;
	}

	/** Counts one call. How long it has to wait in ms; 0 lets it pass. */
	spend(): number {
		const now = this.#now();
		if (now < this.#pausedUntil) return this.#pausedUntil - now;
		this.#times = this.#times.filter((time) => now - time < MINUTE_MS);
		if (this.#times.length >= this.#most) {
			this.#pausedUntil = now + MINUTE_MS;
			return MINUTE_MS;
		}
		this.#times.push(now);
		return 0;
	}
}
