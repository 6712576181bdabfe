import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { FrameMessage } from './protocol.ts';
import type { Run } from './run.ts';
import type { AppEvents } from './sandbox.ts';

type Publish = Extract<FrameMessage, { type: 'publish' }>;
type Done = Extract<FrameMessage, { type: 'event-done' }>;

/** Events between one running creation and the house. */
export class Correspondence {
	readonly #events: AppEvents | undefined;
	readonly #waiting = new Map<number, (result: Result<void, Problem>) => void>();
	#lastId = 0;
	#unlisten: (() => void) | undefined;

	constructor(events: AppEvents | undefined) {
		this.#events = events;
	}

	async publish({ id, event }: Publish, from: Run): Promise<void> {
		const result = this.#events ? await this.#events.publish(event) : err(ABSENT);
		const [eventId, problem] = result.ok ? [result.value, null] : ['', result.error.message];
		from.frame.post({ type: 'published', id, eventId, problem });
	}

	/** `run` has begun to listen: what waits for the creation comes in. */
	listen(run: Run): void {
		this.end();
		this.#unlisten = this.#events?.listen((event, link) => this.#deliver(run, event, link));
	}

	done({ id, problem }: Done): void {
		this.#waiting.get(id)?.(problem === null ? ok(undefined) : err(failed(problem)));
	}

	/** Nothing comes in any more, and what is under way has failed. */
	end(): void {
		this.#unlisten?.();
		this.#unlisten = undefined;
		for (const finish of [...this.#waiting.values()]) finish(err(ENDED));
	}

	#deliver(run: Run, event: string, link: string): Promise<Result<void, Problem>> {
		const id = ++this.#lastId;
		return new Promise((resolve) => {
			const finish = (result: Result<void, Problem>): void => {
				clearTimeout(timer);
				this.#waiting.delete(id);
				resolve(result);
			};
			const timer = setTimeout(() => finish(err(SILENT)), run.requestMs);
			this.#waiting.set(id, finish);
			run.frame.post({ type: 'event', id, event, link });
		});
	}
}

const failed = (detail: string): Problem => ({
	type: 'event-failed',
	message: 'The creation failed while it took the event.',
	detail,
});
const ABSENT: Problem = { type: 'event-refused', message: 'This creation publishes no events here.' };
const ENDED: Problem = { type: 'event-failed', message: 'The creation ended before it had taken the event.' };
const SILENT: Problem = {
	type: 'event-failed',
	message: 'The creation did not say that it has taken the event.',
};
