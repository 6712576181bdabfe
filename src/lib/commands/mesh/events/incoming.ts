import * as z from 'zod/mini';
import { eventDraftSchema, eventTypeSchema } from '#lib/model/cloud-event.ts';
import type { EventLine } from '#lib/model/delivery.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { isSigned } from './signature.ts';

/** One message of an address, as it stands there. */
export interface Message {
	/** Of the relay: names the message where it is no event with an id of its own. */
	readonly id: string;
	readonly text: string;
}

export interface Incoming {
	/** What the bus is given to publish. */
	readonly draft: Readonly<Record<string, unknown>>;
	/** How many events led to it, also where the chain went through the world. */
	readonly hops: number;
}

/** A message with the headers it was once sent with, as relays hand it on. */
const envelopeSchema = z.object({
	'webhook-id': z.string(),
	'webhook-timestamp': z.union([z.string(), z.number()]),
	'webhook-signature': z.string(),
	/** As it was sent, or as the relay parsed it. */
	body: z.unknown(),
});

/**
 * A message as an event. A line with a key takes only what that key has signed. Fails with `event-unsigned` or
 * `event-invalid`.
 */
export async function readMessage(
	{ id, text }: Message,
	line: Pick<EventLine, 'key' | 'types'>,
	now = Date.now(),
): Promise<Result<Incoming, Problem>> {
	const value = jsonOf(text);
	const envelope = z.safeParse(envelopeSchema, value);
	if (!envelope.success) return line.key ? err(UNSIGNED) : draftOf(value, id, line.types);
	const { body } = envelope.data;
	const facts = {
		id: envelope.data['webhook-id'],
		timestamp: String(envelope.data['webhook-timestamp']),
		body: typeof body === 'string' ? body : JSON.stringify(body),
	};
	if (line.key && !(await isSigned(line.key, facts, envelope.data['webhook-signature'], now)))
		return err(UNSIGNED);
	return draftOf(typeof body === 'string' ? jsonOf(body) : body, facts.id, line.types);
}

/** A CloudEvent keeps what it says of itself but its source; anything else becomes the data of one. */
function draftOf(value: unknown, id: string, types: readonly string[]): Result<Incoming, Problem> {
	const event = z.safeParse(eventDraftSchema, value);
	if (event.success && event.data.specversion) {
		const { source, aetherhops, ...draft } = event.data;
		const hops = typeof aetherhops === 'number' && aetherhops >= 0 ? Math.floor(aetherhops) + 1 : 0;
		return ok({ draft: { ...draft, ...(source ? { origin: source } : {}) }, hops });
	}
	const type = z.safeParse(eventTypeSchema, types[0] ?? 'message.received');
	return type.success
		? ok({ draft: { type: type.data, id: id.slice(0, 200), data: value }, hops: 0 })
		: err(INVALID);
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

const UNSIGNED: Problem = {
	type: 'event-unsigned',
	message: 'A message was left out: it is not signed with the secret of this address, or too old.',
};
const INVALID: Problem = { type: 'event-invalid', message: 'A message was left out: its type is no name.' };
