/** How often one caller may call: a burst, and then as many as flow back. */
interface Rate {
	/** Calls at once. */
	readonly burst: number;
	/** Calls for each second that passes. */
	readonly perSecond: number;
}

/** A token bucket for each caller. Kept in memory: who starts anew begins with a full one. */
export class Buckets {
	readonly #rate: Rate;
	readonly #now: () => number;
	readonly #levels = new Map<string, { tokens: number; at: number; isEmpty: boolean }>();

	/** `now` in ms on a steady clock. */
	constructor(rate: Rate, now: () => number = () => performance.now()) {
		this.#rate = rate;
		this.#now = now;
	}

	/**
	 * Takes one call of `caller`. Where it may not call now: how many seconds it has to wait, and whether this is the first
	 * refusal of the burst.
	 */
	take(caller: string): { readonly waitSeconds: number; readonly isFirst: boolean } | undefined {
		const { burst, perSecond } = this.#rate;
		const now = this.#now();
		const before = this.#levels.get(caller) ?? { tokens: burst, at: now, isEmpty: false };
		const tokens = Math.min(burst, before.tokens + ((now - before.at) / 1000) * perSecond);
		const isEmpty = tokens < 1;
		// A burst is over once half of it has flowed back.
		const wasEmpty = before.isEmpty && tokens < burst / 2;
		this.#levels.set(caller, {
			tokens: isEmpty ? tokens : tokens - 1,
			at: now,
			isEmpty: isEmpty || wasEmpty,
		});
		if (!isEmpty) return undefined;
		return { waitSeconds: Math.max(1, Math.ceil((1 - tokens) / perSecond)), isFirst: !wasEmpty };
	}
}
