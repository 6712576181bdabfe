import type { LlmErrorKind, LlmRequest, StreamPart } from '#lib/model/llm.ts';
import { wordsOfThrown } from './errors.ts';
import { failure } from './failures.ts';
import type { Access, Provider } from './provider.ts';
import { untilAborted } from './until-aborted.ts';
import { watchedAnswer } from './watched-body.ts';

/** How long an answer may be silent before it counts as stalled. ms. */
export interface Patience {
	/** From the request to the first text, reasoning or tool call. */
	readonly firstMs: number;
	/** Between signs of life after that. */
	readonly betweenMs: number;
}

/** A model that was told to think may be silent for minutes and is paid for it: stopping it would waste that. */
export function patienceFor(request: LlmRequest): Patience {
	const thinks = request.effort === 'medium' || request.effort === 'high';
	return { firstMs: thinks ? 300_000 : 60_000, betweenMs: 30_000 };
}

/** Half of the 200 ms in which an abort must be answered. */
const USAGE_GRACE_MS = 100;

/**
 * The stream of any provider, held to its contract: exactly one terminal part, and nothing after it; silence for longer
 * than `patience` ends in `stalled`; an abort ends in `aborted` at once, even while the provider hangs; what it throws
 * becomes an error. Every byte counts as a sign of life.
 */
export async function* guarded(
	provider: Provider,
	request: LlmRequest,
	access: Access,
	patience: Patience = patienceFor(request),
): AsyncGenerator<StreamPart, void> {
	const watchdog = new Watchdog(patience);
	const signal = AbortSignal.any([access.signal, watchdog.signal]);
	const inner = { ...access, signal, fetch: watchdog.watching(access.fetch) };
	const terminal = (kind: LlmErrorKind, detail?: string): StreamPart => ({
		type: 'error',
		error: failure(kind, provider.title, { detail }),
	});
	try {
		for await (const part of untilAborted(provider.stream(request, inner), late(signal))) {
			if (signal.aborted && part.type !== 'usage') continue;
			// The clock stands while the caller is busy with the part.
			watchdog.pause(part);
			yield part;
			if (isTerminal(part)) return;
			watchdog.restart();
		}
	} catch (thrown) {
		if (!signal.aborted) {
			yield terminal('protocol', wordsOfThrown(thrown));
			return;
		}
	} finally {
		watchdog.end();
	}
	if (access.signal.aborted) yield terminal('aborted');
	else yield terminal(watchdog.signal.aborted ? 'stalled' : 'truncated');
}

/** Aborted a little after `signal`: time for a provider to tell what was used until then. */
function late(signal: AbortSignal): AbortSignal {
	const controller = new AbortController();
	const abortSoon = (): void => void setTimeout(() => controller.abort(), USAGE_GRACE_MS);
	if (signal.aborted) abortSoon();
	else signal.addEventListener('abort', abortSoon, { once: true });
	return controller.signal;
}

export const isTerminal = (part: StreamPart): boolean => part.type === 'finish' || part.type === 'error';

class Watchdog {
	readonly #controller = new AbortController();
	readonly #patience: Patience;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#hasContent = false;
	#isPaused = false;

	constructor(patience: Patience) {
		this.#patience = patience;
		this.restart();
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	pause(part: StreamPart): void {
		this.#hasContent ||= ['text-delta', 'reasoning-delta', 'tool-call'].includes(part.type);
		this.#stop();
		this.#isPaused = true;
	}

	restart(): void {
		this.#isPaused = false;
		this.#beat();
	}

	/** Bytes that still arrive do not start it again. */
	end(): void {
		this.#isPaused = true;
		this.#stop();
	}

	/** The same `fetch`, whose bytes keep the watchdog calm: vendors send comments and pings while a model thinks. */
	watching(outer: typeof fetch): typeof fetch {
		return async (input, init) => {
			const answer = await outer(input, init);
			return answer.ok ? watchedAnswer(answer, () => this.#beat()) : answer;
		};
	}

	#stop(): void {
		clearTimeout(this.#timer);
	}

	#beat(): void {
		if (this.signal.aborted || this.#isPaused) return;
		this.#stop();
		const { firstMs, betweenMs } = this.#patience;
		this.#timer = setTimeout(() => this.#controller.abort(), this.#hasContent ? betweenMs : firstMs);
	}
}
