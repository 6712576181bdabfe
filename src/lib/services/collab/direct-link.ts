import { WebrtcConn, type SignalingConn, type Room as CarrierRoom, type WebrtcProvider } from 'y-webrtc';
import * as z from 'zod/mini';
import type { Bytes } from './bytes.ts';
import { Bucket } from './limits.ts';
import { Assembly, packetsOf, type Lane } from './packets.ts';
import type { Link, LinkFault, LinkListener } from './transport.ts';

/** What simple-peer sends for signalling; the description is opaque to us. */
export const signalSchema = z.discriminatedUnion('type', [
	z.object({ type: z.enum(['offer', 'answer']), sdp: z.string().check(z.maxLength(16_000)) }),
	z.object({ type: z.literal('candidate'), candidate: z.record(z.string(), z.unknown()) }),
]);
export type Signal = z.infer<typeof signalSchema>;

/** The part of simple-peer that is used; y-webrtc's own types leave it open. */
interface DataPeer {
	on(event: 'connect' | 'close', listener: () => void): void;
	on(event: 'error', listener: (error: unknown) => void): void;
	on(event: 'data', listener: (packet: Bytes) => void): void;
	removeAllListeners(event: string): void;
	signal(signal: Signal): void;
	/** Bytes that wait for the network. */
	readonly bufferSize: number;
	/** Throws while the channel closes. */
	send(packet: Uint8Array): void;
	/** Calls back when there is room for more: the channel's own buffer is kept small. */
	write(packet: Uint8Array, done: () => void): boolean;
	pause(): void;
	resume(): void;
	destroy(): void;
}
const dataPeer = z.custom<DataPeer>(
	(value) => typeof value === 'object' && value !== null && 'signal' in value,
);
const signallingConn = z.custom<SignalingConn>((value) => typeof value === 'object');
/** What simple-peer says of its errors. */
const codedSchema = z.object({ code: z.string() });
const CHANNEL_CLOSED = 'ERR_DATA_CHANNEL';
const envelopeSchema = z.object({ data: z.object({ signal: signalSchema }) });

export interface DirectOptions {
	readonly carrier: WebrtcProvider;
	readonly room: CarrierRoom;
	readonly remoteId: string;
	readonly isInitiator: boolean;
	/** All candidates in one description, for exchanges by hand. */
	readonly isWhole: boolean;
	readonly signal: (signal: Signal) => void;
	readonly opened: (link: DirectLink) => void;
	readonly control: (link: DirectLink, message: Bytes) => void;
	readonly closed: (link: DirectLink) => void;
}

const CONTROL_BYTES = 64 * 1024;
/** What may wait for the network before a writer has to: simple-peer calls back when no more than this is left. */
const ROOM_BYTES = 64 * 1024;

/** One connection of y-webrtc, with our messages on its channel in place of its own. */
export class DirectLink implements Link {
	readonly #options: DirectOptions;
	readonly #peer: DataPeer;
	readonly #assembly: Assembly;
	/** How many notes for others it may still bring. */
	readonly notes = new Bucket('notes', Date.now());
	#id: string;
	#listener: LinkListener | undefined;
	#isOpen = false;
	#isClosed = false;
	#isAnswered = false;
	#isEnded = false;
	#writing: Promise<void> = Promise.resolve();

	constructor(options: DirectOptions) {
		this.#options = options;
		this.#id = options.remoteId;
		const { carrier, room, isInitiator, isWhole, remoteId } = options;
		// One channel that both sides know beforehand: a channel that one side announces goes mute when both join at once.
		carrier.peerOpts = {
			...z.parse(z.looseObject({}), carrier.peerOpts),
			trickle: !isWhole,
			channelConfig: { negotiated: true, id: 1 },
		};
		const line = z.parse(signallingConn, { send: (message: unknown) => this.#onSignal(message) });
		this.#peer = z.parse(dataPeer, new WebrtcConn(line, isInitiator, remoteId, room).peer);
		this.#assembly = new Assembly({
			message: (message, lane) => this.#receive(message, lane),
			refused: (because) => this.close(because),
			controlBytes: CONTROL_BYTES,
		});
		// y-webrtc would talk its own protocol here, which has no roles and no limits.
		for (const event of ['connect', 'data']) this.#peer.removeAllListeners(event);
		// What arrives before this side knows that it is linked has to wait: nobody listens yet, and no limit is set.
		this.#peer.pause();
		this.#peer.on('connect', () => this.#onConnect());
		this.#peer.on('data', (packet) => this.#assembly.take(packet));
		this.#peer.on('close', () => this.#onEnd());
		this.#peer.on('error', (error) => this.#onEnd(error));
	}

	get id(): string {
		return this.#id;
	}

	get isOpen(): boolean {
		return this.#isOpen && !this.#isClosed;
	}

	/** The other side has been heard of since it was called. */
	get isAnswered(): boolean {
		return this.#isAnswered;
	}

	/** Whether one of the two ended what was open: it does not want it any more, and calls by itself if it does. */
	get isEnded(): boolean {
		return this.#isEnded;
	}

	/** Names the other side, once it is known: by hand it is only when it answers. */
	name(id: string): void {
		this.#id = id;
	}

	/** What the other side's browser says about how to reach it. */
	take(signal: Signal): void {
		if (this.#isClosed) return;
		this.#isAnswered = true;
		this.#peer.signal(signal);
	}

	listen(listener: LinkListener): void {
		this.#listener = listener;
	}

	send(message: Uint8Array): Promise<void> {
		return this.#write(message, 'room');
	}

	/** To the other side's mesh, not to the room. */
	sendControl(message: Uint8Array): Promise<void> {
		return this.#write(message, 'control');
	}

	limit(maxBytes: number): void {
		this.#assembly.roomBytes = maxBytes;
	}

	close(because?: LinkFault): void {
		this.#isEnded ||= this.isOpen;
		this.#onClose(because);
	}

	#write(message: Uint8Array, lane: Lane): Promise<void> {
		this.#writing = this.#writing.then(() => this.#writeNow(message, lane));
		return this.#writing;
	}

	async #writeNow(message: Uint8Array, lane: Lane): Promise<void> {
		for (const packet of packetsOf(message, lane)) {
			if (!this.isOpen) return;
			if (this.#peer.bufferSize <= ROOM_BYTES) this.#sendNow(packet);
			else
				await new Promise<void>((resolve) => {
					this.#release = resolve;
					this.#peer.write(packet, resolve);
				});
		}
	}

	/** Past the stream, whose every write would wait for a timer: 4 ms, and a second in a hidden tab. */
	#sendNow(packet: Uint8Array): void {
		try {
			this.#peer.send(packet);
		} catch {
			// The other side is closing it.
			this.#onEnd();
		}
	}

	/** A channel that closes never calls back. */
	#release: () => void = () => undefined;

	#onSignal(message: unknown): void {
		const parsed = z.safeParse(envelopeSchema, message);
		if (parsed.success) this.#options.signal(parsed.data.data.signal);
	}

	#onConnect(): void {
		if (this.#isClosed) return;
		this.#isOpen = true;
		this.#options.opened(this);
		this.#peer.resume();
	}

	#receive(message: Bytes, lane: Lane): void {
		if (this.#isClosed) return;
		if (lane === 'control') this.#options.control(this, message);
		else this.#listener?.message(message);
	}

	/** A connection that was lost fails with an error of its own; a channel that was closed there says so or nothing. */
	#onEnd(error?: unknown): void {
		const code = z.safeParse(codedSchema, error).data?.code ?? CHANNEL_CLOSED;
		this.#isEnded ||= this.isOpen && code === CHANNEL_CLOSED;
		this.#onClose();
	}

	#onClose(because?: LinkFault): void {
		if (this.#isClosed) return;
		this.#isClosed = true;
		this.#release();
		this.#peer.destroy();
		this.#listener?.closed(because);
		this.#options.closed(this);
	}
}
