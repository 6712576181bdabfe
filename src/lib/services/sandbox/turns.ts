import { nextTask } from '#lib/model/next-task.ts';

interface TurnLimits {
	/** Works that run at the same time. */
	readonly atOnce: number;
	/** Works that may wait. */
	readonly waiting: number;
}

/** How long works may begin one after the other before the page draws and hears again. ms. */
const SLICE_MS = 8;
/** How many may begin in one go: most of what each does comes after all have begun, so that the time alone does not tell. */
const IN_ONE_GO = 4;

/** Lets so many works run at a time. The others wait in order, and the page gets a breath between them. */
export class Turns {
	readonly #limits: TurnLimits;
	readonly #waiting: (() => void)[] = [];
	#running = 0;
	#breathAt = 0;
	#begun = 0;
	#isBeginning = false;

	constructor(limits: TurnLimits) {
		this.#limits = limits;
	}

	/** What `work` gives, once it was its turn. Undefined, at once: too many wait already. */
	take<Value>(work: () => Promise<Value>): Promise<Value> | undefined {
		const { atOnce, waiting } = this.#limits;
		if (this.#running < Math.min(atOnce, IN_ONE_GO) && this.#waiting.length === 0) return this.#run(work);
		if (this.#waiting.length >= waiting) return undefined;
		const taken = new Promise<Value>((resolve) => {
			this.#waiting.push(() => resolve(this.#run(work)));
		});
		if (!this.#isBeginning) void this.#begin();
		return taken;
	}

	async #run<Value>(work: () => Promise<Value>): Promise<Value> {
		this.#running++;
		try {
			return await work();
		} finally {
			this.#running--;
			if (!this.#isBeginning) void this.#begin();
		}
	}

	/** Begins what waits, as far as may run. Only one such round may go on, so that each breath is one for all. */
	async #begin(): Promise<void> {
		this.#isBeginning = true;
		while (this.#running < this.#limits.atOnce && this.#waiting.length > 0) {
			if (this.#begun >= IN_ONE_GO || performance.now() - this.#breathAt > SLICE_MS) await this.#breathe();
			this.#waiting.shift()?.();
			this.#begun++;
		}
		this.#isBeginning = false;
	}

	async #breathe(): Promise<void> {
		await nextTask();
		this.#breathAt = performance.now();
		this.#begun = 0;
	}
}
