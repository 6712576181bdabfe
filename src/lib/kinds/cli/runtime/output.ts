/** Most characters that one command may write: 1 MB. More is no output that anybody reads. */
export const MAX_OUTPUT = 1_000_000;
/** Characters that are held back for the next message to the page. */
const FULL = 32_000;
/** Longest that output waits for more to go with it: two frames. ms. */
const PAUSE_MS = 30;

export type Emit = (channel: string, text: string) => void;

/** Thrown by `write` when a command has written too much. */
export class OutputLimitError extends Error {
	constructor() {
		super('Stopped: the output grew above 1 MB. Send it to a file or ask for less of it.');
		this.name = 'OutputLimitError';
	}
}

/** Sends text in pieces while a command runs, since a message for each line would flood the page. */
export class Stream {
	readonly #emit: Emit;
	readonly #channel: string;
	#held = '';
	#timer: ReturnType<typeof setTimeout> | undefined;
	#sentAt = -PAUSE_MS;

	constructor(emit: Emit, channel: string) {
		this.#emit = emit;
		this.#channel = channel;
	}

	write(text: string): void {
		this.#held += text;
		// A program that never rests leaves no time for the timer.
		const isDue = performance.now() - this.#sentAt >= PAUSE_MS;
		if (isDue || this.#held.length >= FULL) this.flush();
		else this.#timer ??= setTimeout(() => this.flush(), PAUSE_MS);
	}

	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#held === '') return;
		const text = this.#held;
		this.#held = '';
		this.#sentAt = performance.now();
		this.#emit(this.#channel, text);
	}
}

/** What a command has written so far, and where it is shown meanwhile. */
export class Output {
	readonly #streams: { readonly stdout?: Stream; readonly stderr?: Stream };
	readonly #texts = { stdout: '', stderr: '' };
	#size = 0;

	constructor(streams: { readonly stdout?: Stream; readonly stderr?: Stream } = {}) {
		this.#streams = streams;
	}

	get stdout(): string {
		return this.#texts.stdout;
	}

	get stderr(): string {
		return this.#texts.stderr;
	}

	/** Throws `OutputLimitError` above the limit; what fits is kept. */
	write(name: 'stdout' | 'stderr', value: unknown): void {
		const text = typeof value === 'string' ? value : String(value);
		const fits = text.slice(0, Math.max(0, MAX_OUTPUT - this.#size));
		this.#size += text.length;
		this.#append(name, fits);
		if (fits.length < text.length) throw new OutputLimitError();
	}

	/** A last word of the runtime itself, outside the limit. */
	say(text: string): void {
		this.#append('stderr', text);
	}

	flush(): void {
		this.#streams.stdout?.flush();
		this.#streams.stderr?.flush();
	}

	#append(name: 'stdout' | 'stderr', text: string): void {
		if (text === '') return;
		this.#texts[name] += text;
		// What was written first is shown first.
		this.#streams[name === 'stdout' ? 'stderr' : 'stdout']?.flush();
		this.#streams[name]?.write(text);
	}
}
