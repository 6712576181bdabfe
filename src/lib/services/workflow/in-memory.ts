import { ok } from '#lib/model/result.ts';
import type { WorkflowRun, WorkflowStep } from '#lib/model/workflow.ts';
import { isEqual } from './data.ts';
import type { CloudEvent, EventBus, EventFilter, Journal } from './workflow.ts';

/** A bus that lives as long as this page. */
export class MemoryBus implements EventBus {
	readonly #listeners = new Set<{
		readonly filter: EventFilter;
		readonly listener: (event: CloudEvent) => void;
	}>();

	async publish(event: CloudEvent) {
		for (const { filter, listener } of [...this.#listeners])
			if (Object.entries(filter).every(([name, value]) => isEqual(event[name], value))) listener(event);
		return ok(undefined);
	}

	subscribe(filter: EventFilter, listener: (event: CloudEvent) => void): () => void {
		const entry = { filter, listener };
		this.#listeners.add(entry);
		return () => void this.#listeners.delete(entry);
	}
}

/** A journal that lives as long as this page: for runs that nobody needs to find again. */
export class MemoryJournal implements Journal {
	readonly rows = new Map<string, WorkflowStep>();
	run: WorkflowRun;

	constructor(run: WorkflowRun) {
		this.run = run;
	}

	async steps(): Promise<readonly WorkflowStep[]> {
		return [...this.rows.values()];
	}

	async write(...[steps, change]: Parameters<Journal['write']>) {
		for (const step of steps) this.rows.set(step.key, step);
		const { wakeAt, waitingFor, at, ...rest } = change;
		this.run = { ...this.run, ...rest, ...(at ? { at: [...at] } : {}) };
		if (wakeAt !== undefined) this.run = { ...this.run, wakeAt: wakeAt ?? undefined };
		if (waitingFor !== undefined) this.run = { ...this.run, waitingFor: waitingFor ?? undefined };
		return ok(undefined);
	}
}
