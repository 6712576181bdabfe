import type { Problem, Result } from '#lib/model/result.ts';

/** The way to the network, as events need it. Each line reaches its own address and nothing else. */
export interface OutsideNetwork {
	/** Fails as the network does, with `network-refused` where there is none. */
	send(call: OutsideCall): Promise<Result<OutsideAnswer, Problem>>;
	/** An answer that goes on; `limits.ms` is the longest silence. Fails as `send` does. */
	open(call: OutsideCall): Promise<Result<OutsideStream, Problem>>;
}

export interface OutsideCall {
	/** Calls of one holder leave from one worker. */
	readonly holder: string;
	/** All that the holder may reach. */
	readonly origins: readonly string[];
	readonly url: string;
	readonly method: string;
	readonly headers: readonly (readonly [string, string])[];
	readonly body: Uint8Array<ArrayBuffer> | null;
	readonly limits: { readonly bytes: number; readonly ms: number };
}

export interface OutsideStream {
	readonly status: number;
	readonly headers: readonly (readonly [string, string])[];
	/** The next piece, null at the end. */
	read(): Promise<Result<Uint8Array | null, Problem>>;
	close(): void;
}

export interface OutsideAnswer {
	readonly status: number;
	readonly headers: readonly (readonly [string, string])[];
	readonly bytes: Uint8Array;
}

/** What an answer of an address may be. */
const LIMITS = { bytes: 4 * 1024 * 1024, ms: 30_000 };

/** A call of the line `id` to its own address. */
export const callOf = (
	id: string,
	address: string,
	init: Partial<Pick<OutsideCall, 'method' | 'headers' | 'body' | 'limits'>>,
): OutsideCall => ({
	holder: `line-${id}`,
	origins: [new URL(address).origin],
	url: address,
	method: 'GET',
	headers: [],
	body: null,
	limits: LIMITS,
	...init,
});

export const headerOf = ({ headers }: Pick<OutsideAnswer, 'headers'>, name: string): string | undefined =>
	headers.find(([key]) => key.toLowerCase() === name)?.[1];
