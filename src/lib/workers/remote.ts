import { createBirpc, type BirpcReturn } from 'birpc';
import { err, type Problem, type Result } from '#lib/model/result.ts';

/** A worker that answers calls, started at the first of them and again after a crash. */
export interface Remote<Api extends object> {
	/** Calls the worker. Fails with `worker-crashed`; the next call starts a new one. */
	call<T>(work: (api: BirpcReturn<Api>) => Promise<Result<T, Problem>>): Promise<Result<T, Problem>>;
	/** For calls that cannot fail by contract: throws where `call` fails. */
	ask<T>(work: (api: BirpcReturn<Api>) => Promise<T>): Promise<T>;
	stop(): void;
}

/** What a worker may call in the page. */
type Callbacks = Readonly<Record<string, unknown>>;

export class WorkerCrash extends Error {}

export function connect<Api extends object>(start: () => Worker, functions: Callbacks = {}): Remote<Api> {
	let live: Line<Api> | undefined;
	const end = (line: Line<Api> | undefined, reason: string) => {
		if (line === live) live = undefined;
		line?.api.$close(new WorkerCrash(reason));
		line?.worker.terminate();
	};
	const api = () => {
		live ??= open<Api>(start(), functions, end);
		return live.api;
	};
	return {
		ask: (work) => work(api()),
		async call(work) {
			try {
				return await work(api());
			} catch (error) {
				if (!(error instanceof WorkerCrash)) throw error;
				return err(crashed(error.message));
			}
		},
		stop: () => end(live, 'stopped'),
	};
}

interface Line<Api extends object> {
	readonly worker: Worker;
	readonly api: BirpcReturn<Api>;
}

function open<Api extends object>(
	worker: Worker,
	functions: Callbacks,
	onCrash: (line: Line<Api>, reason: string) => void,
): Line<Api> {
	const api = createBirpc<Api>(functions, {
		post: (data) => worker.postMessage(data),
		on: (listener) => worker.addEventListener('message', (event) => listener(event.data)),
		// Large histories take their time; a dead worker is noticed by its error event.
		timeout: -1,
	});
	const line = { worker, api };
	worker.addEventListener('error', (event) => onCrash(line, event.message || 'the worker did not start'));
	worker.addEventListener('messageerror', () => onCrash(line, 'a message could not be read'));
	return line;
}

const crashed = (detail: string): Problem => ({
	type: 'worker-crashed',
	message: 'A part of AetherOS stopped while it was at work on this. What was saved before is not affected.',
	action: 'Try again',
	detail,
});

/** The other end: makes `functions` callable from the page. Call synchronously at the start of a worker. */
export function answer(functions: object): void {
	createBirpc<Record<string, never>, object>(functions, {
		post: (data) => postMessage(data),
		on: (listener) => addEventListener('message', (event) => listener(event.data)),
		timeout: -1,
	});
}
