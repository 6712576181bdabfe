import type { CreationId } from '#lib/model/id.ts';
import { spanOf, traceIdOf } from './trace.ts';

/** Most creations that one call may pass through. */
export const MAX_HOPS = 16;
/** How long a call counts for what its creation calls after it was answered. ms. A loop that answers first is one too. */
const AFTERGLOW_MS = 1_000;

/** A call that a creation is at work on. */
interface Flight {
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
	readonly #ended = new WeakSet<Flight>();

	begin(flight: Flight): void {
		const flights = this.#at.get(flight.to) ?? new Set();
		this.#at.set(flight.to, flights.add(flight));
	}

	/** Answered. It counts on for a moment. */
	end(flight: Flight): void {
		this.#ended.add(flight);
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
	 * The call that a call of `caller` is made for: the one it names, where it is being called by it; else the deepest,
	 * where all that it is at work on belong to one trace. Null begins a new trace.
	 */
	traceFrom(caller: CreationId, named: string | null): string | null {
		const flights = [...(this.#at.get(caller) ?? [])].filter((flight) => !this.#ended.has(flight));
		const own = flights.find(({ traceparent }) => spanOf(traceparent) === spanOf(named));
		if (own) return own.traceparent;
		const traces = new Set(flights.map(({ traceparent }) => traceIdOf(traceparent)));
		if (traces.size !== 1) return null;
		return flights.reduce((deepest, flight) => (flight.hop > deepest.hop ? flight : deepest)).traceparent;
	}
}
