import type { CloudEvent } from '#lib/model/cloud-event.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';

/** Who publishes. The house knows it; what an event says of itself never counts. */
export type Publisher =
	/** `hops` where the event is caused by another one: its hops and one more. */
	| { readonly type: 'creation'; readonly id: CreationId; readonly hops?: number }
	/** An address of the person that events come from. */
	| { readonly type: 'line'; readonly id: string; readonly hops?: number };

/** Which events are meant. What is absent is not asked about. */
export interface EventFilter {
	/** Only what the links of this creation bring. */
	readonly to?: CreationId;
	/** Permanent names of publishers: `urn:aether:…`. */
	readonly sources?: readonly string[];
	/** Exact types, or the beginning of some: `order.*`. */
	readonly types?: readonly string[];
}

/** One event on its way to one subscriber. */
export interface Arrival {
	readonly event: CloudEvent;
	/** The link that brings it; empty for an address of the person. */
	readonly link: string;
}

/** Takes one event. It counts as delivered once this gives ok; else it comes again, later and at most five times. */
export type Receiver = (arrival: Arrival) => Promise<Result<void, Problem>>;

/**
 * Events between creations, as CloudEvents 1.0. An event reaches a creation only along `links.<alias>.events` of that
 * creation's manifest. Published means durable; delivered is recorded once for each subscriber, and events of one
 * source arrive in their order.
 */
export interface EventBus {
	/**
	 * Durable when resolved; gives the event as it is kept. The same id again from the same source is the same event. Fails
	 * with `event-invalid`, `event-source-refused`, `event-too-large`, `event-storm` (too many hops), `event-flood` (too many
	 * a second), or as storage does.
	 */
	publish(from: Publisher, event: unknown): Promise<Result<CloudEvent, Problem>>;
	/** Hears of events from now on, of all tabs, while this page lives. Nothing is kept for it. Returns the unsubscriber. */
	subscribe(filter: EventFilter, listener: (event: CloudEvent) => void): () => void;
	/**
	 * Takes the events of a creation instead of its own `POST /events`, those that waited first, one after the other.
	 * Returns the unsubscriber.
	 */
	receive(to: CreationId, receiver: Receiver): () => void;
}
