import * as z from 'zod/mini';

/** A sealed secret. Only the key worker can open `bytes`; the facts beside it are public and for the person's eyes. */
export const secretSchema = z.object({
	id: z.string().check(z.minLength(1), z.maxLength(200)),
	/** Format of `bytes`; the vault's own number. */
	version: z.int(),
	bytes: z.instanceof(Uint8Array),
	provider: z.optional(z.string()),
	/** The only origin it may be sent to. */
	origin: z.optional(z.string()),
	/** The last four characters, so that a person knows which key this is. */
	last4: z.optional(z.string().check(z.maxLength(4))),
	updatedAt: z.number(),
});
export type Secret = z.infer<typeof secretSchema>;
