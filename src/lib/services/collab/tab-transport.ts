import { hexOf } from '#lib/model/digest.ts';
import * as z from 'zod/mini';
import { randomBytes } from './bytes.ts';
import type { Link, LinkFault, LinkListener, Transport } from './transport.ts';

const bytes = z.instanceof(Uint8Array);
const digits = z.string().check(z.regex(/^[0-9a-f]{16}$/));
const noteSchema = z.discriminatedUnion('type', [
	z.object({ type: z.literal('here'), from: digits, to: z.optional(digits) }),
	z.object({ type: z.literal('message'), from: digits, to: digits, message: bytes }),
	z.object({ type: z.literal('bye'), from: digits, to: digits }),
]);
type Note = z.infer<typeof noteSchema>;

/** Other tabs and profiles of this browser. */
export const tabTransport: Transport = {
	label: 'This browser',
	join: (meeting, onLink) => new TabSeat(new BroadcastChannel(`aether-room-${meeting.topic}`), onLink),
};

class TabSeat {
	readonly #id = hexOf(randomBytes(8));
	readonly #channel: BroadcastChannel;
	readonly #onLink: (link: Link) => void;
	#links = new Map<string, TabLink>();

	constructor(channel: BroadcastChannel, onLink: (link: Link) => void) {
		this.#channel = channel;
		this.#onLink = onLink;
		channel.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data);
		this.#say({ type: 'here', from: this.#id });
	}

	close(): void {
		for (const link of [...this.#links.values()]) link.close();
		this.#channel.close();
	}

	#hear(data: unknown): void {
		const parsed = z.safeParse(noteSchema, data);
		if (!parsed.success || parsed.data.from === this.#id) return;
		const note = parsed.data;
		if (note.to !== undefined && note.to !== this.#id) return;
		if (note.type === 'here') this.#meet(note.from, note.to === undefined);
		if (note.type === 'message') this.#links.get(note.from)?.receive(new Uint8Array(note.message));
		if (note.type === 'bye') this.#links.get(note.from)?.end();
	}

	#meet(other: string, mustAnswer: boolean): void {
		if (this.#links.has(other)) return;
		if (mustAnswer) this.#say({ type: 'here', from: this.#id, to: other });
		const link = new TabLink(other, {
			say: (message) =>
				this.#say({ type: 'message', from: this.#id, to: other, message: new Uint8Array(message) }),
			bye: () => this.#say({ type: 'bye', from: this.#id, to: other }),
			gone: () => this.#links.delete(other),
		});
		this.#links.set(other, link);
		this.#onLink(link);
	}

	#say(note: Note): void {
		this.#channel.postMessage(note);
	}
}

interface TabWays {
	readonly say: (message: Uint8Array) => void;
	readonly bye: () => void;
	readonly gone: () => void;
}

class TabLink implements Link {
	readonly id: string;
	readonly #ways: TabWays;
	#listener: LinkListener | undefined;
	#maxBytes = Infinity;
	#isClosed = false;

	constructor(id: string, ways: TabWays) {
		this.id = id;
		this.#ways = ways;
	}

	listen(listener: LinkListener): void {
		this.#listener = listener;
	}

	async send(message: Uint8Array): Promise<void> {
		if (!this.#isClosed) this.#ways.say(message);
	}

	limit(maxBytes: number): void {
		this.#maxBytes = maxBytes;
	}

	close(because?: LinkFault): void {
		if (this.#isClosed) return;
		this.#ways.bye();
		this.end(because);
	}

	receive(message: Uint8Array): void {
		if (this.#isClosed) return;
		if (message.length > this.#maxBytes) this.close('oversized');
		else this.#listener?.message(message);
	}

	/** The other side has gone. */
	end(because?: LinkFault): void {
		if (this.#isClosed) return;
		this.#isClosed = true;
		this.#ways.gone();
		this.#listener?.closed(because);
	}
}
