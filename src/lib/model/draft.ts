import * as z from 'zod/mini';
import { creationIdSchema, messageIdSchema } from './id-schema.ts';

/** An answer that is still arriving. Its text lies in parts, so that every flush writes only what is new. */
export const draftSchema = z.object({
	messageId: messageIdSchema,
	creationId: creationIdSchema,
	startedAt: z.number(),
	/** The last time something arrived. */
	updatedAt: z.number(),
});
export type Draft = z.infer<typeof draftSchema>;

/** All that has arrived of an answer. */
export interface DraftText {
	readonly text: string;
	readonly reasoning: string;
}
