import * as z from 'zod/mini';
import { signalSchema } from './direct-link.ts';

const digits = z.string().check(z.regex(/^[0-9a-f]{16}$/));
const common = {
	/** Each note is heard once, by however many ways it comes. */
	id: digits,
	from: digits,
	/** How often it may still be passed on. */
	hops: z.int().check(z.gte(0), z.lte(3)),
};

const noteSchema = z.discriminatedUnion('type', [
	z.object({ ...common, type: z.literal('announce'), to: z.optional(digits) }),
	z.object({
		...common,
		type: z.literal('signal'),
		to: digits,
		/** Of one try to connect: what belongs to an earlier one is dropped. */
		attempt: digits,
		signal: signalSchema,
	}),
]);
/** What meshes tell each other, sealed, to connect. */
export type MeshNote = z.infer<typeof noteSchema>;

/** Undefined when it is none. */
export function readNote(note: unknown): MeshNote | undefined {
	const parsed = z.safeParse(noteSchema, note);
	return parsed.success ? parsed.data : undefined;
}
