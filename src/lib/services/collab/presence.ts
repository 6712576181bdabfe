import * as z from 'zod/mini';
import { textOf, type Bytes } from './bytes.ts';

/** What a person is doing now. Signed by the device, so nobody can be impersonated; never kept. */
export const presenceSchema = z.object({
	/** `left` when the page goes away. */
	state: z.enum(['here', 'left']),
	name: z.string().check(z.maxLength(80)),
	/** The number under which it writes into the document, to find its cursor by. */
	clientId: z.int(),
	path: z.optional(z.string().check(z.maxLength(1024))),
	/** Relative positions of Yjs in base64. */
	anchor: z.optional(z.string().check(z.maxLength(400))),
	head: z.optional(z.string().check(z.maxLength(400))),
	/** The first line shown, for those who follow. */
	viewport: z.optional(z.string().check(z.maxLength(400))),
});
export type Presence = z.infer<typeof presenceSchema>;

/** Undefined when the payload is none. */
export function readPresence(payload: Bytes): Presence | undefined {
	try {
		const parsed = z.safeParse(presenceSchema, JSON.parse(textOf(payload)));
		return parsed.success ? parsed.data : undefined;
	} catch {
		return undefined;
	}
}
