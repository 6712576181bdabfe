import * as z from 'zod/mini';
import { runIdSchema } from '#lib/model/id-schema.ts';
import type { RunId } from '#lib/model/id.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Services } from '../services.ts';
import type { Shared } from './host.ts';

const messageSchema = z.object({ type: z.enum(['began', 'cancel']), id: runIdSchema });
type Message = z.infer<typeof messageSchema>;

interface Kept {
	readonly control: AbortController;
	readonly done: Promise<void>;
}

/**
 * Keeps runs at work: each in one tab at a time, by a Web Lock that the others wait for, so that the next one goes on
 * when that tab is closed or dies.
 */
export class RunKeeper {
	readonly #scope: string;
	readonly #services: () => Services;
	readonly #shared: Shared;
	readonly #kept = new Map<RunId, Kept>();
	#channel: BroadcastChannel | undefined;

	constructor(scope: string, services: () => Services, shared: Shared) {
		this.#scope = scope;
		this.#services = services;
		this.#shared = shared;
	}

	open(): void {
		this.#channel = new BroadcastChannel(`aether-workflows:${this.#scope}`);
		this.#channel.onmessage = (event: MessageEvent<unknown>) => {
			const message = messageSchema.safeParse(event.data);
			if (message.success) this.#hear(message.data);
		};
		void this.#services()
			.storage.workflows.openRuns()
			.then((runs) => runs.forEach(({ id }) => this.#queue(id)));
	}

	close(): void {
		this.#channel?.close();
		for (const { control } of this.#kept.values()) control.abort(new Error('closed'));
	}

	/** Works on a run from now on, and lets the other tabs know that they may have to. */
	keep(id: RunId): void {
		this.#queue(id);
		this.#post({ type: 'began', id });
	}

	settled(id: RunId): Promise<void> {
		return this.#kept.get(id)?.done ?? Promise.resolve();
	}

	/** Resolves when nobody works on the run any more and its row says that it is cancelled, or that it was over before. */
	async cancel(id: RunId): Promise<Result<void, Problem>> {
		this.#post({ type: 'cancel', id });
		await this.#abandon(id);
		return navigator.locks.request(this.#lock(id), async () => {
			const { workflows } = this.#services().storage;
			const run = await workflows.run(id);
			if (!run || run.endedAt !== undefined) return ok(undefined);
			return workflows.write(id, [], {
				status: 'cancelled',
				at: [],
				wakeAt: null,
				waitingFor: null,
				endedAt: Date.now(),
			});
		});
	}

	#hear({ type, id }: Message): void {
		if (type === 'began') this.#queue(id);
		else void this.#abandon(id);
	}

	async #abandon(id: RunId): Promise<void> {
		const kept = this.#kept.get(id);
		if (!kept) return;
		const { Cancellation } = await import('#lib/services/workflow/fault.ts');
		kept.control.abort(new Cancellation());
		await kept.done;
	}

	#queue(id: RunId): void {
		const kept = this.#kept.get(id);
		// What is asked while the run comes to rest must not get lost.
		if (kept) return void kept.done.then(() => this.#queue(id));
		const control = new AbortController();
		const done = navigator.locks
			.request(this.#lock(id), { signal: control.signal }, () => this.#work(id, control.signal))
			.catch((error: unknown) => {
				// Giving up while another tab works is no failure.
				if (!control.signal.aborted) throw error;
			})
			.finally(() => this.#kept.delete(id));
		this.#kept.set(id, { control, done });
	}

	async #work(id: RunId, signal: AbortSignal): Promise<void> {
		const services = this.#services();
		const run = await services.storage.workflows.run(id);
		if (!run || run.endedAt !== undefined || run.status === 'suspended') return;
		const [{ executeWorkflow }, { hostFor }] = await Promise.all([
			import('#lib/services/workflow/engine.ts'),
			import('./host.ts'),
		]);
		const { workflows } = services.storage;
		const end = await executeWorkflow({
			run,
			host: await hostFor(run, services, this.#shared),
			journal: {
				steps: () => workflows.steps(id),
				write: (steps, change) => workflows.write(id, steps, change),
			},
			signal,
		});
		if (end.type === 'interrupted' && end.problem) services.shell.notify(end.problem.message);
	}

	#lock(id: RunId): string {
		return `wf:${this.#scope}:${id}`;
	}

	#post(message: Message): void {
		this.#channel?.postMessage(message);
	}
}
