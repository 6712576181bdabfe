import * as z from 'zod/mini';

/** The longest message either way, in characters: a signalling server passes on nothing longer. */
const text = z.string().check(z.maxLength(64 * 1024));

/** What the page asks of a worker that has one socket. */
export const wishSchema = z.discriminatedUnion('type', [
	z.object({ type: z.literal('open'), url: z.url({ protocol: /^wss?$/ }) }),
	z.object({ type: z.literal('send'), text }),
]);
export type Wish = z.infer<typeof wishSchema>;

/** What the worker tells of it. */
export const newsSchema = z.discriminatedUnion('type', [
	z.object({ type: z.literal('open') }),
	z.object({ type: z.literal('message'), text }),
	z.object({ type: z.literal('close') }),
]);
export type News = z.infer<typeof newsSchema>;
