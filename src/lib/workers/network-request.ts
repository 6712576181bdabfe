import * as z from 'zod/mini';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { NetworkCall } from '#lib/services/network/network.ts';

/** What a worker is told of a call; whose it is and what it may reach is its policy's matter. */
export const callSchema = z.strictObject({
	url: z.url({ protocol: /^https?$/ }),
	method: z.string().check(z.maxLength(20)),
	headers: z.readonly(
		z.array(z.readonly(z.tuple([z.string().check(z.maxLength(200)), z.string().check(z.maxLength(16_000))]))),
	),
	body: z.nullable(z.instanceof(Uint8Array)),
	relay: z.optional(z.url({ protocol: /^https?$/ })),
	origins: z.readonly(z.array(z.string()).check(z.maxLength(60))),
	limits: z.strictObject({ bytes: z.int().check(z.gte(0)), ms: z.int().check(z.gte(1), z.lte(600_000)) }),
});
export type WireCall = z.infer<typeof callSchema>;

/** The part of a call that a worker needs. */
export const wireOf = ({ url, method, headers, body, relay, origins, limits }: NetworkCall): WireCall => ({
	...{ url, method, headers, body, origins, limits },
	...(relay ? { relay } : {}),
});

/**
 * The request that a call means, without its body: a request that is made from another one would stream it, which no
 * HTTP/1.1 server takes. Fails with `request-invalid`. Headers that a page may not set are left out by the platform.
 */
export function requestFrom({ url, method, headers }: WireCall): Result<Request, Problem> {
	try {
		const list = headers.map(([name, value]): [string, string] => [name, value]);
		return ok(new Request(url, { method, headers: list }));
	} catch (error) {
		return err({
			type: 'request-invalid',
			message: 'This is no request that a browser can send.',
			detail: String(error).slice(0, 200),
		});
	}
}
