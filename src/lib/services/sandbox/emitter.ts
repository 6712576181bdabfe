import type { SessionEvents } from './sandbox.ts';

type Listeners = { readonly [Name in keyof SessionEvents]: Set<(value: SessionEvents[Name]) => void> };

/** The listeners of one session. */
export class Emitter {
	readonly #listeners: Listeners = {
		state: new Set(),
		log: new Set(),
		error: new Set(),
		output: new Set(),
		thumbnail: new Set(),
	};

	on<Name extends keyof SessionEvents>(
		name: Name,
		listener: (value: SessionEvents[Name]) => void,
	): () => void {
		const listeners: Listeners[Name] = this.#listeners[name];
		listeners.add(listener);
		return () => listeners.delete(listener);
	}

	emit<Name extends keyof SessionEvents>(name: Name, value: SessionEvents[Name]): void {
		const listeners: Listeners[Name] = this.#listeners[name];
		for (const listener of [...listeners]) listener(value);
	}
}
