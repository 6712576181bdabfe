import type { Meeting } from './identity.ts';
import type { Link, LinkFault, LinkListener, Seat, Transport } from './transport.ts';

/** Ends of links within one page. Without a way out of it: for trying rooms, and for tests. */
export class MemoryNetwork {
	#seats = new Set<MemorySeat>();
	#count = 0;

	/** @param reaches says whether two transports, by label, can be linked; all can where it is absent. */
	transport(label: string, reaches: (other: string) => boolean = () => true): Transport {
		return { label, join: (meeting, onLink) => this.#join({ label, reaches, meeting, onLink }) };
	}

	#join(place: MemorySeat['place']): Seat {
		const seat: MemorySeat = { place, links: new Set() };
		for (const other of this.#seats) if (canMeet(seat, other)) this.#link(seat, other);
		this.#seats.add(seat);
		return {
			close: () => {
				this.#seats.delete(seat);
				for (const link of [...seat.links]) link.close();
			},
		};
	}

	#link(a: MemorySeat, b: MemorySeat): void {
		const id = String(++this.#count);
		const first = new MemoryLink(id, a.links);
		const second = new MemoryLink(id, b.links);
		first.other = second;
		second.other = first;
		a.place.onLink(first);
		b.place.onLink(second);
	}
}

interface MemorySeat {
	readonly place: {
		readonly label: string;
		readonly reaches: (other: string) => boolean;
		readonly meeting: Meeting;
		readonly onLink: (link: Link) => void;
	};
	readonly links: Set<MemoryLink>;
}

const canMeet = ({ place: a }: MemorySeat, { place: b }: MemorySeat): boolean =>
	a.meeting.topic === b.meeting.topic && a.reaches(b.label) && b.reaches(a.label);

class MemoryLink implements Link {
	readonly id: string;
	other: MemoryLink | undefined;
	#peers: Set<MemoryLink>;
	#listener: LinkListener | undefined;
	#maxBytes = Infinity;
	#isClosed = false;

	constructor(id: string, links: Set<MemoryLink>) {
		this.id = id;
		this.#peers = links;
		links.add(this);
	}

	listen(listener: LinkListener): void {
		this.#listener = listener;
	}

	async send(message: Uint8Array): Promise<void> {
		const copy = message.slice();
		queueMicrotask(() => this.other?.receive(copy));
	}

	limit(maxBytes: number): void {
		this.#maxBytes = maxBytes;
	}

	close(because?: LinkFault): void {
		if (this.#isClosed) return;
		this.#isClosed = true;
		this.#peers.delete(this);
		queueMicrotask(() => this.other?.close());
		this.#listener?.closed(because);
	}

	receive(message: Uint8Array): void {
		if (this.#isClosed) return;
		if (message.length > this.#maxBytes) this.close('oversized');
		else this.#listener?.message(message);
	}
}
