import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { WireRequest, WireResponse } from './messages.ts';

/** A request as it travels into the sandbox. */
export async function requestWire(request: Request): Promise<Omit<WireRequest, 'id'>> {
	const { url, method, headers } = request;
	const body = request.body === null ? null : await request.arrayBuffer();
	return { url, method, headers: [...headers], body };
}

/** What the sandbox answered; it may be nonsense. */
export function responseOf(wire: WireResponse): Result<Response, Problem> {
	try {
		const body = [204, 205, 304].includes(wire.status) ? null : wire.body;
		const headers = wire.headers.map(([name, value]): [string, string] => [name, value]);
		return ok(new Response(body, { status: wire.status, statusText: wire.statusText, headers }));
	} catch (error) {
		return err({
			type: 'request-failed',
			message: 'The creation gave an answer that is no HTTP response.',
			detail: String(error),
		});
	}
}
