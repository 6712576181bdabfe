import { createParser } from 'eventsource-parser';
import type { EventLine } from '#lib/model/delivery.ts';
import { newUlid } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Message } from './incoming.ts';
import { callOf, headerOf, type OutsideNetwork, type OutsideStream } from './outside.ts';
import { ntfyLine } from './poll.ts';

/** Longest event, in characters. A server that sends more at once is cut off. */
export const MAX_EVENT = 256 * 1024;
/** Longest silence of a stream that is alive: relays say something each minute at the latest. ms. */
const SILENT_MS = 100_000;
/** How long to wait after the first, second … failure in a row. ms. */
const DELAYS_MS = [1_000, 2_000, 5_000, 15_000, 30_000, 60_000];
/** Longest wait that a server may ask for. ms. */
const MAX_RETRY_MS = 300_000;

/** What became of a stream: told as it happens. */
export interface StreamNews {
	readonly state: NonNullable<EventLine['state']>;
	/** Absent: all is well. */
	readonly problem?: string | undefined;
}

export interface StreamPorts {
	readonly network: Pick<OutsideNetwork, 'open'>;
	/** One message, with the id that the stream goes on from. Awaited, so that a flood waits at its source. */
	readonly take: (message: Message, cursor: string | undefined) => Promise<void>;
	readonly tell: (news: StreamNews) => Promise<void>;
	readonly signal: AbortSignal;
	readonly delaysMs?: readonly number[];
}

/** Keeps the stream of a line open, from where it was left off, until `signal` or until its server says that it is over. */
export async function followStream(line: EventLine, ports: StreamPorts): Promise<void> {
	const { signal, tell, delaysMs = DELAYS_MS } = ports;
	const place = { cursor: line.cursor, retryMs: 0 };
	let failures = 0;
	while (!signal.aborted) {
		await tell({ state: 'connecting' });
		const ended = await readOnce(line, place, ports, () => (failures = 0));
		if (signal.aborted) return;
		if (ended.ok && ended.value === 'over') return tell({ state: 'ended', problem: OVER });
		const problem = ended.ok ? undefined : ended.error.message;
		await tell({ state: 'waiting', problem });
		const delayMs = delaysMs[Math.min(failures, delaysMs.length - 1)] ?? 0;
		failures++;
		await pause(Math.max(delayMs, Math.min(place.retryMs, MAX_RETRY_MS)), signal);
	}
}

/** Where a stream goes on, and how soon its server wants to be asked again. */
interface Place {
	cursor: string | undefined;
	retryMs: number;
}

/** From one connection to its end. `over`: the server wants no more questions. */
async function readOnce(
	line: EventLine,
	place: Place,
	ports: StreamPorts,
	onMessage: () => void,
): Promise<Result<'over' | 'cut', Problem>> {
	const opened = await ports.network.open(
		callOf(line.id, line.address, {
			headers: [
				['accept', 'text/event-stream'],
				...(place.cursor === undefined ? [] : ([['last-event-id', place.cursor]] as const)),
			],
			limits: { bytes: MAX_EVENT, ms: SILENT_MS },
		}),
	);
	if (!opened.ok) return opened;
	const stream = opened.value;
	const close = (): void => stream.close();
	ports.signal.addEventListener('abort', close);
	try {
		if (stream.status === 204) return ok('over');
		const isStream = (headerOf(stream, 'content-type') ?? '').includes('text/event-stream');
		if (stream.status !== 200 || !isStream) return err(noStream(stream.status));
		await ports.tell({ state: 'open' });
		return await readPieces(stream, place, ports, onMessage);
	} finally {
		ports.signal.removeEventListener('abort', close);
		close();
	}
}

async function readPieces(
	stream: OutsideStream,
	place: Place,
	ports: StreamPorts,
	onMessage: () => void,
): Promise<Result<'cut', Problem>> {
	const decoder = new TextDecoder();
	const waiting: { readonly id: string | undefined; readonly data: string }[] = [];
	let isTooLong = false;
	const parser = createParser({
		maxBufferSize: MAX_EVENT,
		onEvent: ({ id, data }) => void waiting.push({ id, data }),
		onRetry: (ms) => (place.retryMs = ms),
		onError: ({ type }) => (isTooLong ||= type === 'max-buffer-size-exceeded'),
	});
	for (;;) {
		const piece = await stream.read();
		if (!piece.ok) return piece;
		if (piece.value === null) return ok('cut');
		parser.feed(decoder.decode(piece.value, { stream: true }));
		for (const { id, data } of waiting.splice(0)) {
			if (ports.signal.aborted) return ok('cut');
			const message = messageOf(id, data);
			if (id) place.cursor = id.slice(0, 500);
			if (message) await ports.take(message, place.cursor);
			onMessage();
		}
		if (isTooLong) return err(TOO_LONG);
	}
}

/** Ntfy puts its own line into the data, also for what is no message but a sign of life. */
function messageOf(id: string | undefined, data: string): Message | undefined {
	const ntfy = ntfyLine(data);
	if (ntfy) return ntfy.event === 'message' ? { id: ntfy.id, text: ntfy.message ?? '' } : undefined;
	// Without an id nothing says that it came before.
	return data === '' ? undefined : { id: id ? id.slice(0, 200) : newUlid(), text: data };
}

/** Ends at once when `signal` does. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(done, ms);
		signal.addEventListener('abort', done, { once: true });
		function done(): void {
			clearTimeout(timer);
			signal.removeEventListener('abort', done);
			resolve();
		}
	});
}

const OVER = 'The address says that nothing more comes.';
const noStream = (status: number): Problem => ({
	type: 'stream-missing',
	message:
		status === 200 ? 'The address answers, but with no stream of events.' : `The address answered ${status}.`,
});
const TOO_LONG: Problem = {
	type: 'event-too-large',
	message: 'The address sent an event of more than 256 KB, so the connection was cut.',
};
