import * as z from 'zod/mini';

/** What the page may ask of the service worker. `SKIP_WAITING` is workbox-window's own word. */
export const requestSchema = z.discriminatedUnion('type', [
	z.object({ type: z.literal('SKIP_WAITING') }),
	/** Answer this page's requests too: a forced reload goes past the worker. */
	z.object({ type: z.literal('claim') }),
	/** Fetch in the background what working offline still lacks. */
	z.object({ type: z.literal('prepare') }),
	/** Then what only some creations need. */
	z.object({ type: z.literal('prepare-later') }),
]);
export type WorkerRequest = z.infer<typeof requestSchema>;

/** What the service worker tells every page while it prepares. */
export const progressSchema = z.object({
	type: z.enum(['prepare-progress', 'prepare-rest', 'prepare-end', 'prepare-failed']),
	doneBytes: z.number(),
	totalBytes: z.number(),
});
export type Progress = z.infer<typeof progressSchema>;

/** Cache that holds what another app shared until home takes it: `/share` the item, `/share/N` its files. */
export const INBOX = 'aether-inbox';

export const sharedItemSchema = z.object({
	text: z.string(),
	files: z.array(z.object({ name: z.string(), type: z.string() })),
});
export type SharedItem = z.infer<typeof sharedItemSchema>;
