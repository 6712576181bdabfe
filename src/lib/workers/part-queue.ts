import type { StreamPart } from '#lib/model/llm.ts';

/** Parts that arrive by messages, as a stream. Ends itself after the terminal part. */
export class PartQueue {
	#parts: StreamPart[] = [];
	#wake: (() => void) | undefined;
	#isEnded = false;

	push(parts: readonly StreamPart[]): void {
		this.#parts.push(...parts);
		this.#wake?.();
	}

	/** For a stream that stops without a terminal part. */
	end(last: StreamPart): void {
		if (!this.#isEnded) this.push([last]);
	}

	async *read(): AsyncGenerator<StreamPart> {
		while (!this.#isEnded) {
			const parts = this.#parts;
			this.#parts = [];
			for (const part of parts) {
				if (this.#isEnded) return;
				this.#isEnded = part.type === 'finish' || part.type === 'error';
				yield part;
			}
			if (!this.#isEnded && this.#parts.length === 0)
				await new Promise<void>((resolve) => (this.#wake = resolve));
		}
	}
}
