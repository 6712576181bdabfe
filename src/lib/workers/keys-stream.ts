import { newUlid } from '#lib/model/id.ts';
import type { LlmError, StreamPart } from '#lib/model/llm.ts';
import type { Keys } from '#lib/services/llm/keys.ts';
import type { KeysLine } from './keys-line.ts';
import { PartQueue } from './part-queue.ts';
import { WorkerCrash } from './remote.ts';

/** Streams under way, by id. */
export type Streams = Map<string, PartQueue>;

export function streamCalls(line: KeysLine, streams: Streams): Pick<Keys, 'generate'> {
	return {
		async *generate(request, signal) {
			const id = newUlid();
			const queue = new PartQueue();
			const stop = () => void line.ask((desk) => desk.abort(id)).catch(() => undefined);
			streams.set(id, queue);
			signal.addEventListener('abort', stop);
			line
				.ask((desk) => desk.generate({ id, request }))
				.then(
					() => queue.end(failure('no terminal part')),
					(cause: unknown) => queue.end(failure(cause)),
				);
			if (signal.aborted) stop();
			try {
				yield* queue.read();
			} finally {
				signal.removeEventListener('abort', stop);
				streams.delete(id);
				// For who stops reading early; where the stream has ended, nothing is left to stop.
				stop();
			}
		},
	};
}

const failure = (cause: unknown): StreamPart => ({ type: 'error', error: crashed(cause) });

export function crashed(cause: unknown): LlmError {
	return {
		kind: 'unavailable',
		message: 'The part of AetherOS that talks to models stopped.',
		action: 'Try again',
		isRetryable: true,
		detail: cause instanceof WorkerCrash ? cause.message : String(cause).slice(0, 200),
	};
}
