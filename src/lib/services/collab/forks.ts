import type { Author, RoomRow } from '#lib/model/collab.ts';
import { readEnvelope, type Envelope } from './envelope.ts';
import type { Gate } from './gate.ts';

/** Two envelopes that one author signed for one place. */
export interface Fork {
	readonly first: Envelope;
	readonly second: Envelope;
}

/** The proofs that authors forked their chains: kept, and shown to whoever has not seen them. */
export class Forks {
	#forks = new Map<string, Fork>();

	/** By stream and author. */
	get proofs(): ReadonlyMap<string, Fork> {
		return this.#forks;
	}

	get rows(): RoomRow['forks'] {
		return [...this.#forks.values()].map(({ first, second }) => ({
			first: first.bytes,
			second: second.bytes,
		}));
	}

	has(author: Author): boolean {
		return [...this.#forks.values()].some(({ first }) => first.author === author);
	}

	/** The gate tells only of one that lies earlier than the one before. */
	note(first: Envelope, second: Envelope): void {
		this.#forks.set(`${first.kind} ${first.author}`, { first, second });
	}

	/** Takes up what was proven before, ahead of the envelopes that no longer count. */
	async recall(rows: RoomRow['forks'], gate: Gate): Promise<void> {
		for (const row of rows) {
			const first = await readEnvelope(row.first);
			const second = await readEnvelope(row.second);
			if (first === undefined || second === undefined) continue;
			this.note(first, second);
			gate.recall(first);
		}
	}
}
