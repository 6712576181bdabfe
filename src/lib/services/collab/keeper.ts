import type { AclRow, CommentRow, EnvelopeRow, RoomId } from '#lib/model/collab.ts';
import type { CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { CollabStore } from './collab.ts';
import type { SaidComment } from './comments.ts';
import type { Envelope } from './envelope.ts';

/** Writes envelopes down in the order they were let in, many at a time. */
export class Keeper {
	readonly #store: CollabStore;
	readonly #roomId: RoomId;
	readonly #creationId: CreationId;
	#acl: AclRow[] = [];
	#envelopes: EnvelopeRow[] = [];
	#comments: CommentRow[] = [];
	#writing: Promise<Result<void, Problem>> = Promise.resolve(ok(undefined));
	#isScheduled = false;

	constructor(store: CollabStore, roomId: RoomId, creationId: CreationId) {
		this.#store = store;
		this.#roomId = roomId;
		this.#creationId = creationId;
	}

	keep({ kind, author, seq, bytes }: Envelope, said?: SaidComment): void {
		const row = { roomId: this.#roomId, author, seq, bytes };
		if (kind === 'acl') this.#acl.push(row);
		if (kind === 'update' || kind === 'comment') this.#envelopes.push({ ...row, stream: kind });
		if (said !== undefined) this.#comments.push({ ...said, creationId: this.#creationId });
		if (this.#isScheduled) return;
		this.#isScheduled = true;
		queueMicrotask(() => void this.saved());
	}

	/** Resolves when all so far is on disk. What could not be written is tried again with the next. */
	async saved(): Promise<Result<void, Problem>> {
		this.#isScheduled = false;
		const taken = { acl: this.#acl, envelopes: this.#envelopes, comments: this.#comments };
		const isEmpty = Object.values(taken).every(({ length }) => length === 0);
		if (isEmpty) return this.#writing;
		this.#acl = [];
		this.#envelopes = [];
		this.#comments = [];
		this.#writing = this.#writing.then(() => this.#write(taken));
		return this.#writing;
	}

	async #write(rows: {
		readonly acl: AclRow[];
		readonly envelopes: EnvelopeRow[];
		readonly comments: CommentRow[];
	}): Promise<Result<void, Problem>> {
		const written = await this.#store.append(rows);
		if (written.ok) return ok(undefined);
		this.#acl.unshift(...rows.acl);
		this.#envelopes.unshift(...rows.envelopes);
		this.#comments.unshift(...rows.comments);
		return err(written.error);
	}
}
