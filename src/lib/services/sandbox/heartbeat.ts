const EVERY_MS = 1_000;
/** Unanswered beats before a frame counts as hanging. */
const MISSES = 3;

/** Asks a frame once a second whether it is alive. Rests while the page is hidden, since timers there mean nothing. */
export class Heartbeat {
	readonly #ping: (id: number) => void;
	readonly #change: (isAlive: boolean) => void;
	#timer: ReturnType<typeof setInterval> | undefined;
	#id = 0;
	#answered = 0;
	#misses = 0;
	#lastBeat = 0;
	#isAlive = true;

	constructor(ping: (id: number) => void, change: (isAlive: boolean) => void) {
		this.#ping = ping;
		this.#change = change;
	}

	start(): void {
		this.#timer ??= setInterval(() => {
			this.#beat();
		}, EVERY_MS);
	}

	stop(): void {
		clearInterval(this.#timer);
		this.#timer = undefined;
	}

	/** The frame said something. */
	answer(id: number): void {
		if (id > this.#id || id <= this.#answered) return;
		this.#answered = id;
		this.#misses = 0;
		if (this.#isAlive) return;
		this.#isAlive = true;
		this.#change(true);
	}

	isExpected(id: number): boolean {
		return id <= this.#id && id > this.#answered;
	}

	#beat(): void {
		const now = performance.now();
		const wasAsleep = document.hidden || now - this.#lastBeat > 3 * EVERY_MS;
		this.#lastBeat = now;
		if (wasAsleep) this.#misses = 0;
		else if (this.#answered < this.#id) this.#misses++;
		this.#ping(++this.#id);
		if (this.#misses < MISSES || !this.#isAlive) return;
		this.#isAlive = false;
		this.#change(false);
	}
}
