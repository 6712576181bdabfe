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
	/** Ends all streams that are open. */
	#streams = new AbortController();
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
			if (line.isOn && line.way === 'poll') this.#later(line, 0);
			else if (line.isOn && line.way === 'sse') void this.#stream(line.id);
	}

	stop(): void {
		for (const timer of this.#timers.values()) clearTimeout(timer);
		this.#timers.clear();
		this.#streams.abort();
		this.#streams = new AbortController();
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

	/** Keeps a stream open, in the one tab that has the lock; another takes over when that one goes. */
	async #stream(id: string): Promise<void> {
		const { signal } = this.#streams;
		try {
			await navigator.locks.request(`aether-line:${id}`, { signal }, () => this.#streamLocked(id, signal));
		} catch (error) {
			if (!signal.aborted) throw error;
		}
	}

	async #streamLocked(id: string, signal: AbortSignal): Promise<void> {
		const line = await this.#line(id);
		if (!line || signal.aborted) return;
		const { followStream } = await import('./stream.ts');
		await followStream(line, {
			network: await this.#network(),
			signal,
			tell: (news) => this.#note(id, { problem: undefined, ...news }),
			take: async (message, cursor) => {
				const read = await readMessage(message, line);
				const published = read.ok ? await this.#publish(id, read.value) : read;
				await this.#note(id, {
					...(cursor === undefined ? {} : { cursor }),
					problem: published.ok ? undefined : published.error.message,
				});
			},
		});
	}

	/** A line that was removed meanwhile stays removed. */
	async #note(id: string, facts: Partial<EventLine>): Promise<void> {
		const line = await this.#line(id);
		if (line) await this.#services.storage.events.putLine({ ...line, ...facts });
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
