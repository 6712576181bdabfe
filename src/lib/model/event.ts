import * as z from 'zod/mini';
import { creationIdSchema } from './id-schema.ts';

/** A row of the audit log: append-only, kept on this device. */
export const auditEventSchema = z.object({
	/** ULID: sorts by time. */
	id: z.string(),
	at: z.number(),
	/** `noun.verb`: `creation.create`, `net.denied`, `run.killed`. */
	event: z.string().check(z.maxLength(80)),
	outcome: z.enum(['ok', 'denied', 'failed']),
	creationId: z.optional(creationIdSchema),
	/** Short facts for a person; never file contents, never secrets. */
	detail: z.record(z.string(), z.union([z.string().check(z.maxLength(500)), z.number(), z.boolean()])),
});
export type AuditEvent = z.infer<typeof auditEventSchema>;
export type AuditEntry = Omit<AuditEvent, 'id' | 'at'>;
