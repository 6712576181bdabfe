import type { LlmError, LlmErrorKind, StreamPart } from '#lib/model/llm.ts';

/** An attempt that failed and will be made again. */
export interface FailedAttempt {
	/** 1 for the first call. */
	readonly attempt: number;
	readonly error: LlmError;
	/** Until the next attempt. ms. */
	readonly waitMs: number;
}

export interface RetryPolicy {
	/** Calls after the first one. */
	readonly maxRetries?: number;
	readonly onRetry?: (failed: FailedAttempt) => void;
	/** From 0 to 1; spreads retries of many tabs. */
	readonly random?: () => number;
	/** Resolves after that time, or at once when the signal is aborted. */
	readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Failures before which no vendor has done work that it charges for. */
const SAFE: readonly LlmErrorKind[] = ['rate-limited', 'overloaded', 'server', 'network'];

/** Who asks to wait longer than this is not waited for in silence: the person is told instead. ms. */
const LONGEST_WAIT = 30_000;

/**
 * The answer of `attempt`, made again after failures that may pass. Never again once the vendor has begun to answer,
 * since that may be charged: so nobody pays twice.
 */
export async function* retrying(
	attempt: (number: number) => AsyncIterable<StreamPart>,
	signal: AbortSignal,
	policy: RetryPolicy = {},
): AsyncGenerator<StreamPart, void> {
	const { maxRetries = 2, onRetry, wait = waitFor } = policy;
	for (let number = 1; ; number += 1) {
		const failed = yield* attemptOnce(attempt(number), (error) => {
			const waitMs = waitAfter(error, number, policy.random ?? Math.random);
			return number <= maxRetries && !signal.aborted && waitMs !== null ? waitMs : null;
		});
		if (!failed) return;
		onRetry?.({ attempt: number, ...failed });
		await wait(failed.waitMs, signal);
	}
}

type Failed = Omit<FailedAttempt, 'attempt'>;

/** Hands on one attempt. Tells what failed if it may be made again, which is only while nothing at all has come. */
async function* attemptOnce(
	parts: AsyncIterable<StreamPart>,
	waitMsAfter: (error: LlmError) => number | null,
): AsyncGenerator<StreamPart, Failed | null> {
	let isUntouched = true;
	for await (const part of parts) {
		const waitMs = isUntouched && part.type === 'error' ? waitMsAfter(part.error) : null;
		if (part.type === 'error' && waitMs !== null) return { error: part.error, waitMs };
		isUntouched = false;
		yield part;
	}
	return null;
}

/** How long to wait after this failure, or null when trying again is not for us to decide. */
function waitAfter(error: LlmError, attempt: number, random: () => number): number | null {
	if (!SAFE.includes(error.kind)) return null;
	const backoff = 500 * 2 ** (attempt - 1) * (1 + random());
	const waitMs = Math.round(Math.max(backoff, error.retryAfterMs ?? 0));
	return waitMs > LONGEST_WAIT ? null : waitMs;
}

function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const done = (): void => {
			clearTimeout(timer);
			signal.removeEventListener('abort', done);
			resolve();
		};
		const timer = setTimeout(done, milliseconds);
		signal.addEventListener('abort', done, { once: true });
		if (signal.aborted) done();
	});
}
