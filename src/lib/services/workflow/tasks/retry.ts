import type { WorkflowError } from '#lib/model/workflow.ts';
import { recordOf } from '../data.ts';
import type { WorkflowDefinition } from '../definition.ts';
import { durationMs } from '../duration.ts';
import type { Activity, Frame } from '../execution.ts';
import { standardFault } from '../fault.ts';

export interface Retry {
	readonly when: unknown;
	readonly exceptWhen: unknown;
	readonly delayMs: number;
	readonly backoff: Readonly<Record<string, unknown>>;
	readonly limit: Readonly<Record<string, unknown>>;
	readonly jitter: Readonly<Record<string, unknown>>;
}

/** Attempts after the first of a policy that sets no limit at all: a run must come to an end. */
const UNLIMITED_ATTEMPTS = 10;
/** Longest time between two attempts, whatever the backoff says. ms. */
const LONGEST_DELAY_MS = 24 * 3_600_000;

/** A policy, or the one of that name under `use.retries`. Throws the configuration error where there is none. */
export function retryOf(definition: WorkflowDefinition, retry: unknown): Retry | undefined {
	if (retry === undefined) return undefined;
	const policy = typeof retry === 'string' ? recordOf(definition.use['retries'])[retry] : retry;
	if (policy === undefined)
		throw standardFault('configuration', `There is no retry policy "${String(retry)}".`);
	const { when, exceptWhen, delay, backoff, limit, jitter } = recordOf(policy);
	return {
		when,
		exceptWhen,
		delayMs: durationMs(delay) ?? 0,
		backoff: recordOf(backoff),
		limit: recordOf(limit),
		jitter: recordOf(jitter),
	};
}

interface Failed {
	readonly activity: Activity;
	readonly retry: Retry;
	/** From 1. */
	readonly attempt: number;
	readonly startedAt: number;
	readonly error: WorkflowError;
	readonly frame: Frame;
}

/** ms until the next attempt; undefined when there is none. */
export async function nextDelay({
	activity,
	retry,
	attempt,
	startedAt,
	error,
	frame,
}: Failed): Promise<number | undefined> {
	const { execution } = activity;
	const count = recordOf(retry.limit['attempt'])['count'];
	const most =
		typeof count === 'number' ? count : retry.limit['duration'] === undefined ? UNLIMITED_ATTEMPTS : Infinity;
	if (attempt > most) return undefined;
	if (retry.when !== undefined && !(await execution.test(retry.when, error, frame))) return undefined;
	if (retry.exceptWhen !== undefined && (await execution.test(retry.exceptWhen, error, frame)))
		return undefined;
	const delay = Math.min(
		backedOff(retry, attempt) + jitterMs(retry, execution.host.random()),
		LONGEST_DELAY_MS,
	);
	const mostMs = durationMs(retry.limit['duration']);
	if (mostMs !== undefined && execution.host.now() + delay - startedAt > mostMs) return undefined;
	return delay;
}

/** After the n-th failure: the delay, n times it or more, or doubled each time, as the policy has it. */
function backedOff({ backoff, delayMs }: Retry, attempt: number): number {
	if (backoff['exponential'] !== undefined) {
		const { factor, multiplier, maxDelay } = recordOf(backoff['exponential']);
		const by = [factor, multiplier].find((each): each is number => typeof each === 'number') ?? 2;
		return Math.min(delayMs * by ** (attempt - 1), durationMs(maxDelay) ?? Infinity);
	}
	if (backoff['linear'] === undefined) return delayMs;
	const increment = durationMs(recordOf(backoff['linear'])['increment']) ?? delayMs;
	return delayMs + increment * (attempt - 1);
}

function jitterMs({ jitter }: Retry, random: number): number {
	const from = durationMs(jitter['from']) ?? 0;
	return from + random * Math.max((durationMs(jitter['to']) ?? from) - from, 0);
}
