import * as z from 'zod/mini';

const seq = z.int().check(z.gte(0));
const text = (max: number) => z.string().check(z.maxLength(max));

/** One published event. `seq` orders all events of this device. */
export const keptEventSchema = z.object({
	seq,
	source: text(200),
	/** `id` of the event: with `source` it is the event's name in the world. */
	eventId: text(200),
	type: text(120),
	/** ms since 1970. */
	at: z.number(),
	/** The CloudEvent as JSON. */
	body: z.string(),
});
export type KeptEvent = z.infer<typeof keptEventSchema>;

/** One event on its way to one subscriber. There is never a second row for both. */
export const deliverySchema = z.object({
	/** Id of a creation, or of a line that leads out. */
	to: text(40),
	seq,
	/** The link that brings it; empty for a line. */
	link: text(80),
	source: text(200),
	type: text(120),
	/** `failed`: tried for the last time; the person may have it tried again. */
	state: z.enum(['waiting', 'delivered', 'failed']),
	attempts: z.int(),
	/** When to try (again). ms since 1970. */
	dueAt: z.number(),
	endedAt: z.optional(z.number()),
	/** What went wrong the last time, in plain words. */
	problem: z.optional(text(500)),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** Who wants which events of whom: read from manifests, and from the lines that lead out. */
export const subscriptionSchema = z.object({
	to: text(40),
	link: text(80),
	/** Permanent name of the publisher, or `*`. */
	source: text(200),
	types: z.array(text(120)).check(z.maxLength(200)),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

/** An address outside that events go to or come from. */
export const eventLineSchema = z.object({
	/** ULID. Events that come by it have the source `urn:aether:` and this. */
	id: text(40),
	title: z.string().check(z.minLength(1), z.maxLength(80)),
	/** `webhook` leads out. The others lead in: `poll` is asked again and again, `sse` stays open and tells. */
	way: z.enum(['webhook', 'poll', 'sse']),
	address: z.url({ protocol: /^https?$/ }),
	/** Types that go out; of what comes in: the type of what is no CloudEvent itself. */
	types: z.array(text(120)).check(z.maxLength(50)),
	/** Permanent name of the creation whose events go out; absent for all. */
	source: z.optional(text(200)),
	/** Signs what goes out, proves what comes in. Standard Webhooks. */
	key: z.optional(z.instanceof(CryptoKey)),
	isOn: z.boolean(),
	/** Where it goes on: the `ETag`, the last id of an ntfy topic, or of a stream. */
	cursor: z.optional(text(500)),
	/** How often an address is asked. ms. */
	everyMs: z.optional(z.int().check(z.gte(10_000))),
	/** Of a stream, as the tab that has it open last wrote it. */
	state: z.optional(z.enum(['connecting', 'open', 'waiting', 'ended'])),
	problem: z.optional(text(500)),
	createdAt: z.number(),
});
export type EventLine = z.infer<typeof eventLineSchema>;
