import type { CreationId } from '#lib/model/id.ts';
import { LinkUses, type LinkUse, type Span } from './spans.ts';

const MAX_SPANS = 500;

/** The last calls of this page, in memory: they end with it. The audit log keeps what lasts. */
export class Traces {
	/** Oldest first. Reactive. */
	spans: readonly Span[] = $state.raw([]);
	readonly #uses = new LinkUses();

	add(span: Span): void {
		this.#uses.add(span);
		this.spans = [...this.spans.slice(1 - MAX_SPANS), span];
	}

	/** What went over a link since this page was opened. Follows `spans`. */
	use(from: CreationId, to: CreationId): LinkUse | undefined {
		return this.spans.length > 0 ? this.#uses.of(from, to) : undefined;
	}
}
