import { hexOf } from '#lib/model/digest.ts';
import { WebrtcProvider, type Room as CarrierRoom } from 'y-webrtc';
import * as Y from 'yjs';
import { randomBytes, textOf, utf8, type Bytes } from './bytes.ts';
import { DirectLink, type Signal } from './direct-link.ts';
import type { Meeting } from './identity.ts';
import { Bucket } from './limits.ts';
import { readNote, type MeshNote } from './mesh-note.ts';
import { Patience } from './patience.ts';
import { readSignalCode, writeSignalCode } from './signal-code.ts';
import { openNote, sealNote, type Signalling, type SignallingSeat } from './signalling.ts';
import type { Link, Seat, Transport } from './transport.ts';

export interface MeshOptions {
	/** Where to find others; empty for exchanges by hand only. */
	readonly signalling: readonly Signalling[];
	/** STUN and TURN of the person's choice. None: nobody outside the own network sees an address. */
	readonly iceServers?: readonly RTCIceServer[];
}

/** A way to meet without any server: one code there, one code back. */
export interface MeshSeat extends Seat {
	/** A code to show to one other device. Undefined when this browser offers nothing. */
	offer(): Promise<string | undefined>;
	/** The answer to another device's code. Undefined when the code is none. */
	answer(code: string): Promise<string | undefined>;
	/** Takes the answer to the own code. False when it answers nothing of ours. */
	accept(code: string): boolean;
}

export interface MeshTransport extends Transport {
	join(meeting: Meeting, onLink: (link: Link) => void): MeshSeat;
}

/** Connections at most; the rest is reached through others. */
const MOST_LINKS = 24;
const MOST_PENDING = 12;
/** A connection that is not open after so many milliseconds is tried again. */
const WATCHDOG_MS = 15_000;
/** Whoever does not answer within so many milliseconds is not there: its place is for others. */
const ANSWER_MS = 5_000;
/** How often it is said that one is here, while alone at first, in milliseconds. */
const ANNOUNCE_MS = 5_000;
/** Notes that are passed on for others: how far, and how many are remembered. */
const MOST_HOPS = 3;
const MOST_BY_HAND = 3;
const MOST_SEEN = 2_000;

/** Direct connections between browsers, each to each. */
export const meshTransport = (options: MeshOptions): MeshTransport => ({
	label: 'Direct connections',
	join: (meeting, onLink) => new Mesh(options, meeting, onLink),
});

class Mesh implements MeshSeat {
	readonly #id = newName();
	readonly #meeting: Meeting;
	readonly #onLink: (link: Link) => void;
	readonly #carrierDoc = new Y.Doc();
	readonly #carrier: WebrtcProvider;
	readonly #room: Promise<CarrierRoom>;
	readonly #patience = new Patience();
	readonly #announces = new Bucket('announces', Date.now());
	readonly #seats: readonly SignallingSeat[];
	readonly #announcing: ReturnType<typeof setInterval>;
	#links = new Map<string, Connection>();
	#byHand: DirectLink[] = [];
	#seen = new Set<string>();
	#hearing: Promise<void> = Promise.resolve();
	#saying: Promise<void> = Promise.resolve();
	#isClosed = false;

	constructor({ signalling, iceServers = [] }: MeshOptions, meeting: Meeting, onLink: (link: Link) => void) {
		this.#meeting = meeting;
		this.#onLink = onLink;
		// Nobody else is in a room of this name: y-webrtc gets no signalling of its own, and its document stays empty.
		this.#carrier = new WebrtcProvider(`${meeting.topic} ${this.#id}`, this.#carrierDoc, {
			signaling: [],
			filterBcConns: false,
			peerOpts: { config: { iceServers: [...iceServers] } },
		});
		this.#room = Promise.resolve(this.#carrier.key).then(() => {
			if (this.#carrier.room === null) throw new Error('y-webrtc opens its room as soon as the key is known');
			return this.#carrier.room;
		});
		this.#seats = signalling.map((place) =>
			place.join(meeting.topic, { note: (sealed) => this.#hear(sealed), open: () => this.#announce() }),
		);
		this.#announcing = setInterval(() => this.#announce(), ANNOUNCE_MS);
	}

	offer(): Promise<string | undefined> {
		return new Promise((resolve) => {
			const said = (signal: Signal): void => resolve(this.#codeOf(signal));
			void this.#open({ remoteId: newName(), isInitiator: true, isWhole: true, said }).then((link) => {
				if (link !== undefined) this.#byHand.push(link);
				for (const old of this.#byHand.splice(0, this.#byHand.length - MOST_BY_HAND)) old.close();
			});
		});
	}

	answer(code: string): Promise<string | undefined> {
		const offer = readSignalCode(code);
		if (offer?.type !== 'offer' || offer.from === this.#id) return Promise.resolve(undefined);
		return new Promise((resolve) => {
			const said = (signal: Signal): void => resolve(this.#codeOf(signal));
			void this.#open({ remoteId: offer.from, isInitiator: false, isWhole: true, said }).then((link) => {
				if (link === undefined) return;
				this.#replace(offer.from, { link, attempt: '' });
				link.take({ type: 'offer', sdp: offer.sdp });
			});
		});
	}

	accept(code: string): boolean {
		const answer = readSignalCode(code);
		const waiting = answer?.type === 'answer' ? this.#byHand.pop() : undefined;
		if (answer === undefined || waiting === undefined) return false;
		waiting.name(answer.from);
		this.#replace(answer.from, { link: waiting, attempt: '' });
		waiting.take({ type: 'answer', sdp: answer.sdp });
		return true;
	}

	close(): void {
		if (this.#isClosed) return;
		this.#isClosed = true;
		clearInterval(this.#announcing);
		this.#patience.clear();
		for (const seat of this.#seats) seat.close();
		for (const link of [...[...this.#links.values()].map(({ link }) => link), ...this.#byHand]) link.close();
		this.#carrier.disconnect();
		this.#carrier.destroy();
		this.#carrierDoc.destroy();
	}

	#codeOf(signal: Signal): string | undefined {
		if (signal.type === 'candidate') return undefined;
		return writeSignalCode({ type: signal.type, from: this.#id, sdp: signal.sdp });
	}

	#announce(): void {
		if (this.#links.size < MOST_LINKS) this.#say({ type: 'announce' });
	}

	/** Through every server and every open link; straight where the receiver is linked. */
	#say(words: Words): void {
		this.#pass({ ...words, id: newName(), from: this.#id, hops: MOST_HOPS }, undefined, true);
	}

	#pass(note: MeshNote, via: DirectLink | undefined, byServers: boolean): void {
		this.#remember(note.id);
		// In the order in which they were said: an answer must not overtake its offer.
		this.#saying = this.#saying.then(async () => {
			const sealed = await sealNote(this.#meeting, note);
			if (this.#isClosed) return;
			const open = [...this.#links.values()]
				.map(({ link }) => link)
				.filter((link) => link.isOpen && link !== via);
			const straight = open.filter(({ id }) => id === note.to);
			for (const link of straight.length > 0 ? straight : open) void link.sendControl(utf8(sealed));
			if (byServers && straight.length === 0) for (const seat of this.#seats) seat.publish(sealed);
		});
	}

	/** One after the other, in the order of arrival, although opening a note takes different times. */
	#hear(sealed: string, via?: DirectLink): void {
		this.#hearing = this.#hearing.then(async () => {
			const note = readNote(await openNote(this.#meeting, sealed));
			if (note === undefined || this.#isClosed || note.from === this.#id || this.#seen.has(note.id)) return;
			this.#remember(note.id);
			if (note.to === undefined || note.to === this.#id) await this.#heed(note);
			const mayPass = via !== undefined && note.to !== this.#id && note.hops > 0;
			if (mayPass) this.#pass({ ...note, hops: note.hops - 1 }, via, false);
		});
	}

	#remember(id: string): void {
		this.#seen.add(id);
		const [oldest] = this.#seen;
		if (this.#seen.size > MOST_SEEN && oldest !== undefined) this.#seen.delete(oldest);
	}

	async #heed(note: MeshNote): Promise<void> {
		if (note.type === 'announce') return this.#meet(note);
		if (note.signal.type === 'offer') return this.#accept(note, note.signal);
		const connection = this.#links.get(note.from);
		// Belongs to another try, or to nobody: y-webrtc would throw.
		if (connection?.attempt === note.attempt) connection.link.take(note.signal);
	}

	/** Of two, the one with the lower name begins, so that never both do. */
	async #meet({ from, to }: MeshNote): Promise<void> {
		if (this.#links.has(from) || !this.#hasRoom() || !this.#announces.take(Date.now())) return;
		if (this.#id < from) await this.#connect(from);
		else if (to === undefined) this.#say({ type: 'announce', to: from });
	}

	async #connect(remoteId: string): Promise<void> {
		if (this.#links.has(remoteId) || !this.#hasRoom()) return;
		const attempt = newName();
		const said = (signal: Signal): void => this.#say({ type: 'signal', to: remoteId, attempt, signal });
		const link = await this.#open({ remoteId, isInitiator: true, isWhole: false, said });
		if (link !== undefined) this.#replace(remoteId, { link, attempt });
	}

	async #accept({ from, attempt }: MeshNote & { type: 'signal' }, offer: Signal): Promise<void> {
		const present = this.#links.get(from);
		if (from > this.#id || present?.attempt === attempt || (present === undefined && !this.#hasRoom()))
			return;
		const said = (signal: Signal): void => this.#say({ type: 'signal', to: from, attempt, signal });
		const link = await this.#open({ remoteId: from, isInitiator: false, isWhole: false, said });
		if (link === undefined) return;
		this.#replace(from, { link, attempt });
		link.take(offer);
	}

	#hasRoom(): boolean {
		const pending = [...this.#links.values()].filter(({ link }) => !link.isOpen).length;
		return this.#links.size < MOST_LINKS && pending < MOST_PENDING;
	}

	/** The newest try counts: whoever begins again has lost the one before. */
	#replace(remoteId: string, connection: Connection): void {
		const old = this.#links.get(remoteId);
		this.#links.set(remoteId, connection);
		old?.link.close();
	}

	async #open(wish: Wish): Promise<DirectLink | undefined> {
		const room = await this.#room;
		if (this.#isClosed) return undefined;
		const link = new DirectLink({
			...wish,
			carrier: this.#carrier,
			room,
			signal: wish.said,
			opened: (opened) => this.#onOpened(opened),
			control: (from, message) => this.#onControl(from, message),
			closed: (closed) => this.#onClosed(closed, wish),
		});
		// By hand a person carries the code, who takes as long as it takes.
		if (wish.isWhole) return link;
		setTimeout(() => link.isOpen || link.close(), WATCHDOG_MS);
		if (wish.isInitiator) setTimeout(() => link.isAnswered || link.close(), ANSWER_MS);
		return link;
	}

	#onOpened(link: DirectLink): void {
		this.#patience.forget(link.id);
		this.#onLink(link);
		// Whoever is linked there hears of this device by it, without any server.
		this.#announce();
	}

	#onControl(link: DirectLink, message: Bytes): void {
		if (!link.notes.take(Date.now())) return;
		try {
			this.#hear(textOf(message), link);
		} catch {
			link.close('garbage');
		}
	}

	#onClosed(link: DirectLink, { isInitiator, isWhole }: Wish): void {
		if (this.#links.get(link.id)?.link !== link) return;
		this.#links.delete(link.id);
		// Whoever left, was shut out, or never was there would be called for minutes, in the places of those who come. Each that is
		// there and wants a link says so every few seconds.
		const isWanted = link.isAnswered && !link.isEnded;
		if (isInitiator && !isWhole && !this.#isClosed && isWanted)
			this.#patience.again(link.id, () => void this.#connect(link.id));
	}
}

interface Connection {
	readonly link: DirectLink;
	readonly attempt: string;
}

interface Wish {
	readonly remoteId: string;
	readonly isInitiator: boolean;
	readonly isWhole: boolean;
	readonly said: (signal: Signal) => void;
}

type Words =
	| { readonly type: 'announce'; readonly to?: string }
	| { readonly type: 'signal'; readonly to: string; readonly attempt: string; readonly signal: Signal };

const newName = (): string => hexOf(randomBytes(8));
