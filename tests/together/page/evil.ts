import type { Author } from '#lib/model/collab.ts';
import { hexOf } from '#lib/model/digest.ts';
import { randomBytes } from '#lib/services/collab/bytes.ts';
import { meetingOf } from '#lib/services/collab/identity.ts';
import { Intruder } from '#lib/services/collab/intruder.test-data.ts';
import type { Transport } from '#lib/services/collab/transport.ts';
import { sealNote } from '#lib/services/collab/signalling.ts';
import { attacks, floods, type Attack, type Flood } from './attacks.ts';
import { WatchedMesh } from './watched.ts';

/** A device that got a link and does with it what it likes. */
export class Evil {
	#eve: Intruder | undefined;
	#isFlooding = false;

	/** A new device each time, unless it is to be the one before. */
	async enter(fragment: string, urls: readonly string[], isAgain = false): Promise<void> {
		const device = isAgain ? this.#intruder.device : undefined;
		this.#eve?.leave();
		const transport: Transport = new WatchedMesh(urls);
		this.#eve = await Intruder.by(fragment, transport, device === undefined ? {} : { device });
	}

	/** Where the room meets, with another secret than its own. */
	async enterBlind(fragment: string, urls: readonly string[]): Promise<void> {
		const mesh = new WatchedMesh(urls);
		const { key } = await meetingOf(randomBytes(32), 0);
		this.#eve = await Intruder.by(fragment, {
			label: mesh.label,
			join: (meeting, onLink) => mesh.join({ ...meeting, key }, onLink),
		});
	}

	get #intruder(): Intruder {
		if (this.#eve === undefined) throw new Error('has not entered');
		return this.#eve;
	}

	get author() {
		return this.#intruder.device.author;
	}

	footholds = (): number => this.#intruder.footholds.length;
	linkedTo = () => this.#intruder.footholds.map(({ author }) => author);
	closed = (): number => this.#intruder.closed;
	knowsSnapshot = (): boolean => this.#intruder.heard.some(({ type }) => type === 'envelopes');
	leave = (): void => this.#intruder.leave();

	attack(attack: Attack): Promise<void> {
		return attacks[attack](this.#intruder);
	}

	/** Asks everybody for their snapshot. */
	askForSnapshot(): Promise<void> {
		const { founder: author } = this.#intruder;
		const reach = { stream: 'snapshot', author, seq: 0, id: '00'.repeat(32), cut: undefined } as const;
		return this.#intruder.send({ type: 'want', reaches: [reach] });
	}

	/** Sends to one of them until so many have gone, or it is told to stop. Returns how many went. */
	async flood(kind: Flood, count: number, victim: Author): Promise<number> {
		const eve = this.#intruder;
		const make = await floods[kind](eve);
		const links = eve.footholds.filter(({ author }) => author === victim).map(({ link }) => link);
		this.#isFlooding = true;
		for (let sent = 0; sent < count; sent++) {
			if (!this.#isFlooding) return sent;
			const sending = Promise.all(links.map((link) => link.send(make(sent))));
			if (sent % 100 === 99) await sending;
			// Links that are closed take all at once: the page must hear meanwhile that it is to stop.
			if (sent % 1_000 === 999) await new Promise((resolve) => setTimeout(resolve));
		}
		return count;
	}

	stop(): void {
		this.#isFlooding = false;
	}

	/** Sends each text to a server over a connection of its own, until the server has answered or closed it. */
	async annoy(url: string, texts: readonly string[]): Promise<void> {
		for (const text of texts) {
			const socket = new WebSocket(url);
			await new Promise((resolve) => (socket.onopen = resolve));
			const isOver = new Promise((resolve) => (socket.onmessage = socket.onclose = resolve));
			socket.send(text);
			socket.send('{"type":"ping"}');
			await isOver;
			socket.close();
		}
	}

	/** Calls for company under names that do not exist, through the signalling server. */
	async callAround(url: string, count: number): Promise<void> {
		const { meeting } = this.#intruder;
		const socket = new WebSocket(url);
		await new Promise((resolve) => (socket.onopen = resolve));
		socket.send(JSON.stringify({ type: 'subscribe', topics: [meeting.topic] }));
		for (let called = 0; called < count && socket.readyState === WebSocket.OPEN; called++) {
			const from = hexOf(randomBytes(8));
			const note = { type: 'announce', id: hexOf(randomBytes(8)), from, hops: 3 };
			const data = await sealNote(meeting, note);
			socket.send(JSON.stringify({ type: 'publish', topic: meeting.topic, data }));
		}
		socket.close();
	}
}
