interface TurnLimits {
	/** Works that run at the same time. */
	readonly atOnce: number;
	/** Works that may wait. */
	readonly waiting: number;
}

/** How long works may begin one after the other before the page draws and hears again. ms. */
const SLICE_MS = 8;

/** Lets so many works run at a time. The others wait in order, and the page gets a breath between them. */
export class Turns {
	readonly #limits: TurnLimits;
	readonly #waiting: (() => void)[] = [];
	#running = 0;
	#breathAt = 0;
	#breath: Promise<void> | undefined;

	constructor(limits: TurnLimits) {
		this.#limits = limits;
	}

	/** What `work` gives, once it was its turn. Undefined, at once: too many wait already. */
	take<Value>(work: () => Promise<Value>): Promise<Value> | undefined {
		const { atOnce, waiting } = this.#limits;
		if (this.#running < atOnce && this.#waiting.length === 0) return this.#run(work);
		if (this.#waiting.length >= waiting) return undefined;
		return new Promise((resolve) => {
			this.#waiting.push(() => resolve(this.#run(work)));
		});
	}

	async #run<Value>(work: () => Promise<Value>): Promise<Value> {
		this.#running++;
		try {
			return await work();
		} finally {
			this.#running--;
			if (this.#waiting.length > 0) void this.#next();
		}
	}

	async #next(): Promise<void> {
		if (performance.now() - this.#breathAt > SLICE_MS) await this.#breathe();
		while (this.#running < this.#limits.atOnce && this.#waiting.length > 0) this.#waiting.shift()?.();
	}

	#breathe(): Promise<void> {
		return (this.#breath ??= nextTask().then(() => {
			this.#breath = undefined;
			this.#breathAt = performance.now();
		}));
	}
}

/** Behind all that waits for the page by now; timers would wait for longer. */
function nextTask(): Promise<void> {
	const { port1, port2 } = new MessageChannel();
	return new Promise((resolve) => {
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}
