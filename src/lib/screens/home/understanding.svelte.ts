import type { KindId } from '#lib/model/kind.ts';
import type { Understanding } from '#lib/model/spec.ts';

/** What a specification keeps of a sentence; more than that is not looked at while typing. */
const MOST_CHARACTERS = 2000;

type Understand = (sentence: string, kind?: KindId) => Promise<Understanding>;

/** What the starter makes of the sentence in the composer: once a frame, the newest sentence only, never in the way of typing. */
export class LiveUnderstanding {
	current: Understanding | null = $state.raw(null);
	readonly #understand: Understand;
	#frame = 0;
	#asked = 0;

	constructor(understand: Understand) {
		this.#understand = understand;
	}

	/** Looks at `sentence` in the next frame. Returns what calls it off. */
	look(sentence: string, kind: KindId | undefined): () => void {
		cancelAnimationFrame(this.#frame);
		const asked = ++this.#asked;
		this.#frame = requestAnimationFrame(() => void this.#ask(sentence.trim(), kind, asked));
		return () => cancelAnimationFrame(this.#frame);
	}

	async #ask(sentence: string, kind: KindId | undefined, asked: number): Promise<void> {
		if (sentence === '') {
			this.current = null;
			return;
		}
		const understanding = await this.#understand(sentence.slice(0, MOST_CHARACTERS), kind);
		if (asked === this.#asked) this.current = understanding;
	}
}
