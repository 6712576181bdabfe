/** A linked creation, as the sandbox provides it. */
declare module 'aether:api' {
	export function fetch(path: string, init?: RequestInit): Promise<Response>;
}
