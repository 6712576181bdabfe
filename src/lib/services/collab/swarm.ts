import { hexOf } from '#lib/model/digest.ts';
import type { Author, RoomId } from '#lib/model/collab.ts';
import { randomBytes, type Bytes } from './bytes.ts';
import { Direct } from './direct.ts';
import { authorAt, kindAt, type Envelope } from './envelope.ts';
import type { Frame, Reach } from './frames.ts';
import type { Gate } from './gate.ts';
import type { Guard } from './guard.ts';
import type { Device } from './identity.ts';
import { LIMITS } from './limits.ts';
import { Peer, type Talk } from './peer.ts';
import { lackingOf, reachesOf } from './reach.ts';
import type { Link } from './transport.ts';
import { IDLE, type Verdict } from './verdict.ts';

export interface SwarmOptions {
	readonly roomId: RoomId;
	readonly device: Device;
	readonly gate: Gate;
	readonly guard: Guard;
	readonly now: () => number;
	readonly introduction: () => readonly Bytes[];
	/** What of a chain somebody asks for, the proof of a fork first. */
	readonly answer: (wanted: readonly Reach[], isMember: boolean) => readonly Bytes[];
	readonly changed: () => void;
}

/** Messages of many small envelopes are filled up to here. */
const PACK_BYTES = 64 * 1024;
/** How long an answer may take before somebody else is asked. */
const PATIENCE_MS = 10_000;
/** What is older was already on its way to everybody; whoever lacks it will ask. */
const FRESH_MS = 30_000;

/** All links of a room: who has what, who asks whom, and what is passed on. */
export class Swarm {
	readonly direct: Direct;
	readonly #options: SwarmOptions;
	readonly #session = randomBytes(16);
	#peers = new Set<Peer>();
	/** Chains that somebody has been asked for. */
	#asked = new Map<string, { readonly peer: Peer; readonly seq: number; readonly untilMs: number }>();

	constructor(options: SwarmOptions) {
		this.#options = options;
		const { roomId, device, now, gate, guard } = options;
		this.direct = new Direct({
			...{ roomId, device, now },
			session: hexOf(this.#session),
			members: () => gate.members,
			peerOf: (author) => this.members.find((peer) => peer.author === author),
			fault: (reason, sender) => guard.fault(reason, sender),
		});
	}

	/** One link to each session that is proven to be a member's. */
	get members(): readonly Peer[] {
		const sessions = new Map<string, Peer>();
		for (const peer of this.#peers)
			if (this.#isMember(peer) && !sessions.has(peer.session)) sessions.set(peer.session, peer);
		return [...sessions.values()];
	}

	get linked(): readonly Author[] {
		return [...new Set(this.members.map(({ author }) => author))].filter((author) => author !== undefined);
	}

	add(link: Link): void {
		const { roomId, device, now, introduction, guard } = this.#options;
		const peer = new Peer({
			link,
			roomId,
			device,
			session: this.#session,
			now,
			introduction,
			isBanned: (author) => guard.isBanned(author),
			proven: (proven, shown) => this.#onProven(proven, shown),
			talk: (speaker, frame) => this.#onTalk(speaker, frame),
			fault: (culprit, reason) => guard.fault(reason, culprit.author),
			closed: (gone) => this.#onClosed(gone),
		});
		this.#peers.add(peer);
	}

	/** Sends to every member. Resolves when all links have room for more. */
	async broadcast(bytes: Bytes): Promise<void> {
		await Promise.all(this.members.map((peer) => peer.send({ type: 'envelopes', envelopes: [bytes] })));
	}

	/** Sends who may do what to everybody, also to those whom it shuts out. */
	async announce(record: Bytes): Promise<void> {
		const open = [...this.#peers].filter((peer) => peer.isOpen);
		await Promise.all(open.map((peer) => peer.send({ type: 'envelopes', envelopes: [record] })));
	}

	/** Tells what is here, so that others can ask, and asks for what is still missing. */
	tell(): void {
		for (const peer of this.#peers)
			if (peer.isOpen) peer.list('have', () => void peer.send(this.#haveFor(peer)));
		for (const peer of this.#peers) this.#ask(peer);
	}

	/** Cuts the links of whoever is out. */
	dropOutsiders(): void {
		const { guard, gate } = this.#options;
		for (const peer of [...this.#peers]) {
			const author = peer.author;
			if (author === undefined) continue;
			if (guard.isBanned(author) || gate.members.of(author)?.standing === 'removed') peer.close();
		}
	}

	close(): void {
		for (const peer of [...this.#peers]) peer.close();
	}

	#isMember(peer: Peer): boolean {
		const author = peer.author;
		return (
			peer.isOpen && author !== undefined && this.#options.gate.members.of(author)?.standing === 'active'
		);
	}

	/** Who is no member may know who the members are, and nothing else. */
	#haveFor(peer: Peer): Frame {
		const reaches = reachesOf(this.#options.gate);
		if (!this.#isMember(peer))
			return { type: 'have', reaches: reaches.filter(({ stream }) => stream === 'acl'), neighbours: [] };
		const neighbours = this.members.map(({ author }) => author).filter((author) => author !== undefined);
		return { type: 'have', reaches, neighbours: [...new Set(neighbours)] };
	}

	async #onProven(peer: Peer, introduction: readonly Bytes[]): Promise<void> {
		for (const bytes of introduction.slice(0, 2)) await this.#admit(peer, bytes, false);
		if (!peer.isOpen) return;
		peer.list('have', () => void peer.send(this.#haveFor(peer)));
		this.#options.changed();
	}

	async #onTalk(peer: Peer, frame: Talk): Promise<void> {
		switch (frame.type) {
			case 'envelopes':
				return this.#take(peer, frame.envelopes);
			case 'have':
				peer.reaches = frame.reaches;
				peer.neighbours = new Set(frame.neighbours);
				return this.#ask(peer);
			case 'want':
				void this.#answer(peer, frame.reaches);
				return;
			case 'direct':
				return this.direct.receive(peer, frame.message);
		}
	}

	async #take(peer: Peer, envelopes: readonly Bytes[]): Promise<void> {
		let isUseless = true;
		for (const bytes of envelopes)
			if (peer.isOpen && (await this.#admit(peer, bytes, true))) isUseless = false;
		if (isUseless && peer.isOpen) peer.allows('useless');
	}

	/** Whether it was new. */
	async #admit(peer: Peer, bytes: Bytes, isPassedOn: boolean): Promise<boolean> {
		const { gate, guard, now } = this.#options;
		const sender = peer.author;
		if (sender === undefined) return false;
		const isDirect = isOwn(bytes, sender);
		if (kindAt(bytes) === 'presence' && !mayShow(peer, isDirect)) return false;
		const verdict = await gate.admit(bytes, { isDirect, nowMs: now() });
		guard.note(verdict, sender);
		if (changesNothing(verdict)) peer.allows('idle');
		if (verdict.outcome !== 'accepted') return false;
		this.#onAccepted(peer, verdict.envelope, isPassedOn);
		return true;
	}

	#onAccepted(peer: Peer, envelope: Envelope, isPassedOn: boolean): void {
		const key = `${envelope.kind} ${envelope.author}`;
		if ((this.#asked.get(key)?.seq ?? Infinity) <= envelope.seq) this.#asked.delete(key);
		// Presence is always news, also from a device whose clock is late.
		const isOld = envelope.kind !== 'presence' && this.#options.now() - envelope.at > FRESH_MS;
		if (envelope.kind === 'snapshot' || !isPassedOn || isOld) return;
		for (const other of this.members) {
			const knows = other.author === envelope.author || other.neighbours.has(envelope.author);
			if (other !== peer && other.session !== peer.session && !knows)
				void other.send({ type: 'envelopes', envelopes: [envelope.bytes] });
		}
	}

	#ask(peer: Peer): void {
		if (!peer.isOpen) return;
		const now = this.#options.now();
		// Promises that were not kept: nobody may make us remember them for ever.
		for (const [chain, { untilMs }] of this.#asked)
			if (untilMs + PATIENCE_MS < now) this.#asked.delete(chain);
		if (this.#wantedOf(peer).length > 0) peer.list('want', () => this.#sendWant(peer));
	}

	#wantedOf(peer: Peer): readonly Reach[] {
		return lackingOf(this.#options.gate, peer.reaches).filter((reach) => this.#mayAsk(peer, reach));
	}

	#sendWant(peer: Peer): void {
		const wanted = this.#wantedOf(peer);
		if (wanted.length === 0) return;
		const now = this.#options.now();
		for (const { stream, author } of wanted) {
			const promised = peer.reaches.find((reach) => reach.stream === stream && reach.author === author);
			const seq = promised?.seq ?? 0;
			this.#asked.set(`${stream} ${author}`, { peer, seq, untilMs: now + PATIENCE_MS });
		}
		// Only whoever was asked for a snapshot may send something that large.
		if (wanted.some(({ stream }) => stream === 'snapshot')) peer.limit(LIMITS.snapshotBytes + PACK_BYTES);
		void peer.send({ type: 'want', reaches: wanted });
	}

	/** Whoever did not keep its promise is asked again after all others. */
	#mayAsk(peer: Peer, { stream, author }: Reach): boolean {
		const asked = this.#asked.get(`${stream} ${author}`);
		if (asked === undefined || !asked.peer.isOpen) return true;
		return asked.untilMs + (asked.peer === peer ? PATIENCE_MS : 0) < this.#options.now();
	}

	async #answer(peer: Peer, wanted: readonly Reach[]): Promise<void> {
		// Whoever asks faster than it reads would make us keep all the answers; it asks again when it lacks something.
		if (peer.answers >= LIMITS.answers) return;
		peer.answers++;
		const envelopes = this.#options.answer(wanted, this.#isMember(peer));
		for (const pack of packed(envelopes))
			if (peer.isOpen) await peer.send({ type: 'envelopes', envelopes: pack });
		peer.answers--;
	}

	#onClosed(peer: Peer): void {
		this.#peers.delete(peer);
		this.direct.gone(peer);
		for (const other of this.#peers) this.#ask(other);
		this.#options.changed();
	}
}

/** What an honest peer may send as well, though not without end. */
const changesNothing = (verdict: Verdict): boolean =>
	verdict.outcome === 'held' || (verdict.outcome === 'refused' && IDLE.has(verdict.reason));

const mayShow = (peer: Peer, isDirect: boolean): boolean =>
	isDirect ? peer.isWithin('ownPresence') : peer.allows('presence');

/** Whether an envelope says that its author is the one who sent it. */
const isOwn = (bytes: Bytes, sender: Author): boolean => authorAt(bytes) === sender;

function* packed(envelopes: readonly Bytes[]): Generator<readonly Bytes[]> {
	let pack: Bytes[] = [];
	let size = 0;
	for (const envelope of envelopes) {
		if (pack.length > 0 && size + envelope.length > PACK_BYTES) {
			yield pack;
			pack = [];
			size = 0;
		}
		pack.push(envelope);
		size += envelope.length;
	}
	if (pack.length > 0) yield pack;
}
