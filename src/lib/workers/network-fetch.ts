import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { FetchAnswer, NetworkFetch } from './network-protocol.ts';
import { readAtMost } from './read-at-most.ts';

const WITHIN_MS = 60_000;

/** One call to the network, bounded in time and size, without anything that tells who asks. */
export async function networkFetch(
	{ url, accept, method = 'GET', maxBytes }: NetworkFetch,
	inner: typeof fetch,
): Promise<Result<FetchAnswer, Problem>> {
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
		const bytes = method === 'HEAD' ? new Uint8Array() : await readAtMost(response, maxBytes);
		return bytes
			? ok({ status: response.status, length: told === null ? null : Number(told), bytes })
			: err(TOO_LARGE);
	} catch (error) {
		return err({ ...FAILED, message: `${new URL(url).origin} does not answer.`, detail: String(error) });
	}
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
