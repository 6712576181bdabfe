// What the sandbox gives every creation; the templates are checked against it.

declare module 'aether:storage' {
	/** The text kept under `key`. */
	export function get(key: string): Promise<string | null>;
	/** Resolves when it is kept for good; rejects with `QuotaExceededError` when there is no more room. */
	export function set(key: string, value: string): Promise<void>;
	export function remove(key: string): Promise<void>;
	export function list(prefix?: string): Promise<string[]>;
}

declare module 'aether:db' {
	/** Asks the linked creation: `fetch('/tables')`. */
	export function fetch(path: string, init?: RequestInit): Promise<Response>;
}
