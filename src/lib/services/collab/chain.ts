import { NO_PREVIOUS, type Envelope } from './envelope.ts';
import { LIMITS } from './limits.ts';
import type { Place } from './snapshot.ts';

/** Where an envelope stands to a chain. */
export type Position =
	| { readonly type: 'next' | 'ahead' | 'replay' | 'covered' }
	/** The author signed something else for a place that is taken. */
	| { readonly type: 'fork'; readonly other: Envelope };

/** What one author said in one stream, in order. */
export class Chain {
	/** What lies before is in a snapshot. */
	#base: Place = { seq: 0, id: NO_PREVIOUS };
	#entries: Envelope[] = [];
	#held = new Map<string, Envelope>();
	#cut = Infinity;

	/** Everything kept, also what does not count. */
	get entries(): readonly Envelope[] {
		return this.#entries;
	}

	get base(): Place {
		return this.#base;
	}

	get head(): Place {
		return this.#entries.at(-1) ?? this.#base;
	}

	/** The last place that counts after a fork; Infinity where there is none. */
	get cut(): number {
		return this.#cut;
	}

	at(seq: number): Envelope | undefined {
		return this.#entries[seq - this.#base.seq - 1];
	}

	positionOf(envelope: Envelope): Position {
		const head = this.head;
		if (envelope.seq <= this.#base.seq) return { type: 'covered' };
		const present = this.at(envelope.seq);
		if (present !== undefined)
			return present.id === envelope.id ? { type: 'replay' } : { type: 'fork', other: present };
		if (envelope.seq > head.seq + 1) return { type: this.#held.has(envelope.id) ? 'replay' : 'ahead' };
		if (envelope.prev === head.id) return { type: 'next' };
		const last = this.at(head.seq);
		return last === undefined ? { type: 'covered' } : { type: 'fork', other: last };
	}

	push(envelope: Envelope): void {
		this.#entries.push(envelope);
	}

	/** Takes another for the only entry. */
	replace(envelope: Envelope): void {
		this.#entries = [envelope];
	}

	/** Keeps what came too early; false when too much waits already. */
	hold(envelope: Envelope): boolean {
		if (this.#held.size >= LIMITS.heldPerAuthor) return false;
		this.#held.set(envelope.id, envelope);
		return true;
	}

	/** Takes out what waited for the present end. */
	nextHeld(): Envelope | undefined {
		for (const [id, envelope] of this.#held) {
			if (envelope.seq > this.head.seq + 1) continue;
			this.#held.delete(id);
			return envelope;
		}
		return undefined;
	}

	/** Nothing counts from the place of the fork on. True when this makes less count than before. */
	forkAt(seq: number): boolean {
		if (seq - 1 >= this.#cut) return false;
		this.#cut = seq - 1;
		return true;
	}

	/** A snapshot covers the chain up to here. True when another branch had been taken. */
	coverBy(place: Place): boolean {
		const present = this.at(place.seq);
		if (place.seq <= this.#base.seq || present?.id === place.id) return false;
		const differs = place.seq <= this.head.seq;
		this.#entries = [];
		this.#base = place;
		return differs;
	}

	/** Forgets what snapshots cover. */
	prune(through: number): void {
		const last = this.at(through);
		if (last === undefined) return;
		this.#entries.splice(0, through - this.#base.seq);
		this.#base = { seq: last.seq, id: last.id };
	}
}
