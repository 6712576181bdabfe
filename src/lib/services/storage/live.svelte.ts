import { liveQuery, type Subscription } from 'dexie';
import { createSubscriber } from 'svelte/reactivity';
import type { Problem } from '#lib/model/result.ts';
import { currentDatabase } from './current.ts';
import type { Database } from './database.ts';
import { problemFromError } from './problems.ts';
import type { Query } from './queries.ts';

/** The present answer of a query, kept up to date while somebody reads it. */
export interface Live<T> {
	/** Undefined until the first answer. */
	readonly current: T | undefined;
	/** Set when the last reading failed; `current` keeps the answer before. */
	readonly error: Problem | undefined;
}

/**
 * A query as a rune value: `const page = $derived(live(creationsByUpdate, { tag }))`, then `page.current`. Arguments are
 * read at once, so it follows them; it stops with its last reader.
 */
export function live<Args extends readonly unknown[], T>(query: Query<Args, T>, ...args: Args): Live<T> {
	return new LiveQuery((database) => query(database, ...args));
}

class LiveQuery<T> implements Live<T> {
	#value: T | undefined;
	#error: Problem | undefined;
	#subscribe: () => void;

	constructor(run: (database: Database) => Promise<T>) {
		this.#subscribe = createSubscriber((update) => {
			let subscription: Subscription | undefined;
			let isStopped = false;
			const take = (value: T | undefined, error: Problem | undefined) => {
				this.#value = value;
				this.#error = error;
				update();
			};
			void currentDatabase().then((database) => {
				if (isStopped) return;
				subscription = liveQuery(() => run(database)).subscribe({
					next: (value) => take(value, undefined),
					error: (error: unknown) => take(this.#value, problemFromError(error) ?? unexpected(error)),
				});
			});
			return () => {
				isStopped = true;
				subscription?.unsubscribe();
			};
		});
	}

	get current(): T | undefined {
		this.#subscribe();
		return this.#value;
	}

	get error(): Problem | undefined {
		this.#subscribe();
		return this.#error;
	}
}

const unexpected = (error: unknown): Problem => ({
	type: 'read-failed',
	message: 'Something could not be read from this device.',
	action: 'Reload the page',
	detail: String(error),
});
