import * as z from 'zod/mini';

/** Most bytes of an event as JSON: what every intermediary of CloudEvents must take. */
export const MAX_EVENT_BYTES = 64 * 1024;
/** How often an event may cause another before the chain is ended. */
export const MAX_HOPS = 16;

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
/** Reverse domain, dots or dashes: `session.created`. */
export const eventTypeSchema = z
	.string()
	.check(z.regex(/^[A-Za-z0-9][\w.:/-]{0,119}$/, 'a name such as session.created'));

/** CloudEvents 1.0 in JSON: https://github.com/cloudevents/spec. Extension attributes are plain values with plain names. */
export const cloudEventSchema = z.catchall(
	z.object({
		specversion: z.literal('1.0'),
		id: text(200),
		/** Who published it. The house writes it: `urn:aether:…` of a creation or of an address that events come from. */
		source: text(200),
		type: eventTypeSchema,
		subject: z.optional(text(200)),
		time: z.optional(z.iso.datetime({ offset: true })),
		datacontenttype: z.optional(text(120)),
		dataschema: z.optional(z.url()),
		data: z.optional(z.unknown()),
		data_base64: z.optional(z.string()),
		/** How many events led to this one. The house counts. */
		aetherhops: z.optional(z.int().check(z.gte(0))),
	}),
	z.union([z.string(), z.number(), z.boolean()]),
);
export type CloudEvent = z.infer<typeof cloudEventSchema>;

/** What a creation says of an event; the house adds the rest. `source`, where it is given, must be the creation itself. */
export const eventDraftSchema = z.catchall(
	z.object({
		specversion: z.optional(z.literal('1.0')),
		id: z.optional(text(200)),
		source: z.optional(text(200)),
		type: eventTypeSchema,
		subject: z.optional(text(200)),
		time: z.optional(z.iso.datetime({ offset: true })),
		datacontenttype: z.optional(text(120)),
		dataschema: z.optional(z.url()),
		data: z.optional(z.unknown()),
		data_base64: z.optional(z.string()),
	}),
	z.union([z.string(), z.number(), z.boolean()]),
);

/** Whether `type` is one of `patterns`: an exact name, `order.*` for all that begin so, `*` for every one. */
export const fitsType = (type: string, patterns: readonly string[]): boolean =>
	patterns.some((pattern) =>
		pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern,
	);
