import type { Signalling, SignallingListener } from './signalling.ts';

/** A server within the page. */
export class MemorySignalling implements Signalling {
	#seats = new Set<{ readonly topic: string; readonly listener: SignallingListener }>();

	join(topic: string, listener: SignallingListener) {
		const seat = { topic, listener };
		this.#seats.add(seat);
		queueMicrotask(() => listener.open());
		return {
			publish: (sealed: string) => {
				const others = [...this.#seats].filter((other) => other !== seat && other.topic === topic);
				for (const other of others) queueMicrotask(() => other.listener.note(sealed));
			},
			close: () => void this.#seats.delete(seat),
		};
	}
}
