import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Frame } from './frames.ts';
import { Heartbeat } from './heartbeat.ts';
import type { StartMessage, WireResponse } from './messages.ts';
import type { FrameMessage } from './protocol.ts';
import { Relay } from './relay.ts';
import type { Limits } from './sandbox.ts';

/** Longest wait for a program to have run once; it goes on afterwards, the start just does not wait for it. ms. */
const STARTED_MS = 5_000;
/** Longest that a request waits for its program to have started: a database on a slow device takes a while. ms. */
const READY_MS = 60_000;
/** Longest wait for the last words of a frame. ms. */
const BYE_MS = 400;

export interface RunEvents {
	/** Everything that is not handled here. */
	readonly message: (message: FrameMessage) => void;
	readonly alive: (isAlive: boolean) => void;
	/** The frame broke a limit and must be killed. */
	readonly broken: (reason: string) => void;
}

/** One program running in one frame. */
export class Run {
	readonly frame: Frame;
	readonly #limits: Limits;
	readonly #events: RunEvents;
	readonly #relay: Relay;
	readonly #heartbeat: Heartbeat;
	readonly #requests = new Map<number, (response: Result<WireResponse, Problem>) => void>();
	#lastId = 0;
	#started: () => void = () => undefined;
	readonly #onIdle: (() => void)[] = [];
	/** What waits for the program to run, which after the end of its worker it does anew. */
	readonly #waiting: (() => void)[] = [];
	#isReady = false;
	#hasWorker = false;
	#bye: () => void = () => undefined;

	constructor(frame: Frame, limits: Limits, events: RunEvents) {
		this.frame = frame;
		this.#limits = limits;
		this.#events = events;
		this.#heartbeat = new Heartbeat((id) => {
			frame.post({ type: 'ping', id });
		}, events.alive);
		this.#relay = new Relay(limits, (message) => this.#isAwaited(message));
		frame.listen((data) => {
			this.#receive(data);
		});
	}

	get messages(): number {
		return this.#relay.messages;
	}

	get bytesIn(): number {
		return this.#relay.bytesIn;
	}

	/** Resolves when the program has been evaluated, or after a bounded wait. */
	start(message: StartMessage): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, STARTED_MS);
			this.#started = () => {
				clearTimeout(timer);
				resolve();
			};
			this.#hasWorker = message.mode === 'worker';
			this.#heartbeat.start();
			if (this.#hasWorker) this.frame.postToNewWorker(message);
			else this.frame.post(message);
		});
	}

	/**
	 * Sent once the program has started; `timeoutMs` counts from there. Fails with `request-timeout`, `request-stopped` (the
	 * signal) or `request-failed`. A worker that hangs or is stopped over a request is started afresh.
	 */
	request(
		wire: Omit<StartRequest, 'id'>,
		timeoutMs: number,
		signal?: AbortSignal,
	): Promise<Result<WireResponse, Problem>> {
		const id = ++this.#lastId;
		return new Promise((resolve) => {
			const finish = (response: Result<WireResponse, Problem>): void => {
				clearTimeout(timer);
				signal?.removeEventListener('abort', stop);
				this.#requests.delete(id);
				resolve(response);
				if (this.#requests.size === 0) for (const tell of this.#onIdle.splice(0)) tell();
			};
			let isSent = false;
			const giveUp = (problem: Problem): void => {
				if (isSent) this.#restartWorker();
				finish(err(problem));
			};
			const stop = (): void => giveUp(requestStopped);
			let timer = setTimeout(() => giveUp(requestTimeout(READY_MS)), READY_MS);
			signal?.addEventListener('abort', stop, { once: true });
			if (signal?.aborted) return finish(err(requestStopped));
			this.#requests.set(id, finish);
			this.#whenReady(() => {
				if (!this.#requests.has(id)) return;
				isSent = true;
				clearTimeout(timer);
				timer = setTimeout(() => giveUp(requestTimeout(timeoutMs)), timeoutMs);
				this.frame.post({ type: 'request', id, ...wire }, wire.body === null ? [] : [wire.body]);
			});
		});
	}

	/** What hangs is ended; what waits is sent once the fresh worker has started. */
	#restartWorker(): void {
		if (!this.#hasWorker) return;
		this.#isReady = false;
		this.frame.postToNewWorker({ type: 'restart-worker' });
	}

	#whenReady(send: () => void): void {
		if (this.#isReady) send();
		else this.#waiting.push(send);
	}

	#goOn(): void {
		this.#started();
		this.#isReady = true;
		for (const send of this.#waiting.splice(0)) send();
	}

	/** Resolves when no request is under way any more, or after `limitMs`. */
	idle(limitMs: number): Promise<void> {
		if (this.#requests.size === 0) return Promise.resolve();
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, limitMs);
			this.#onIdle.push(() => {
				clearTimeout(timer);
				resolve();
			});
		});
	}

	/** Lets the frame say its last words, then removes it. */
	async stop(): Promise<void> {
		this.#heartbeat.stop();
		await new Promise<void>((resolve) => {
			setTimeout(resolve, BYE_MS);
			this.#bye = resolve;
			this.frame.post({ type: 'stop' });
		});
		this.kill();
	}

	/** Removes the frame at once. */
	kill(): void {
		this.#heartbeat.stop();
		this.frame.remove();
		this.#started();
		this.#bye();
		for (const finish of [...this.#requests.values()]) finish(err(requestEnded));
	}

	#receive(data: unknown): void {
		const reception = this.#relay.receive(data, performance.now());
		if (reception.type === 'flood') this.#events.broken(reception.reason);
		if (reception.type === 'message') this.#handle(reception.message);
	}

	#handle(message: FrameMessage): void {
		switch (message.type) {
			case 'pong':
				this.#heartbeat.answer(message.id);
				return;
			case 'started':
				this.#goOn();
				return;
			case 'bye':
				this.#bye();
				return;
			case 'response':
				this.#requests.get(message.id)?.(ok(message));
				return;
			case 'response-failed':
				this.#requests.get(message.id)?.(err(requestFailed(message.message)));
				return;
			default:
				this.#events.message(message);
		}
	}

	#isAwaited(message: FrameMessage): boolean {
		if (message.type === 'response' || message.type === 'response-failed')
			return this.#requests.has(message.id);
		return message.type === 'pong' && this.#heartbeat.isExpected(message.id);
	}

	/** Longest answer that `request` waits for by itself. */
	get requestMs(): number {
		return this.#limits.requestMs;
	}
}

interface StartRequest {
	readonly id: number;
	readonly url: string;
	readonly method: string;
	readonly headers: readonly (readonly [string, string])[];
	readonly body: ArrayBuffer | null;
}

const requestTimeout = (timeoutMs: number): Problem => ({
	type: 'request-timeout',
	message: `The creation did not answer within ${timeoutMs} ms.`,
});

const requestStopped: Problem = { type: 'request-stopped', message: 'The request was stopped.' };

const requestFailed = (detail: string): Problem => ({
	type: 'request-failed',
	message: 'The creation failed while answering.',
	detail,
});

const requestEnded: Problem = { type: 'request-failed', message: 'The creation ended before it answered.' };
