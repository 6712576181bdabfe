import { concat, type Bytes } from './bytes.ts';
import type { LinkFault } from './transport.ts';

/** Every browser takes packets of this size, whatever the others on the way are. */
export const PACKET_BYTES = 16 * 1024;

/** What a message is for: the room, or finding others. */
export type Lane = 'room' | 'control';

const LAST = 1;
const CONTROL = 2;

/** Cuts a message into packets for an ordered, reliable channel. */
export function* packetsOf(message: Uint8Array, lane: Lane): Generator<Bytes> {
	const size = PACKET_BYTES - 1;
	const flags = lane === 'control' ? CONTROL : 0;
	for (let at = 0; at === 0 || at < message.length; at += size) {
		const isLast = at + size >= message.length;
		yield concat(Uint8Array.of(flags | (isLast ? LAST : 0)), message.subarray(at, at + size));
	}
}

export interface AssemblyOptions {
	readonly message: (message: Bytes, lane: Lane) => void;
	/** Nothing is kept of what it was. */
	readonly refused: (because: LinkFault) => void;
	readonly controlBytes: number;
}

/** Puts packets together again; memory stays within the limits whatever comes. */
export class Assembly {
	readonly #options: AssemblyOptions;
	#parts: Record<Lane, Bytes[]> = { room: [], control: [] };
	#sizes: Record<Lane, number> = { room: 0, control: 0 };
	/** The largest message for the room. */
	roomBytes = 0;

	constructor(options: AssemblyOptions) {
		this.#options = options;
	}

	/** A view of `packet` may go on as the message. */
	take(packet: Bytes): void {
		const [flags = -1] = packet;
		if (flags > (LAST | CONTROL) || flags < 0) return this.#options.refused('garbage');
		const lane = flags & CONTROL ? 'control' : 'room';
		const most = lane === 'control' ? this.#options.controlBytes : this.roomBytes;
		this.#sizes[lane] += packet.length - 1;
		if (this.#sizes[lane] > most) {
			this.#forget(lane);
			return this.#options.refused('oversized');
		}
		// A plain array of bytes: `slice` of what simple-peer hands out would share its memory.
		this.#parts[lane].push(new Uint8Array(packet.buffer, packet.byteOffset + 1, packet.length - 1));
		if (flags & LAST) this.#options.message(this.#forget(lane), lane);
	}

	#forget(lane: Lane): Bytes {
		const [first, ...more] = this.#parts[lane];
		// Most messages are one packet, which nobody else holds: no copy.
		const whole = first === undefined || more.length > 0 ? concat(...this.#parts[lane]) : first;
		this.#parts[lane] = [];
		this.#sizes[lane] = 0;
		return whole;
	}
}
