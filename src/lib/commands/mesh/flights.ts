import type { CreationId } from '#lib/model/id.ts';
import { spanOf } from './trace.ts';

/** Most creations that one call may pass through. */
export const MAX_HOPS = 16;
/** How long a call counts for what its creation calls after it was answered. ms. A loop that answers first is one too. */
const AFTERGLOW_MS = 1_000;

/** A call that a creation is at work on. */
export interface Flight {
	readonly to: CreationId;
	/** Creations that the call came through; 0 from the person. */
	readonly hop: number;
	readonly traceparent: string;
}

/**
 * What each creation is at work on. Only this tells how deep a call stands: what a creation sends along could say
 * anything.
 */
export class Flights {
	readonly #at = new Map<CreationId, Set<Flight>>();

	begin(flight: Flight): void {
		const flights = this.#at.get(flight.to) ?? new Set();
		this.#at.set(flight.to, flights.add(flight));
	}

	/** Answered. It counts on for a moment. */
	end(flight: Flight): void {
		setTimeout(() => {
			const flights = this.#at.get(flight.to);
			flights?.delete(flight);
			if (flights?.size === 0) this.#at.delete(flight.to);
		}, AFTERGLOW_MS);
	}

	/** The hop of a call that `caller` makes now: one more than the deepest call it may be making it for. */
	hopFrom(caller: CreationId): number {
		return 1 + Math.max(0, ...[...(this.#at.get(caller) ?? [])].map(({ hop }) => hop));
	}

	/**
	 * The trace that a call of `caller` belongs to: the one it names, where it is being called in it; else the only one
	 * it can be. Null begins a new one.
	 */
	traceFrom(caller: CreationId, named: string | null): string | null {
		const flights = [...(this.#at.get(caller) ?? [])];
		const own = flights.find(({ traceparent }) => spanOf(traceparent) === spanOf(named));
		return own?.traceparent ?? (flights.length === 1 ? (flights[0]?.traceparent ?? null) : null);
	}
}
