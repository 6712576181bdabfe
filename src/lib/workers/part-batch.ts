import type { StreamPart } from '#lib/model/llm.ts';

/** One frame: the eye sees no difference, the page gets one message for many tokens. */
const EVERY_MS = 16;

/** Collects parts of one stream and hands them on together. */
export class PartBatch {
	readonly #send: (parts: readonly StreamPart[]) => void;
	#parts: StreamPart[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(send: (parts: readonly StreamPart[]) => void) {
		this.#send = send;
	}

	add(part: StreamPart): void {
		this.#parts.push(part);
		this.#timer ??= setTimeout(() => this.flush(), EVERY_MS);
	}

	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#parts.length > 0) this.#send(this.#parts);
		this.#parts = [];
	}
}
