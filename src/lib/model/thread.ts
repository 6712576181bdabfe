import * as z from 'zod/mini';
import { creationIdSchema, messageIdSchema, objectIdSchema } from './id-schema.ts';

const fileChange = z.object({
	path: z.string(),
	status: z.enum(['added', 'changed', 'removed']),
	added: z.int(),
	removed: z.int(),
});

/** One message of a creation's conversation. Messages form a tree by `parentId`. */
export const messageSchema = z.object({
	id: messageIdSchema,
	creationId: creationIdSchema,
	parentId: z.nullable(messageIdSchema),
	role: z.enum(['person', 'assistant']),
	/** Markdown. */
	text: z.string(),
	at: z.number(),
	state: z.enum(['streaming', 'done', 'interrupted', 'failed']),
	/** Which engine answered: `starter` or a model id. */
	by: z.optional(z.string()),
	/** The version this answer made. */
	version: z.optional(objectIdSchema),
	changes: z.optional(z.array(fileChange)),
	/** What the starter did not understand, in the person's words. */
	ignored: z.optional(z.array(z.string())),
});
export type Message = z.infer<typeof messageSchema>;
