import * as z from 'zod/mini';
import type { Problem, Result } from '#lib/model/result.ts';
import type { NetworkAnswer } from '#lib/services/network/network.ts';
import type { WireCall } from './network-request.ts';
import type { OpenedStream } from './network-stream.ts';

export const fetchSchema = z.strictObject({
	url: z.url(),
	accept: z.optional(z.string().check(z.maxLength(200))),
	method: z.optional(z.enum(['GET', 'HEAD'])),
	maxBytes: z.int().check(z.gte(0)),
});
export type NetworkFetch = z.infer<typeof fetchSchema>;

/** What a plain fetch gives. */
export interface FetchAnswer {
	readonly status: number;
	/** `content-length`; null when it is not told. */
	readonly length: number | null;
	readonly bytes: Uint8Array;
}

/** What the page may ask of the network worker. */
export interface NetworkDesk {
	/** Fails with `network-failed` or `answer-too-large`. */
	fetch(request: NetworkFetch): Promise<Result<FetchAnswer, Problem>>;
	/** A request of a creation. Fails as `Network.send` does. */
	send(call: WireCall): Promise<Result<NetworkAnswer, Problem>>;
	/** An answer that goes on. Fails as `NetworkStreams.open` does. */
	open(call: WireCall): Promise<Result<OpenedStream, Problem>>;
	/** The next piece of one; null at its end. */
	read(id: string): Promise<Result<Uint8Array | null, Problem>>;
	close(id: string): Promise<Result<void, Problem>>;
}

/** A message of the page, before any of it is looked up or called. */
export const envelopeSchema = z.object({
	t: z.literal('q'),
	m: z.enum(['fetch', 'send', 'open', 'read', 'close']),
	a: z.array(z.unknown()).check(z.length(1)),
	i: z.optional(z.string()),
});
