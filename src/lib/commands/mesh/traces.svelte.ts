import type { CreationId } from '#lib/model/id.ts';
import { LinkUses, type LinkUse, type Span } from './spans.ts';

const MAX_SPANS = 500;

/** The last calls of this page, in memory: they end with it. The audit log keeps what lasts. */
export class Traces {
	#all: Span[] = [];
	readonly #uses = new LinkUses();
	/** Grows once for all the calls of one task: whoever watches a burst draws it once. */
	#version = $state(0);
	#isTold = true;

	/** Oldest first. Reactive. */
	get spans(): readonly Span[] {
		return this.#version < 0 ? [] : this.#all.slice(-MAX_SPANS);
	}

	add(span: Span): void {
		this.#uses.add(span);
		this.#all.push(span);
		if (this.#all.length >= 2 * MAX_SPANS) this.#all = this.#all.slice(-MAX_SPANS);
		if (!this.#isTold) return;
		this.#isTold = false;
		setTimeout(() => {
			this.#isTold = true;
			this.#version++;
		});
	}

	/** What went over a link since this page was opened. Follows `spans`. */
	use(from: CreationId, to: CreationId): LinkUse | undefined {
		return this.#version < 0 ? undefined : this.#uses.of(from, to);
	}
}
