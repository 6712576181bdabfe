import type { StartMessage } from '../messages.ts';
import { scriptUrl } from './link.ts';
import type { Post } from './port.ts';

/** The worker in which a creation without a page runs. It talks to the host over a port of its own. */
export class WorkerSeat {
	readonly #start: StartMessage;
	readonly #post: Post;
	#worker: Worker;

	constructor(start: StartMessage, line: MessagePort, post: Post) {
		this.#start = start;
		this.#post = post;
		this.#worker = this.#begin(line);
	}

	/** Ends a worker that hangs. Its data is with the host, so nothing is lost. */
	restart(line: MessagePort): void {
		this.#worker.terminate();
		this.#worker = this.#begin(line);
	}

	#begin(line: MessagePort): Worker {
		// A classic worker: in an opaque origin module workers from blob addresses fail without a word.
		const worker = new Worker(scriptUrl(this.#start.workerRuntime));
		worker.addEventListener('error', (event) => {
			event.preventDefault();
			this.#post({ type: 'error', message: event.message || 'The worker could not start.', stack: '' });
		});
		worker.postMessage(this.#start, [line]);
		return worker;
	}
}
