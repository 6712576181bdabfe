import type { Box, GraphShape } from './layout.ts';
import LayoutWorker from './layout.worker.ts?worker';

type Boxes = ReadonlyMap<string, Box>;

/** Lays out graphs in a worker: a thousand nodes take most of a second. */
export class Layouter {
	#worker: Worker | undefined;
	#last = 0;
	#waiting: ((boxes: Boxes | undefined) => void) | undefined;

	/** The boxes of the graph; undefined when a newer graph came before it was done, or the worker failed. */
	layOut(shape: GraphShape): Promise<Boxes | undefined> {
		this.#waiting?.(undefined);
		const id = ++this.#last;
		const worker = (this.#worker ??= this.#start());
		return new Promise((resolve) => {
			this.#waiting = resolve;
			worker.postMessage({ id, shape });
		});
	}

	stop(): void {
		this.#waiting?.(undefined);
		this.#waiting = undefined;
		this.#worker?.terminate();
		this.#worker = undefined;
	}

	#start(): Worker {
		const worker = new LayoutWorker();
		worker.addEventListener(
			'message',
			({ data }: MessageEvent<{ readonly id: number; readonly boxes: Boxes }>) => {
				if (data.id !== this.#last) return;
				this.#waiting?.(data.boxes);
				this.#waiting = undefined;
			},
		);
		worker.addEventListener('error', () => this.stop());
		return worker;
	}
}
