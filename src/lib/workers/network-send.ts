import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { CallLimits, NetworkAnswer } from '#lib/services/network/network.ts';
import { viaRelay } from '#lib/services/connectors/relay.ts';
import { requestFrom, type WireCall } from './network-request.ts';
import { readAtMost } from './read-at-most.ts';

/** Sends a call that no secret goes along with. */
export async function sendOpenly(
	call: WireCall,
	inner: typeof fetch,
): Promise<Result<NetworkAnswer, Problem>> {
	const request = requestFrom(call);
	if (!request.ok) return request;
	const { relay, origins, limits, body } = call;
	return sendRequest(
		relay ? viaRelay(request.value, relay) : request.value,
		{ limits, body, redirect: 'follow', mayAnswer: (origin) => origins.includes(origin) },
		inner,
	);
}

interface Sending {
	readonly limits: CallLimits;
	readonly body: Uint8Array<ArrayBuffer> | null;
	/** Whether an answer from there may be handed on; asked after redirects. */
	readonly mayAnswer: (origin: string) => boolean;
	/** A secret must not follow to where it does not belong. */
	readonly redirect: 'follow' | 'error';
}

/** One request of a creation, bounded in time and size, without anything that tells who asks. */
export async function sendRequest(
	request: Request,
	{ limits, body, mayAnswer, redirect }: Sending,
	inner: typeof fetch,
): Promise<Result<NetworkAnswer, Problem>> {
	const { origin } = new URL(request.url);
	try {
		const response = await inner(request, {
			mode: 'cors',
			redirect,
			credentials: 'omit',
			referrerPolicy: 'no-referrer',
			cache: 'no-store',
			signal: AbortSignal.timeout(limits.ms),
			...(body ? { body } : {}),
		});
		if (response.url !== '' && !mayAnswer(new URL(response.url).origin)) {
			await response.body?.cancel();
			return err(redirected(origin));
		}
		const bytes = await readAtMost(response, limits.bytes);
		if (!bytes) return err(tooLarge(origin, limits.bytes));
		const { status, statusText, headers } = response;
		return ok({ status, statusText, headers: [...headers], bytes });
	} catch (error) {
		const isLate = error instanceof DOMException && error.name === 'TimeoutError';
		return err(isLate ? late(origin, limits.ms) : failed(origin, redirect, error));
	}
}

const redirected = (origin: string): Problem => ({
	type: 'redirect-refused',
	message: `${origin} sends on to another address, which you have not allowed.`,
});
const tooLarge = (origin: string, bytes: number): Problem => ({
	type: 'answer-too-large',
	message: `The answer of ${origin} is larger than ${Math.round(bytes / 1024 / 1024)} MB.`,
});
const late = (origin: string, ms: number): Problem => ({
	type: 'network-timeout',
	message: `${origin} did not answer within ${Math.ceil(ms / 1000)} s.`,
	action: 'Try again',
});

/** A browser tells a refusal, a dead service and a forbidden redirect apart for nobody. */
const failed = (origin: string, redirect: Sending['redirect'], error: unknown): Problem => ({
	type: 'network-failed',
	message: `${origin} gave no answer that a page may read: it is down, it does not answer pages of other sites (CORS), or it ${redirect === 'error' ? 'sends on to another address' : 'sends on to one that you have not allowed'}.`,
	action: 'Check the connection; for a service that does not answer pages, a relay of your own helps',
	detail: String(error),
});
