import * as z from 'zod/mini';
import {
	cloudEventSchema,
	eventDraftSchema,
	MAX_EVENT_BYTES,
	MAX_HOPS,
	type CloudEvent,
} from '#lib/model/cloud-event.ts';
import { newUlid } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';

/** An event that may be kept, and its text. */
export interface Admitted {
	readonly event: CloudEvent;
	readonly body: string;
}

/** Names of extension attributes, as CloudEvents has them. */
const ATTRIBUTE = /^[a-z0-9]{1,20}$/;
const KNOWN = new Set(['data_base64']);

/**
 * What a publisher says, as an event of `source`. Fails with `event-invalid`, `event-source-refused`, `event-too-large` or
 * `event-storm`.
 */
export function admit(raw: unknown, source: string, hops: number): Result<Admitted, Problem> {
	const draft = z.safeParse(eventDraftSchema, raw);
	if (!draft.success) return err({ ...INVALID, detail: z.prettifyError(draft.error) });
	if (draft.data.source !== undefined && draft.data.source !== source) return err(FOREIGN);
	if (hops > MAX_HOPS) return err(STORM);
	const event = z.safeParse(cloudEventSchema, {
		...draft.data,
		specversion: '1.0',
		id: draft.data.id ?? newUlid(),
		source,
		time: draft.data.time ?? new Date().toISOString(),
		aetherhops: hops,
	});
	if (!event.success) return err({ ...INVALID, detail: z.prettifyError(event.error) });
	const strange = Object.keys(event.data).find((name) => !ATTRIBUTE.test(name) && !KNOWN.has(name));
	if (strange !== undefined)
		return err({ ...INVALID, detail: `An attribute cannot be called "${strange}".` });
	const body = JSON.stringify(event.data);
	if (new TextEncoder().encode(body).length > MAX_EVENT_BYTES) return err(TOO_LARGE);
	return ok({ event: event.data, body });
}

/** The event in a text that was kept; undefined when it is damaged. */
export function eventIn(body: string): CloudEvent | undefined {
	try {
		return z.safeParse(cloudEventSchema, JSON.parse(body)).data;
	} catch {
		return undefined;
	}
}

const INVALID: Problem = {
	type: 'event-invalid',
	message: 'This is not an event: it needs a type such as “order.placed”.',
};
const FOREIGN: Problem = {
	type: 'event-source-refused',
	message: 'An event cannot be published in the name of another creation.',
};
const TOO_LARGE: Problem = { type: 'event-too-large', message: 'The event is larger than 64 kB.' };
const STORM: Problem = {
	type: 'event-storm',
	message: `More than ${MAX_HOPS} events have caused each other, so the chain was ended.`,
};
