import * as Y from 'yjs';
import { commentSchema, type Author, type RoomId, type Stream } from '#lib/model/collab.ts';
import * as z from 'zod/mini';
import { textOf } from './bytes.ts';
import { Chain } from './chain.ts';
import { isClientOf } from './client-id.ts';
import { isAuthentic, readEnvelope, type Envelope } from './envelope.ts';
import { LIMITS } from './limits.ts';
import { Members } from './members.ts';
import { readPresence } from './presence.ts';
import { readSnapshot, type Place, type Snapshot } from './snapshot.ts';
import type { Refusal, Verdict } from './verdict.ts';

/** What an envelope that was let in does. All of it is synchronous: the gate decides one envelope after the other. */
export interface Effects {
	/** Counts from now on. */
	accepted(envelope: Envelope): void;
	/** The proof that an author forked a chain. */
	forked(first: Envelope, second: Envelope): void;
	/** Other entries count than before: what was built from this stream must be built again. */
	restated(stream: Stream): void;
}

export interface Claim {
	/** The device at the other end of the link it came by, when it speaks for itself. */
	readonly isDirect: boolean;
	readonly nowMs: number;
	/** From this device's own disk: was checked when it came. */
	readonly isTrusted?: boolean;
}

/** The one place that decides whether an envelope may change this device. */
export class Gate {
	readonly roomId: RoomId;
	readonly #effects: Effects;
	#members: Members;
	#chains = new Map<string, Chain>();
	#strangers = new Map<string, Envelope>();
	#presence = new Map<Author, number>();
	#snapshot: { readonly seq: number; readonly id: string } = { seq: 0, id: '' };
	#turn: Promise<unknown> = Promise.resolve();

	constructor(roomId: RoomId, effects: Effects) {
		this.roomId = roomId;
		this.#effects = effects;
		this.#members = new Members(roomId);
	}

	get members(): Members {
		return this.#members;
	}

	/** The newest snapshot: its place in the founder's chain of them. */
	get snapshot(): { readonly seq: number; readonly id: string } {
		return this.#snapshot;
	}

	/** Read only: an author without one gets an empty one that is not kept. */
	chain(stream: Stream, author: Author): Chain {
		return this.#chains.get(`${stream} ${author}`) ?? new Chain();
	}

	/** Every author with a chain of this stream. */
	authors(stream: Stream): readonly Author[] {
		return this.#members.all
			.map(({ author }) => author)
			.filter((author) => this.#chains.has(`${stream} ${author}`));
	}

	/** What of a chain counts, in order. */
	standing(stream: Exclude<Stream, 'snapshot'>, author: Author): readonly Envelope[] {
		const chain = this.chain(stream, author);
		return chain.entries.filter(
			({ seq }) => seq <= chain.cut && (stream === 'acl' || this.#members.permits(author, stream, seq)),
		);
	}

	/** Forgets updates that the newest snapshot and the one before it cover. */
	prune(through: ReadonlyMap<Author, Place>): void {
		for (const [author, { seq }] of through) this.chain('update', author).prune(seq);
	}

	/** Takes up a fork that was proven before: the first of its two envelopes says where. */
	recall(first: Envelope): void {
		if (first.kind !== 'presence') this.#keptChain(first.kind, first.author).forkAt(first.seq);
	}

	/** Decides after all that were given before. Never rejects, whatever the bytes are. */
	admit(bytes: Uint8Array, claim: Claim): Promise<Verdict> {
		const verdict = this.#turn.then(() => this.#admit(bytes, claim));
		this.#turn = verdict.catch(() => undefined);
		return verdict;
	}

	async #admit(bytes: Uint8Array, claim: Claim): Promise<Verdict> {
		const envelope = await readEnvelope(bytes);
		if (envelope === undefined) return refused('garbage');
		const verdict = await this.#judge(envelope, claim);
		if (verdict.outcome === 'accepted' && envelope.kind === 'acl') await this.#welcomeStrangers(claim);
		return verdict;
	}

	async #judge(envelope: Envelope, claim: Claim): Promise<Verdict> {
		const key = await this.#keyOf(envelope);
		if (key === undefined) return this.#holdStranger(envelope);
		const early = this.#precheck(envelope, claim);
		if (early !== undefined) return early;
		if (claim.isTrusted !== true && !(await isAuthentic(envelope, key, this.roomId)))
			return refused('forged', envelope);
		return envelope.kind === 'presence' ? this.#showPresence(envelope) : this.#place(envelope, claim);
	}

	async #keyOf(envelope: Envelope): Promise<CryptoKey | undefined> {
		const known = this.#members.of(envelope.author)?.key;
		if (known !== undefined || envelope.kind !== 'acl') return known;
		return this.#members.introduces(envelope);
	}

	/** What needs no signature to be refused. */
	#precheck(envelope: Envelope, claim: Claim): Verdict | undefined {
		const { kind, author, seq } = envelope;
		if (kind !== 'acl' && envelope.knows > this.recordsKnown) return this.#holdStranger(envelope);
		if (kind !== 'acl' && !this.#members.permits(author, kind, seq)) return refused('role', envelope);
		if (kind === 'presence')
			return seq <= (this.#presence.get(author) ?? 0) ? refused('replay', envelope) : undefined;
		if (kind === 'snapshot') return this.#precheckSnapshot(envelope);
		const position = this.chain(kind, author).positionOf(envelope);
		if (position.type === 'replay' || position.type === 'covered') return refused('replay', envelope);
		if (seq > this.chain(kind, author).cut) return refused('forked', envelope);
		const isNewcomer = kind === 'acl' && claim.isDirect && this.#members.of(author) === undefined;
		if (isNewcomer && this.#members.isExpired(envelope, claim.nowMs)) return refused('expired', envelope);
		return undefined;
	}

	/** How many of the founder's records are here: what a statement made here may claim to know. */
	get recordsKnown(): number {
		const founder = this.#members.founder;
		return founder === undefined ? 0 : this.chain('acl', founder.author).head.seq;
	}

	#precheckSnapshot({ seq, id, ...envelope }: Envelope): Verdict | undefined {
		if (id === this.#snapshot.id) return refused('replay', { ...envelope, seq, id });
		return seq <= this.#snapshot.seq ? refused('stale', { ...envelope, seq, id }) : undefined;
	}

	#showPresence(envelope: Envelope): Verdict {
		if (readPresence(envelope.payload) === undefined) return refused('payload', envelope);
		this.#presence.set(envelope.author, envelope.seq);
		this.#effects.accepted(envelope);
		return { outcome: 'accepted', envelope };
	}

	async #place(envelope: Envelope, claim: Claim): Promise<Verdict> {
		if (envelope.kind === 'presence') return this.#showPresence(envelope);
		if (envelope.kind === 'snapshot') return this.#takeSnapshot(envelope, claim);
		const chain = this.#keptChain(envelope.kind, envelope.author);
		const position = chain.positionOf(envelope);
		if (position.type === 'ahead')
			return chain.hold(envelope)
				? { outcome: 'held', because: 'gap', envelope }
				: refused('flood', envelope);
		if (position.type === 'fork') return this.#fork(position.other, envelope);
		const reason = await this.#take(envelope);
		if (reason === 'unfounded') return this.#holdStranger(envelope);
		if (reason !== undefined) return refused(reason, envelope);
		chain.push(envelope);
		this.#effects.accepted(envelope);
		await this.#continue(chain, claim);
		return { outcome: 'accepted', envelope };
	}

	/** Lets in what waited for the one before; it was authenticated when it came. */
	async #continue(chain: Chain, claim: Claim): Promise<void> {
		const next = chain.nextHeld();
		if (next === undefined) return;
		const isDue = this.#precheck(next, claim) === undefined;
		if (isDue) await this.#place(next, claim);
		await this.#continue(chain, claim);
	}

	/** Why the payload is refused; undefined when it is good. */
	async #take(envelope: Envelope): Promise<Refusal | 'unfounded' | undefined> {
		switch (envelope.kind) {
			case 'update':
				return updateFault(envelope);
			case 'comment':
				return isComment(envelope) ? undefined : 'payload';
			case 'acl':
				return this.#takeRecord(envelope);
			case 'snapshot':
			case 'presence':
				return undefined;
		}
	}

	async #takeRecord(envelope: Envelope): Promise<Refusal | 'unfounded' | undefined> {
		const before = this.#standingPlaces();
		const taken = await this.#members.take(envelope);
		if (taken === 'unfounded') return 'unfounded';
		if (!taken) return 'role';
		for (const stream of ['update', 'comment'] as const)
			if (this.#countStanding(stream) !== before[stream]) this.#effects.restated(stream);
		return undefined;
	}

	#standingPlaces(): { readonly update: number; readonly comment: number } {
		return { update: this.#countStanding('update'), comment: this.#countStanding('comment') };
	}

	#countStanding(stream: 'update' | 'comment'): number {
		return this.authors(stream).reduce((sum, author) => sum + this.standing(stream, author).length, 0);
	}

	async #takeSnapshot(envelope: Envelope, claim: Claim): Promise<Verdict> {
		const snapshot = readSnapshot(envelope.payload);
		if (snapshot === undefined) return refused('payload', envelope);
		this.#snapshot = { seq: envelope.seq, id: envelope.id };
		const hasSwitched = this.#cover(snapshot);
		this.#effects.accepted(envelope);
		if (hasSwitched) this.#effects.restated('update');
		for (const author of snapshot.covers.keys()) await this.#continue(this.chain('update', author), claim);
		return { outcome: 'accepted', envelope };
	}

	#cover(snapshot: Snapshot): boolean {
		const switched = [...snapshot.covers].map(([author, place]) =>
			this.#keptChain('update', author).coverBy(place),
		);
		return switched.includes(true);
	}

	#keptChain(stream: Stream, author: Author): Chain {
		const chain = this.chain(stream, author);
		this.#chains.set(`${stream} ${author}`, chain);
		return chain;
	}

	/** Both were signed by the author. From that place on nothing of the chain counts, on any device that has seen both. */
	async #fork(first: Envelope, second: Envelope): Promise<Verdict> {
		const { kind, author } = first;
		if (kind === 'presence' || kind === 'snapshot') return refused('replay', second);
		if (kind === 'acl' && author !== this.#members.founder?.author) return this.#rejoin(first, second);
		const chain = this.chain(kind, author);
		if (chain.forkAt(first.seq)) {
			this.#effects.forked(first, second);
			if (kind === 'acl') await this.#foldAgain();
			this.#effects.restated(kind);
		}
		return refused('fork', second);
	}

	/** Joining twice is no fault; everybody keeps the same of the two. */
	async #rejoin(first: Envelope, second: Envelope): Promise<Verdict> {
		if ((await this.#members.introduces(second)) === undefined) return refused('role', second);
		if (second.id > first.id) return refused('replay', second);
		const reason = await this.#take(second);
		if (reason !== undefined) return refused('role', second);
		this.chain('acl', second.author).replace(second);
		this.#effects.accepted(second);
		return { outcome: 'accepted', envelope: second };
	}

	async #foldAgain(): Promise<void> {
		const members = new Members(this.roomId);
		const authors = this.authors('acl');
		const founder = this.#members.founder?.author;
		const ordered = [...authors].sort((a, b) => Number(b === founder) - Number(a === founder));
		for (const author of ordered)
			for (const envelope of this.standing('acl', author)) await members.take(envelope);
		this.#members = members;
	}

	#holdStranger(envelope: Envelope): Verdict {
		if (this.#strangers.has(envelope.id)) return refused('replay', envelope);
		if (this.#strangers.size >= LIMITS.heldStrangers || this.#strangerBytes() > LIMITS.updateBytes)
			return refused('unknown', envelope);
		this.#strangers.set(envelope.id, envelope);
		return { outcome: 'held', because: 'stranger', envelope };
	}

	#strangerBytes(): number {
		return [...this.#strangers.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
	}

	async #welcomeStrangers(claim: Claim): Promise<void> {
		const waiting = [...this.#strangers.values()];
		this.#strangers.clear();
		for (const envelope of waiting) {
			const verdict = await this.#judge(envelope, { ...claim, isDirect: false });
			if (verdict.outcome === 'accepted' && envelope.kind === 'acl') await this.#welcomeStrangers(claim);
		}
	}
}

const refused = (reason: Refusal, envelope?: Envelope): Verdict => ({ outcome: 'refused', reason, envelope });

function updateFault({ payload, author }: Envelope): Refusal | undefined {
	try {
		const clients = [...Y.parseUpdateMeta(payload).to.keys()];
		return clients.every((client) => isClientOf(client, author)) ? undefined : 'client-id';
	} catch {
		return 'payload';
	}
}

function isComment({ payload }: Envelope): boolean {
	try {
		return z.safeParse(commentSchema, JSON.parse(textOf(payload))).success;
	} catch {
		return false;
	}
}
