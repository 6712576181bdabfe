// What the sandbox gives every creation; the templates are checked against it.

declare module 'aether:storage' {
	/** The text kept under `key`. */
	export function get(key: string): Promise<string | null>;
	/** Resolves when it is kept for good; rejects with `QuotaExceededError` when there is no more room. */
	export function set(key: string, value: string): Promise<void>;
	export function remove(key: string): Promise<void>;
	export function list(prefix?: string): Promise<string[]>;
}

declare module 'aether:events' {
	/** Resolves with the event's id when it is kept for good; rejects where it is no event, too large or one of too many. */
	export function publish(
		type: string,
		data?: unknown,
		attributes?: Record<string, unknown>,
	): Promise<string>;
	/** Runs `handler` for each event of a type that a link brings; it counts as taken when the handler is through. */
	export function subscribe(
		type: string,
		handler: (event: { id: string; source: string; type: string; time: string; data?: unknown }) => unknown,
	): () => void;
}

declare module 'aether:db' {
	/** Asks the linked creation: `fetch('/tables')`. */
	export function fetch(path: string, init?: RequestInit): Promise<Response>;
}
