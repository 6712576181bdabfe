import * as z from 'zod/mini';
import { creationIdSchema, runIdSchema } from './id-schema.ts';

/** One start of a creation in a sandbox. */
export const runSchema = z.object({
	id: runIdSchema,
	creationId: creationIdSchema,
	startedAt: z.number(),
	endedAt: z.optional(z.number()),
	end: z.optional(z.enum(['stopped', 'killed', 'failed'])),
	buildMs: z.optional(z.number()),
});
export type Run = z.infer<typeof runSchema>;
