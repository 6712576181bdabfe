import type { DraftText } from '#lib/model/draft.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Message } from '#lib/model/thread.ts';

/** What arrives in this time is written together. ms. */
const FLUSH_MS = 250;

interface DraftStore {
	appendDraft(message: Message, added: DraftText): Promise<Result<void, Problem>>;
}

/** Writes an answer down while it arrives, so that a crash leaves a draft to go on with. */
export class DraftWriter {
	readonly #store: DraftStore;
	readonly #message: Message;
	#pending = { text: '', reasoning: '' };
	#timer: ReturnType<typeof setTimeout> | undefined;
	#written: Promise<unknown> = Promise.resolve();

	constructor(store: DraftStore, message: Message) {
		this.#store = store;
		this.#message = message;
	}

	add(text: string, reasoning: string): void {
		this.#pending.text += text;
		this.#pending.reasoning += reasoning;
		this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
	}

	/** Resolves when all that was added is on disk, or could not be written. */
	async flush(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const added = this.#pending;
		this.#pending = { text: '', reasoning: '' };
		if (added.text || added.reasoning)
			this.#written = this.#written.then(() => this.#store.appendDraft(this.#message, added));
		await this.#written;
	}
}
