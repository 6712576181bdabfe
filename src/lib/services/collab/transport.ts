import type { Meeting } from './identity.ts';

/**
 * A way for devices that know the same secret to find each other and to pass messages. It knows nothing of what they say,
 * and nothing it does can change a device: that is the gate's business.
 */
export interface Transport {
	/** For people: "This browser", "Direct connections". */
	readonly label: string;
	/** Looks for others who meet there, until the seat is given back. Lasting trouble is not an error: it keeps trying. */
	join(meeting: Meeting, onLink: (link: Link) => void): Seat;
}

export interface Seat {
	/** Closes every link of it and gives everything back. */
	close(): void;
}

/** One other session. Messages arrive whole, once and in order, or the link closes. */
export interface Link {
	/** Different for each link of a seat. */
	readonly id: string;
	/** Must be called at once, once, in `onLink`; what arrives before is lost. */
	listen(listener: LinkListener): void;
	/** Resolves when there is room for more; a closed link swallows. */
	send(message: Uint8Array): Promise<void>;
	/** The largest message that is put together from now on; a larger one closes the link. */
	limit(maxBytes: number): void;
	close(): void;
}

/** More than it may send at once, or what is no message at all. */
export type LinkFault = 'oversized' | 'garbage';

export interface LinkListener {
	message(message: Uint8Array): void;
	/** Once. `because` where the other side sent what ends a link. */
	closed(because?: LinkFault): void;
}
