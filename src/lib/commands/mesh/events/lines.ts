import type { EventLine } from '#lib/model/delivery.ts';
import type { Services } from '../../services.ts';
import type { EventBus } from './events.ts';
import { readMessage, type Incoming } from './incoming.ts';
import type { OutsideNetwork } from './outside.ts';
import { pollLine } from './poll.ts';

/** Where nothing else is said. ms. */
export const EVERY_MS = 60_000;

/** Asks the addresses that events come from, each in its own rhythm, in one tab at a time. */
export class IncomingLines {
	readonly #services: Services;
	readonly #bus: EventBus;
	readonly #network: () => Promise<OutsideNetwork>;
	readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

	constructor(services: Services, bus: EventBus, network: () => Promise<OutsideNetwork>) {
		this.#services = services;
		this.#bus = bus;
		this.#network = network;
	}

	/** Follows the lines as they are now. Called at the start and after each change. */
	async follow(): Promise<void> {
		this.stop();
		for (const line of await this.#services.storage.events.lines())
			if (line.way === 'poll' && line.isOn) this.#later(line, 0);
	}

	stop(): void {
		for (const timer of this.#timers.values()) clearTimeout(timer);
		this.#timers.clear();
	}

	/** Asks one address now. Each message becomes an event; one that was seen before stays one event. */
	async ask(id: string): Promise<void> {
		await navigator.locks.request(`aether-line:${id}`, { ifAvailable: true }, async (lock) => {
			const line = lock && (await this.#line(id));
			if (line) await this.#askLocked(line);
		});
	}

	async #askLocked(line: EventLine): Promise<void> {
		const polled = await pollLine(line, await this.#network());
		let problem = polled.ok ? undefined : polled.error.message;
		for (const message of polled.ok ? polled.value.messages : []) {
			const read = await readMessage(message, line);
			const published = read.ok ? await this.#publish(line.id, read.value) : read;
			if (!published.ok) problem = published.error.message;
		}
		await this.#services.storage.events.putLine({
			...line,
			...(polled.ok && polled.value.cursor ? { cursor: polled.value.cursor } : {}),
			problem,
		});
	}

	#publish(id: string, { draft, hops }: Incoming) {
		return this.#bus.publish({ type: 'line', id, hops }, draft);
	}

	#later({ id, everyMs = EVERY_MS }: EventLine, afterMs: number): void {
		const ask = async (): Promise<void> => {
			await this.ask(id);
			const line = await this.#line(id);
			if (line?.isOn && this.#timers.has(id)) this.#later(line, everyMs);
		};
		this.#timers.set(
			id,
			setTimeout(() => void ask(), afterMs),
		);
	}

	async #line(id: string): Promise<EventLine | undefined> {
		return (await this.#services.storage.events.lines()).find((line) => line.id === id);
	}
}
