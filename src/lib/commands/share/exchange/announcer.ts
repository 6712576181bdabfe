import type { Author } from '#lib/model/collab.ts';
import type { Offer } from '#lib/model/lending.ts';
import type { DirectLine } from '#lib/services/collab/direct.ts';

/** Tells each linked device what there is for it, and only what it has not been told. */
export class Announcer {
	readonly #direct: DirectLine;
	#told = new Map<Author, string>();

	constructor(direct: DirectLine) {
		this.#direct = direct;
	}

	/** Forgets everybody else: who comes back is told anew. */
	keep(linked: readonly Author[]): void {
		for (const author of this.#told.keys()) if (!linked.includes(author)) this.#told.delete(author);
	}

	tell(author: Author, offer: Offer): void {
		const text = JSON.stringify(offer);
		if (this.#told.get(author) === text) return;
		this.#told.set(author, text);
		void this.#send(author, text);
	}

	async #send(author: Author, text: string): Promise<void> {
		const heard = await this.#direct.ask(author, {
			topic: 'offer',
			payload: new Uint8Array(new TextEncoder().encode(text)),
			signal: new AbortController().signal,
			onPart: () => undefined,
		});
		// It has perhaps not opened the room wholly yet: it tells us when it has, and is told again then.
		if (!heard.ok && this.#told.get(author) === text) this.#told.delete(author);
	}
}
