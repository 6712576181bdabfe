import * as z from 'zod/mini';
import { cloudEventSchema } from '#lib/model/cloud-event.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import type { CreationId } from '#lib/model/id.ts';
import { ok } from '#lib/model/result.ts';
import { MemoryBus } from '#lib/services/workflow/in-memory.ts';
import type { CloudEvent, EventBus } from '#lib/services/workflow/workflow.ts';
import type { Services } from '../services.ts';

/** Steps tell of themselves many times a second: that is for who watches the workflow, not for other creations. */
const OF_A_TASK = 'io.serverlessworkflow.task.';

const messageSchema = z.object({ id: creationIdSchema, event: cloudEventSchema });

/**
 * What workflows tell and hear. Each hears what it emits itself and what is handed to it, in whichever tab its run lives;
 * what it emits goes on to the creations that link to it.
 */
export class WorkflowBuses {
	readonly #services: () => Services;
	readonly #channel: BroadcastChannel;
	readonly #local = new Map<CreationId, MemoryBus>();

	constructor(scope: string, services: () => Services) {
		this.#services = services;
		this.#channel = new BroadcastChannel(`aether-workflow-events:${scope}`);
		this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
			const message = messageSchema.safeParse(data);
			if (message.success) void this.#local.get(message.data.id)?.publish(message.data.event);
		};
	}

	of(id: CreationId): EventBus {
		return {
			publish: async (event) => {
				const kept = event.type.startsWith(OF_A_TASK) ? ok(undefined) : await this.#tell(id, event);
				if (kept.ok) await this.deliver(id, event);
				return kept;
			},
			subscribe: (filter, listener) => this.#of(id).subscribe(filter, listener),
		};
	}

	/** Hands an event to the runs of a workflow. */
	async deliver(id: CreationId, event: CloudEvent): Promise<void> {
		await this.#of(id).publish(event);
		this.#channel.postMessage({ id, event });
	}

	close(): void {
		this.#channel.close();
	}

	/** Other creations know the workflow by its permanent name; what it calls itself goes along. */
	#tell(id: CreationId, { source, ...event }: CloudEvent) {
		return this.#services().events.publish({ type: 'creation', id }, { ...event, origin: source });
	}

	#of(id: CreationId): MemoryBus {
		const bus = this.#local.get(id) ?? new MemoryBus();
		this.#local.set(id, bus);
		return bus;
	}
}
