import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { NetworkAnswer, NetworkFetch } from './network-protocol.ts';

const WITHIN_MS = 60_000;

/** One call to the network, bounded in time and size, without anything that tells who asks. */
export async function networkFetch(
	{ url, accept, method = 'GET', maxBytes }: NetworkFetch,
	inner: typeof fetch,
): Promise<Result<NetworkAnswer, Problem>> {
	try {
		const response = await inner(url, {
			method,
			mode: 'cors',
			// A redirect would lead to where nobody was asked about.
			redirect: 'error',
			credentials: 'omit',
			referrerPolicy: 'no-referrer',
			cache: 'no-store',
			signal: AbortSignal.timeout(WITHIN_MS),
			...(accept ? { headers: { accept } } : {}),
		});
		const told = response.headers.get('content-length');
		const bytes = method === 'HEAD' ? new Uint8Array() : await read(response, maxBytes);
		return bytes
			? ok({ status: response.status, length: told === null ? null : Number(told), bytes })
			: err(TOO_LARGE);
	} catch (error) {
		return err({ ...FAILED, message: `${new URL(url).origin} does not answer.`, detail: String(error) });
	}
}

/** Undefined when there is more than `maxBytes`; the rest is not fetched. */
async function read(response: Response, maxBytes: number): Promise<Uint8Array | undefined> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	const reader = response.body?.getReader();
	for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
		length += part.value.length;
		if (length > maxBytes) {
			await reader?.cancel();
			return undefined;
		}
		chunks.push(part.value);
	}
	return new Uint8Array(await new Blob(chunks.map((chunk) => new Uint8Array(chunk))).arrayBuffer());
}

const TOO_LARGE: Problem = {
	type: 'answer-too-large',
	message: 'What the network sends is larger than AetherOS takes.',
};
const FAILED: Problem = {
	type: 'network-failed',
	message: 'The network does not answer.',
	action: 'Check the connection and try again',
};
