import type { LlmCall } from '#lib/model/call.ts';
import type { FinishReason, LlmErrorKind, StreamPart, Usage } from '#lib/model/llm.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Attempt, Errand, Reservation } from './ledger.ts';

interface Meter {
	readonly errand: Errand;
	readonly record: (attempt: Attempt, reservation?: Reservation) => Promise<Result<LlmCall, Problem>>;
	readonly estimateTokens: (text: string) => number;
	readonly now: () => number;
}

/** Hands parts on and records the attempt once, however the stream ends. */
export async function* meter(parts: AsyncIterable<StreamPart>, tools: Meter): AsyncGenerator<StreamPart> {
	const seen: Seen = { at: tools.now(), text: '' };
	try {
		for await (const part of parts) {
			note(seen, part, tools.now());
			yield part;
		}
	} finally {
		// Also when the reader stops half-way: what was asked for until then has been paid for.
		const { errand, record } = tools;
		const recorded = await record(attemptFrom(seen, tools), errand.reservation);
		if (recorded.ok) errand.onRecorded?.(recorded.value);
	}
}

interface Seen {
	readonly at: number;
	firstTokenAt?: number;
	text: string;
	usage?: Usage;
	finish?: FinishReason;
	error?: LlmErrorKind;
}

function note(seen: Seen, part: StreamPart, now: number): void {
	switch (part.type) {
		case 'text-delta':
		case 'reasoning-delta':
			seen.firstTokenAt ??= now;
			seen.text += part.text;
			break;
		case 'tool-call':
			seen.firstTokenAt ??= now;
			seen.text += part.arguments;
			break;
		case 'usage':
			seen.usage = part.usage;
			break;
		case 'finish':
			seen.finish = part.reason;
			break;
		case 'error':
			seen.error = part.error.kind;
			break;
		case 'start':
			break;
	}
}

function attemptFrom(seen: Seen, { errand, estimateTokens, now }: Meter): Attempt {
	const { creationId, taskClass, model, attempt, routedBecause, lentTo, isCached } = errand;
	const { at, firstTokenAt, finish } = seen;
	const error = seen.error ?? (finish === undefined ? 'aborted' : undefined);
	return {
		...(creationId ? { creationId } : {}),
		taskClass,
		model,
		attempt,
		...(routedBecause ? { routedBecause } : {}),
		...(lentTo ? { lentTo } : {}),
		...(isCached ? { isCached } : {}),
		at,
		usage: seen.usage ?? estimated(seen, errand, estimateTokens),
		...(firstTokenAt === undefined ? {} : { firstTokenMs: firstTokenAt - at }),
		durationMs: now() - at,
		...(finish ? { finish } : {}),
		...(error ? { error } : {}),
	};
}

/** Nothing came back: nothing was charged. Something came back: the whole input was. */
function estimated(seen: Seen, errand: Errand, estimateTokens: (text: string) => number): Usage {
	const hasAnswer = seen.firstTokenAt !== undefined;
	return {
		input: hasAnswer ? errand.inputTokens : 0,
		cacheRead: 0,
		cacheWrite: 0,
		output: hasAnswer ? estimateTokens(seen.text) : 0,
		reasoning: 0,
		isEstimated: true,
	};
}
