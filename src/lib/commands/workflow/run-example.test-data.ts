import * as z from 'zod/mini';
import type { Files } from '#lib/model/files.ts';
import { newCreationId, newRunId } from '#lib/model/id.ts';
import type { WorkflowStep } from '#lib/model/workflow.ts';
import { closedHost } from '#lib/services/workflow/closed-host.ts';
import { executeWorkflow } from '#lib/services/workflow/engine.ts';
import { MemoryBus, MemoryJournal } from '#lib/services/workflow/in-memory.ts';
import { createJqHere } from '#lib/services/workflow/jq-here.ts';
import { VirtualClock } from '#lib/services/workflow/virtual-clock.ts';
import type { RunEnd } from '#lib/services/workflow/workflow.ts';
import { EVENTS_PATH, INPUT_PATH } from '#lib/kinds/workflow/paths.ts';

interface Ran {
	readonly end: RunEnd;
	/** In the order in which they began. */
	readonly steps: readonly WorkflowStep[];
}

const eventsSchema = z.array(z.object({ type: z.string(), source: z.string(), data: z.unknown() }));
const jq = createJqHere();

/** Runs what a kit made with its example input, in a world without network or waiting; sends its example events when it listens for them. */
export async function runExample(files: Files, more: object = {}): Promise<Ran> {
	const clock = new VirtualClock();
	const bus = new ExampleBus(files);
	const example = JSON.parse(String(files.get(INPUT_PATH))) as object;
	const input = { ...example, ...more };
	const journal = new MemoryJournal({
		id: newRunId(),
		creationId: newCreationId(),
		definition: String(files.get('workflow.yaml')),
		definitionHash: '',
		status: 'pending',
		input: JSON.stringify(input),
		at: [],
		trigger: 'person',
		traceparent: '',
		startedAt: clock.now(),
	});
	const end = await executeWorkflow({ run: journal.run, journal, host: closedHost(jq, { bus }, clock) });
	return { end, steps: [...journal.rows.values()].sort((a, b) => a.seq - b.seq) };
}

/** Sends the example events to each listener once it listens. */
class ExampleBus extends MemoryBus {
	readonly #events: z.infer<typeof eventsSchema>;

	constructor(files: Files) {
		super();
		this.#events = eventsSchema.parse(JSON.parse(String(files.get(EVENTS_PATH) ?? '[]')));
	}

	override subscribe(...[filter, listener]: Parameters<MemoryBus['subscribe']>): () => void {
		const stop = super.subscribe(filter, listener);
		// Whoever listens takes what fits.
		for (const event of this.#events)
			queueMicrotask(() => void this.publish({ specversion: '1.0', id: crypto.randomUUID(), ...event }));
		return stop;
	}
}
