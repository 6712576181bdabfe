import { hexOf } from '#lib/model/digest.ts';
import type { Author, RoomId } from '#lib/model/collab.ts';
import { nextTask } from '#lib/model/next-task.ts';
import { concat, fromHex, isSame, randomBytes, utf8, type Bytes } from './bytes.ts';
import { readFrame, typeAt, writeFrame, type Frame, type Reach } from './frames.ts';
import { authorOf, importPublicKey, isSigned, type Device } from './identity.ts';
import { Bucket, LIMITS } from './limits.ts';
import type { Link } from './transport.ts';

type Hello = Frame & { readonly type: 'hello' };
type Proof = Frame & { readonly type: 'proof' };
/** What comes after both sides have proven who they are. */
export type Talk = Exclude<Frame, Hello | Proof>;

export interface PeerOptions {
	readonly link: Link;
	readonly roomId: RoomId;
	readonly device: Device;
	/** Of this page: two pages of one device differ. */
	readonly session: Bytes;
	readonly now: () => number;
	/** How this device came into the room, for those who have not met it. */
	readonly introduction: () => readonly Bytes[];
	readonly isBanned: (author: Author) => boolean;
	/** The other side has proven who it is; what it shows as introduction has not been judged. */
	readonly proven: (peer: Peer, introduction: readonly Bytes[]) => Promise<void>;
	readonly talk: (peer: Peer, frame: Talk) => Promise<void>;
	readonly fault: (peer: Peer, reason: PeerFault) => void;
	readonly closed: (peer: Peer) => void;
}

type PeerFault = 'garbage' | 'flood' | 'rush' | 'drowning' | 'oversized' | 'impostor';
type PeerRate =
	| 'messages'
	| 'heads'
	| 'presence'
	| 'ownPresence'
	| 'idle'
	| 'useless'
	| 'asks'
	| 'parts'
	| 'ownParts'
	| 'ownHeads';

/** Milliseconds for which a link is read without a pause. */
const SLICE_MS = 8;
/** Who sends so much in one slice that changes nothing is read a quarter of the time, and the page has the rest. */
const IDLE_IN_SLICE = 32;
const REST_MS = 24;
/** How soon it is looked again whether a piece may go. */
const PACE_MS = 20;
/** How soon it is looked again whether a list may go. */
const LIST_MS = 300;
/** Messages without anything new after which a full inbox is no misfortune. */
const MANY_USELESS = 100;

/** One link, from the first hello on: nothing is taken from it before the other side has signed our challenge. */
export class Peer {
	readonly #options: PeerOptions;
	readonly #nonce = randomBytes(16);
	#hello: Hello | undefined;
	#author: Author | undefined;
	#isProven = false;
	#isClosed = false;
	#inbox: Uint8Array[] = [];
	#inboxBytes = 0;
	#isReading = false;
	#frames = 0;
	#idleInSlice = 0;
	#useless = 0;
	#buckets = new Map<PeerRate, Bucket>();
	#sending: Promise<void> = Promise.resolve();
	#pacing: Promise<void> = Promise.resolve();
	/** Lists that were too much at once, by name; the newest of each is what counts. */
	#lists = new Map<'have' | 'want', () => void>();
	#listing: ReturnType<typeof setTimeout> | undefined;

	/** What it said it has, last. */
	reaches: readonly Reach[] = [];
	neighbours: ReadonlySet<Author> = new Set();
	/** How many of its questions are being answered now. */
	answers = 0;

	constructor(options: PeerOptions) {
		this.#options = options;
		options.link.limit(LIMITS.strangerBytes);
		options.link.listen({
			message: (message) => this.#receive(message),
			closed: (because) => {
				if (because !== undefined) options.fault(this, because);
				this.#onClosed();
			},
		});
		const { roomId, device, session } = options;
		void this.send({ type: 'hello', roomId, key: device.publicKey, session, nonce: this.#nonce });
	}

	/** Proven; undefined before. */
	get author(): Author | undefined {
		return this.#isProven ? this.#author : undefined;
	}

	get session(): string {
		return hexOf(this.#hello?.session ?? new Uint8Array());
	}

	get isOpen(): boolean {
		return this.#isProven && !this.#isClosed;
	}

	/** Whether one more of this is within its rate; otherwise a fault is noted. */
	allows(name: PeerRate): boolean {
		if (name === 'idle') this.#idleInSlice++;
		if (name === 'useless') this.#useless++;
		if (this.isWithin(name)) return true;
		this.#options.fault(this, 'flood');
		return false;
	}

	/** The same, where more is no fault. */
	isWithin(name: PeerRate): boolean {
		const now = this.#options.now();
		const bucket = this.#buckets.get(name) ?? new Bucket(name, now);
		this.#buckets.set(name, bucket);
		return bucket.take(now);
	}

	/** Resolves, in the order of the calls, when one more piece of an answer is not too fast for the other side. */
	paced(): Promise<void> {
		this.#pacing = this.#pacing.then(async () => {
			while (!this.#isClosed && !this.isWithin('ownParts'))
				await new Promise((resolve) => setTimeout(resolve, PACE_MS));
		});
		return this.#pacing;
	}

	/** Calls back as soon as one more list is not too much for the other side: at once, or later in place of the one before. */
	list(name: 'have' | 'want', send: () => void): void {
		if (this.#isClosed) return;
		if (this.#lists.size === 0 && this.isWithin('ownHeads')) return send();
		this.#lists.set(name, send);
		this.#listing ??= setTimeout(() => this.#listAgain(), LIST_MS);
	}

	#listAgain(): void {
		this.#listing = undefined;
		const lists = [...this.#lists];
		this.#lists.clear();
		for (const [name, send] of lists) this.list(name, send);
	}

	/** How large a message may be from now on. */
	limit(maxBytes: number): void {
		this.#options.link.limit(maxBytes);
	}

	/** Sends after what was given before; resolves when the link has room for more. */
	send(frame: Frame): Promise<void> {
		this.#sending = this.#sending.then(() =>
			this.#isClosed ? undefined : this.#options.link.send(writeFrame(frame)),
		);
		return this.#sending;
	}

	close(): void {
		if (this.#isClosed) return;
		this.#options.link.close();
		this.#onClosed();
	}

	#onClosed(): void {
		if (this.#isClosed) return;
		this.#isClosed = true;
		clearTimeout(this.#listing);
		this.#inbox = [];
		this.#options.closed(this);
	}

	#receive(message: Uint8Array): void {
		if (this.#isClosed) return;
		const isUseless = this.#useless > MANY_USELESS;
		if (!this.isWithin('messages')) return this.#fail(isUseless ? 'drowning' : 'rush');
		this.#inboxBytes += message.length;
		if (this.#inboxBytes > LIMITS.inboxBytes || this.#inbox.length >= LIMITS.inboxMessages)
			return this.#fail(isUseless ? 'drowning' : 'flood');
		this.#inbox.push(message);
		if (!this.#isReading) void this.#read();
	}

	async #read(): Promise<void> {
		this.#isReading = true;
		let since = performance.now();
		for (let next = this.#inbox.shift(); next !== undefined && !this.#isClosed; next = this.#inbox.shift()) {
			this.#inboxBytes -= next.length;
			await this.#take(next);
			if (performance.now() - since < SLICE_MS) continue;
			// What needs no waiting would otherwise hold the page until the last of a flood.
			await this.#pause();
			since = performance.now();
		}
		this.#isReading = false;
	}

	async #pause(): Promise<void> {
		const isUseless = this.#idleInSlice > IDLE_IN_SLICE;
		this.#idleInSlice = 0;
		await (isUseless ? new Promise((resolve) => setTimeout(resolve, REST_MS)) : nextTask());
	}

	async #take(message: Uint8Array): Promise<void> {
		const type = typeAt(message);
		// Before it is read: reading long lists is what would cost.
		if (this.#isProven && (type === 'have' || type === 'want') && !this.allows('heads')) return;
		const frame = readFrame(message);
		if (frame === undefined)
			return this.#isProven ? this.#options.fault(this, 'garbage') : this.#fail('garbage');
		if (frame.type === 'hello') return this.#greet(frame);
		if (frame.type === 'proof') return this.#check(frame);
		if (this.#isProven) return this.#options.talk(this, frame);
		if (++this.#frames > LIMITS.strangerFrames) this.#fail('flood');
	}

	async #greet(hello: Hello): Promise<void> {
		const { roomId, device, session } = this.#options;
		if (this.#hello !== undefined) return this.#fail('impostor');
		this.#hello = hello;
		this.#author = await authorOf(hello.key);
		const isOwnPage = isSame(hello.session, session);
		if (hello.roomId !== roomId || isOwnPage || this.#options.isBanned(this.#author)) return this.close();
		const signature = await device.sign(
			challenge(roomId, hello, { key: device.publicKey, nonce: this.#nonce }),
		);
		void this.send({ type: 'proof', signature, introduction: this.#options.introduction() });
	}

	async #check(proof: Proof): Promise<void> {
		const { roomId, device } = this.#options;
		const hello = this.#hello;
		if (hello === undefined || this.#isProven) return this.#fail('impostor');
		const key = await importPublicKey(hello.key);
		const asked = challenge(roomId, { key: device.publicKey, nonce: this.#nonce }, hello);
		if (key === undefined || !(await isSigned(key, proof.signature, asked))) return this.#fail('impostor');
		this.#isProven = true;
		this.limit(LIMITS.updateBytes + LIMITS.aclBytes);
		await this.#options.proven(this, proof.introduction);
	}

	#fail(reason: PeerFault): void {
		this.#options.fault(this, reason);
		this.close();
	}
}

interface Party {
	readonly key: Bytes;
	readonly nonce: Bytes;
}

/** What `prover` signs for `asker`: good in this room, for these two, this once. */
const challenge = (roomId: RoomId, asker: Party, prover: Party): Bytes =>
	concat(utf8('aether-hello'), fromHex(roomId), asker.nonce, prover.nonce, asker.key, prover.key);
