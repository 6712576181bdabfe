import { parseJson } from '#lib/model/json.ts';
import type { CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem } from '#lib/model/result.ts';
import type { AppEvents } from '#lib/services/sandbox/sandbox.ts';
import type { EventBus } from './events.ts';

/** What a running creation is lent of the bus: it publishes in its own name, and hears what its links bring. */
export const eventsFor = (id: CreationId, bus: EventBus): AppEvents => ({
	async publish(text) {
		const event = parseJson(text);
		if (event === undefined) return err(UNREADABLE);
		const published = await bus.publish({ type: 'creation', id }, event);
		return published.ok ? ok(published.value.id) : published;
	},
	listen: (take) => bus.receive(id, ({ event, link }) => take(JSON.stringify(event), link)),
});

const UNREADABLE: Problem = { type: 'event-invalid', message: 'This is not an event: it is no JSON.' };
