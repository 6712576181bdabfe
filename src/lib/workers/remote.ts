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

export class WorkerCrash extends Error {}

export function connect<Api extends object>(start: () => Worker): Remote<Api> {
	let live: { readonly worker: Worker; readonly api: BirpcReturn<Api> } | undefined;
	const end = (reason: string) => {
		live?.api.$close(new WorkerCrash(reason));
		live?.worker.terminate();
		live = undefined;
	};
	const api = () => {
		live ??= open<Api>(start(), end);
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
		stop: () => end('stopped'),
	};
}

function open<Api extends object>(worker: Worker, onCrash: (reason: string) => void) {
	const api = createBirpc<Api>(
		{},
		{
			post: (data) => worker.postMessage(data),
			on: (listener) => worker.addEventListener('message', (event) => listener(event.data)),
			// Large histories take their time; a dead worker is noticed by its error event.
			timeout: -1,
		},
	);
	worker.addEventListener('error', (event) => onCrash(event.message || 'the worker did not start'));
	worker.addEventListener('messageerror', () => onCrash('a message could not be read'));
	return { worker, api };
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
