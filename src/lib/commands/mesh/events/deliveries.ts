import { fitsType } from '#lib/model/cloud-event.ts';
import type { Delivery } from '#lib/model/delivery.ts';
import { creationIdFrom } from '#lib/model/id.ts';
import { err, type Problem, type Result } from '#lib/model/result.ts';
import type { Services } from '../../services.ts';
import { eventIn } from './admit.ts';
import type { Arrival, Receiver } from './events.ts';

/** How long to wait after each failure; after the last one the delivery has failed. ms. */
export const DELAYS_MS = [1_000, 10_000, 60_000, 600_000];

/** A problem of this type is not tried again. */
export const REFUSED = 'event-refused';

export interface DeliveriesParts {
	readonly services: () => Services;
	/** Who takes events for `to`; undefined while nobody does. */
	readonly receiverOf: (to: string) => Promise<Receiver | undefined>;
	readonly delaysMs: readonly number[];
}

/** Brings each subscriber what waits for it: one after the other, in the order of each source, in one tab at a time. */
export class Deliveries {
	readonly #parts: DeliveriesParts;
	readonly #busy = new Map<string, { isAgain: boolean }>();
	readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

	constructor(parts: DeliveriesParts) {
		this.#parts = parts;
	}

	/** All for whom something waits. */
	async wakeAll(): Promise<void> {
		for (const to of await this.#store.awaited()) this.wake(to);
	}

	/** Looks what waits for `to`, now or as soon as it is through with what it is at. */
	wake(to: string): void {
		const busy = this.#busy.get(to);
		if (busy) busy.isAgain = true;
		else void this.#work(to);
	}

	stop(): void {
		for (const timer of this.#timers.values()) clearTimeout(timer);
		this.#timers.clear();
	}

	async #work(to: string): Promise<void> {
		const state = { isAgain: false };
		this.#busy.set(to, state);
		try {
			do {
				state.isAgain = false;
				const receiver = await this.#parts.receiverOf(to);
				if (receiver)
					await navigator.locks.request(`aether-events:${to}`, () => this.#deliverAll(to, receiver));
			} while (state.isAgain);
		} finally {
			this.#busy.delete(to);
		}
	}

	async #deliverAll(to: string, receiver: Receiver): Promise<void> {
		const wants = await this.#store.subscriptions(to);
		const isWanted = ({ source, type }: Delivery): boolean =>
			wants.some((want) => [source, '*'].includes(want.source) && fitsType(type, want.types));
		/** Sources that wait for an earlier event of theirs, and until when. */
		const held = new Map<string, number>();
		for (const delivery of await this.#store.waiting(to)) {
			if (held.has(delivery.source)) continue;
			const next =
				delivery.dueAt > Date.now()
					? delivery
					: isWanted(delivery)
						? await this.#deliver(delivery, receiver)
						: failed(delivery, UNWANTED);
			if (next !== delivery) await this.#settle(next);
			if (next.state === 'waiting') held.set(next.source, next.dueAt);
		}
		if (held.size > 0) this.#later(to, Math.min(...held.values()));
	}

	async #deliver(delivery: Delivery, receiver: Receiver): Promise<Delivery> {
		const kept = await this.#store.event(delivery.seq);
		const event = kept && eventIn(kept.body);
		if (!event) return failed(delivery, DAMAGED);
		const result = await attempt(receiver, { event, link: delivery.link });
		const tried = { ...delivery, attempts: delivery.attempts + 1 };
		if (result.ok) return { ...tried, state: 'delivered', endedAt: Date.now() };
		const delayMs = this.#parts.delaysMs[delivery.attempts];
		if (delayMs === undefined || result.error.type === REFUSED) return failed(tried, result.error);
		return { ...tried, dueAt: Date.now() + delayMs, problem: words(result.error) };
	}

	async #settle(delivery: Delivery): Promise<void> {
		await this.#store.settle(delivery);
		if (delivery.state !== 'failed') return;
		const creationId = creationIdFrom(delivery.to);
		void this.#parts.services().storage.audit({
			event: 'event.deliver',
			outcome: 'failed',
			...(creationId ? { creationId } : {}),
			detail: { type: delivery.type, source: delivery.source, problem: delivery.problem ?? '' },
		});
	}

	#later(to: string, at: number): void {
		clearTimeout(this.#timers.get(to));
		const wake = (): void => {
			this.#timers.delete(to);
			this.wake(to);
		};
		this.#timers.set(to, setTimeout(wake, Math.max(0, at - Date.now())));
	}

	get #store() {
		return this.#parts.services().storage.events;
	}
}

async function attempt(receiver: Receiver, arrival: Arrival): Promise<Result<void, Problem>> {
	try {
		return await receiver(arrival);
	} catch (error) {
		return err({ type: 'event-failed', message: String(error).slice(0, 400) });
	}
}

const words = ({ message, detail }: Problem): string =>
	(detail ? `${message} ${detail}` : message).slice(0, 500);

const failed = (delivery: Delivery, problem: Problem): Delivery => ({
	...delivery,
	state: 'failed',
	endedAt: Date.now(),
	problem: words(problem),
});

const UNWANTED: Problem = { type: REFUSED, message: 'No link asks for this event any more.' };
const DAMAGED: Problem = { type: REFUSED, message: 'The event could not be read any more.' };
