import { creationIdFrom, type CreationId } from '#lib/model/id.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Schedule } from '#lib/services/workflow/schedule.ts';
import type { Services } from '../services.ts';

/** Longest time between two looks: a clock that was set, or a computer that slept, is noticed after it. ms. */
const LONGEST_NAP_MS = 60_000;

/**
 * Starts workflows at their times, and on their events, in one tab of a profile at a time. Nothing runs while no tab is
 * open; what was missed is made up for as each document says.
 */
export class Schedules {
	readonly #scope: string;
	readonly #services: () => Services;
	readonly #closed = new AbortController();
	readonly #listening = new Map<CreationId, () => void>();
	#wake: (() => void) | undefined;

	constructor(scope: string, services: () => Services) {
		this.#scope = scope;
		this.#services = services;
	}

	open(): void {
		void navigator.locks
			.request(`wf-schedules:${this.#scope}`, { signal: this.#closed.signal }, () => this.#loop())
			.catch((error: unknown) => {
				if (!this.#closed.signal.aborted) throw error;
			});
	}

	close(): void {
		this.#closed.abort();
		this.#wake?.();
		for (const stop of this.#listening.values()) stop();
	}

	/** Turns the schedule of a workflow on or off. On, its times count from now. */
	async set(id: CreationId, isOn: boolean): Promise<Result<void, Problem>> {
		const changed = await this.#services().storage.changeSetting(
			'schedules',
			({ [id]: present, ...others }) =>
				isOn ? { ...others, [id]: present ?? { doneUntil: Date.now() } } : others,
		);
		if (!changed.ok) return changed;
		this.#wake?.();
		return ok(undefined);
	}

	async #loop(): Promise<void> {
		while (!this.#closed.signal.aborted) {
			const nextAt = await this.#look();
			const nap = Math.min(Math.max(nextAt - Date.now(), 0), LONGEST_NAP_MS);
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, nap);
				this.#wake = () => {
					clearTimeout(timer);
					resolve();
				};
			});
		}
	}

	/** Starts what is due. Resolves to when the next thing is (ms since 1970). */
	async #look(): Promise<number> {
		const wanted = await this.#services().storage.setting('schedules');
		for (const [id, stop] of this.#listening)
			if (!wanted[id]) {
				stop();
				this.#listening.delete(id);
			}
		const times: number[] = [];
		for (const [text, { doneUntil }] of Object.entries(wanted)) {
			const id = creationIdFrom(text);
			const schedule = id && (await this.#scheduleOf(id));
			if (id && schedule) times.push(await this.#serve(id, schedule, doneUntil));
		}
		return Math.min(...times, Infinity);
	}

	async #scheduleOf(id: CreationId): Promise<Schedule | undefined> {
		const source = await this.#services().workflows.source(id);
		if (!source.ok) return undefined;
		const [{ parseWorkflow }, { scheduleOf }] = await Promise.all([
			import('#lib/services/workflow/definition.ts'),
			import('#lib/services/workflow/schedule.ts'),
		]);
		const parsed = parseWorkflow(source.value.text);
		return parsed.ok ? scheduleOf(parsed.value) : undefined;
	}

	async #serve(id: CreationId, schedule: Schedule, doneUntil: number): Promise<number> {
		if (schedule.on) await this.#listen(id, schedule.on);
		if (schedule.afterMs !== undefined) return this.#startAfter(id, schedule.afterMs, doneUntil);
		const { dueAt } = await import('#lib/services/workflow/schedule.ts');
		const due = dueAt(schedule, doneUntil, Date.now());
		// Written first: a crash between the two rather leaves a start out than does it twice.
		if (due.doneUntil !== doneUntil) await this.#done(id, due.doneUntil);
		const { workflows } = this.#services();
		for (const _ of due.starts) await workflows.start(id, {}, 'schedule');
		return due.nextAt ?? Infinity;
	}

	/** The next run comes `afterMs` after the end of the one before. */
	async #startAfter(id: CreationId, afterMs: number, doneUntil: number): Promise<number> {
		const { storage, workflows } = this.#services();
		const [last] = await storage.workflows.runsOf(id, 1);
		if (last && last.endedAt === undefined) {
			void workflows.settled(last.id).then(() => this.#wake?.());
			return Infinity;
		}
		const at = Math.max(last?.endedAt ?? 0, doneUntil) + afterMs;
		if (at > Date.now()) return at;
		await workflows.start(id, {}, 'schedule');
		return Date.now() + afterMs;
	}

	/** Each event, or each set of events, that the document names starts a run with them as its input. */
	async #listen(id: CreationId, on: Readonly<Record<string, unknown>>): Promise<void> {
		if (this.#listening.has(id)) return;
		const { collect } = await import('#lib/services/workflow/collect.ts');
		const { workflows } = this.#services();
		const stop = collect(workflows.busOf(id), on, (events) => void workflows.start(id, events, 'event'));
		this.#listening.set(id, stop);
	}

	async #done(id: CreationId, doneUntil: number): Promise<void> {
		await this.#services().storage.changeSetting('schedules', (present) =>
			present[id] ? { ...present, [id]: { doneUntil } } : present,
		);
	}
}
