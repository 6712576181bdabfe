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

type PeerFault = 'garbage' | 'flood' | 'drowning' | 'oversized' | 'impostor';
type PeerRate = 'heads' | 'presence' | 'idle' | 'useless' | 'asks' | 'parts';

/** Milliseconds for which a link is read without a pause. */
const SLICE_MS = 8;
/** Who sends so much in one slice that changes nothing is read a quarter of the time, and the page has the rest. */
const IDLE_IN_SLICE = 32;
const REST_MS = 24;
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
	#buckets: Readonly<Record<PeerRate, Bucket>>;
	#sending: Promise<void> = Promise.resolve();

	/** What it said it has, last. */
	reaches: readonly Reach[] = [];
	neighbours: ReadonlySet<Author> = new Set();
	/** How many of its questions are being answered now. */
	answers = 0;

	constructor(options: PeerOptions) {
		this.#options = options;
		const now = options.now();
		this.#buckets = {
			heads: new Bucket('heads', now),
			presence: new Bucket('presence', now),
			idle: new Bucket('idle', now),
			useless: new Bucket('useless', now),
			asks: new Bucket('asks', now),
			parts: new Bucket('parts', now),
		};
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
		if (this.#buckets[name].take(this.#options.now())) return true;
		this.#options.fault(this, 'flood');
		return false;
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
		this.#inbox = [];
		this.#options.closed(this);
	}

	#receive(message: Uint8Array): void {
		if (this.#isClosed) return;
		this.#inboxBytes += message.length;
		if (this.#inboxBytes > LIMITS.inboxBytes || this.#inbox.length >= LIMITS.inboxMessages)
			return this.#fail(this.#useless > MANY_USELESS ? 'drowning' : 'flood');
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
