import * as Y from 'yjs';
import type { Author } from '#lib/model/collab.ts';
import type { Bytes } from './bytes.ts';
import { clientIdOf, isClientOf } from './client-id.ts';

/** Origin of everything that came in by the gate; editors and undo managers must not take it for the person's own. */
export const REMOTE_ORIGIN = 'collab';

/** Milliseconds between two envelopes of local edits. The first after a rest waits for the end of its task only. */
const WINDOW_MS = 30;

/** The living document, what of it others have not been told yet, and how to build it again. */
export class Replica {
	readonly #author: Author;
	readonly #onDue: () => void;
	#doc: Y.Doc;
	#untold: Uint8Array[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;
	#takenMs = -Infinity;

	/** @param onDue is called when local edits wait to be told. */
	constructor(author: Author, doc: Y.Doc, onDue: () => void) {
		this.#author = author;
		this.#onDue = onDue;
		this.#doc = doc;
		this.#adopt(doc);
	}

	get doc(): Y.Doc {
		return this.#doc;
	}

	get hasUntold(): boolean {
		return this.#untold.length > 0;
	}

	apply(update: Uint8Array): void {
		Y.applyUpdate(this.#doc, update, REMOTE_ORIGIN);
	}

	state(): Bytes {
		return new Uint8Array(Y.encodeStateAsUpdate(this.#doc));
	}

	/** Takes the local edits that nobody has been told; undefined when there are none. */
	takeUntold(): Bytes | undefined {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const taken = this.#untold.splice(0);
		if (taken.length > 0) this.#takenMs = performance.now();
		return taken.length === 0 ? undefined : new Uint8Array(Y.mergeUpdates(taken));
	}

	/** Puts back what could not be told. */
	putBack(update: Uint8Array): void {
		this.#untold.unshift(update);
	}

	/** Whether every character in an update was written under a number of this device. */
	isOwn(update: Uint8Array): boolean {
		return [...Y.parseUpdateMeta(update).to.keys()].every((client) => isClientOf(client, this.#author));
	}

	/**
	 * Brings together what is on disk as the room's and what is on disk as the document: edits made while no room was open
	 * are told now. Returns whether some of them are under numbers of nobody, as from before the creation was shared.
	 */
	meet(verified: Y.Doc): boolean {
		const doc = this.#doc;
		this.apply(Y.encodeStateAsUpdate(verified, Y.encodeStateVector(doc)));
		const known = Y.decodeStateVector(Y.encodeStateVector(verified));
		const present = Y.decodeStateVector(Y.encodeStateVector(doc));
		const isNew = (client: number): boolean => (known.get(client) ?? 0) < (present.get(client) ?? 0);
		const fresh = [...present.keys()].filter(isNew);
		for (const client of fresh)
			if (!isClientOf(client, this.#author)) known.set(client, present.get(client) ?? 0);
		const isEqual = Y.equalSnapshots(Y.snapshot(verified), Y.snapshot(doc));
		if (!isEqual) this.#remember(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(known)));
		return fresh.some((client) => !isClientOf(client, this.#author));
	}

	/** A new document made of these updates and the local edits. Returns the old one's state, or undefined when both are equal. */
	rebuild(updates: readonly Uint8Array[]): Bytes | undefined {
		const doc = new Y.Doc();
		doc.transact(() => {
			for (const update of [...updates, ...this.#untold]) Y.applyUpdate(doc, update);
		});
		if (Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(this.#doc))) return undefined;
		const draft = this.state();
		this.release();
		this.#doc = doc;
		this.#adopt(doc);
		return draft;
	}

	/** Stops listening to the document. */
	release(): void {
		clearTimeout(this.#timer);
		this.#doc.off('update', this.#onUpdate);
	}

	#adopt(doc: Y.Doc): void {
		// Whoever opened it may have chosen one that no other tab has.
		if (!isClientOf(doc.clientID, this.#author)) doc.clientID = clientIdOf(this.#author);
		doc.on('update', this.#onUpdate);
	}

	#onUpdate = (update: Uint8Array, origin: unknown): void => {
		// Yjs takes another number when somebody else seems to use its own; it must be one of this device again.
		if (!isClientOf(this.#doc.clientID, this.#author)) this.#doc.clientID = clientIdOf(this.#author);
		if (origin !== REMOTE_ORIGIN) this.#remember(update);
	};

	#remember(update: Uint8Array): void {
		this.#untold.push(update);
		this.#timer ??= setTimeout(this.#onDue, this.#takenMs + WINDOW_MS - performance.now());
	}
}
