import type { Author, RoomId } from '#lib/model/collab.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Bytes } from './bytes.ts';
import type { CollabStore } from './collab.ts';
import type { Envelope } from './envelope.ts';
import type { Gate } from './gate.ts';
import { readSnapshot, writeSnapshot, type Place, type Snapshot } from './snapshot.ts';

export interface SnapshotsOptions {
	readonly store: CollabStore;
	readonly roomId: RoomId;
	readonly gate: Gate;
}

/** After so many envelopes, or bytes in them, the founder makes a new one. */
const DUE_ENVELOPES = 500;
const DUE_BYTES = 256 * 1024;

/** The newest snapshot, and when the next is due. */
export class Snapshots {
	readonly #options: SnapshotsOptions;
	#envelope: Envelope | undefined;
	#snapshot: Snapshot | undefined;
	#envelopes = 0;
	#bytes = 0;
	#saving: Promise<Result<void, Problem>> = Promise.resolve(ok(undefined));

	constructor(options: SnapshotsOptions) {
		this.#options = options;
	}

	/** As an envelope. */
	get bytes(): Bytes | undefined {
		return this.#envelope?.bytes;
	}

	/** The document in it. */
	get state(): Bytes | undefined {
		return this.#snapshot?.state;
	}

	get isDue(): boolean {
		return (
			this.#envelopes >= DUE_ENVELOPES ||
			this.#bytes >= Math.max(DUE_BYTES, this.#snapshot?.state.length ?? 0)
		);
	}

	count(envelope: Envelope): void {
		this.#envelopes += 1;
		this.#bytes += envelope.bytes.length;
	}

	/** The payload of a new one. `state` holds at least what has been let in so far. */
	write(state: Bytes): Bytes {
		const { gate } = this.#options;
		const covers = new Map<Author, Place>();
		for (const author of gate.authors('update')) {
			const { base } = gate.chain('update', author);
			const end = gate.standing('update', author).at(-1) ?? base;
			if (end.seq > 0) covers.set(author, { seq: end.seq, id: end.id });
		}
		return writeSnapshot({ covers, state });
	}

	/** Takes one that was let in. Returns the document in it. */
	take(envelope: Envelope): Bytes {
		const previous = this.#snapshot;
		const snapshot = readSnapshot(envelope.payload);
		if (snapshot === undefined) throw new Error('the gate lets no unreadable snapshot in');
		this.#envelope = envelope;
		this.#snapshot = snapshot;
		this.#envelopes = 0;
		this.#bytes = 0;
		this.#saving = this.#saving.then(() => this.#save(envelope, previous?.covers));
		return snapshot.state;
	}

	/** Resolves when the newest is on disk. */
	saved(): Promise<Result<void, Problem>> {
		return this.#saving;
	}

	/** What only the one before covered stays a while, for devices that come back late. */
	async #save(
		envelope: Envelope,
		covered: ReadonlyMap<Author, Place> | undefined,
	): Promise<Result<void, Problem>> {
		const { store, roomId, gate } = this.#options;
		const saved = await store.putSnapshot(roomId, envelope.bytes);
		if (!saved.ok || covered === undefined) return saved;
		gate.prune(covered);
		return store.prune(roomId, new Map([...covered].map(([author, { seq }]) => [author, seq])));
	}
}
