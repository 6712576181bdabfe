import type { HostMessage, StartMessage } from '../messages.ts';
import { scriptUrl } from './link.ts';
import type { Post } from './port.ts';

/** The worker in which a creation without a page runs. Its messages pass to the host as they are. */
export class WorkerSeat {
	readonly #start: StartMessage;
	readonly #post: Post;
	#worker: Worker;

	constructor(start: StartMessage, post: Post) {
		this.#start = start;
		this.#post = post;
		this.#worker = this.#begin();
	}

	send(message: HostMessage): void {
		this.#worker.postMessage(message);
	}

	/** Ends a worker that hangs. Its data is with the host, so nothing is lost. */
	restart(): void {
		this.#worker.terminate();
		this.#worker = this.#begin();
	}

	end(): void {
		this.#worker.terminate();
	}

	#begin(): Worker {
		// A classic worker: in an opaque origin module workers from blob addresses fail without a word.
		const worker = new Worker(scriptUrl(this.#start.workerRuntime));
		worker.addEventListener('message', (event: MessageEvent<Parameters<Post>[0]>) => {
			this.#post(event.data);
		});
		worker.addEventListener('error', (event) => {
			event.preventDefault();
			this.#post({ type: 'error', message: event.message || 'The worker could not start.', stack: '' });
		});
		worker.postMessage(this.#start);
		return worker;
	}
}
