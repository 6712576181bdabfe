import * as z from 'zod/mini';
import { creationIdSchema, objectIdSchema } from './id-schema.ts';
import { kindIdSchema } from './kind-schema.ts';

/** Who made a change: shown in history and blame. */
export const authorSchema = z.discriminatedUnion('type', [
	z.object({ type: z.literal('person'), name: z.string() }),
	z.object({ type: z.literal('starter') }),
	z.object({ type: z.literal('model'), model: z.string() }),
]);
export type Author = z.infer<typeof authorSchema>;

/** The small row that lists read. Bodies live in the working tree and in Git. Times are ms since the epoch. */
export const creationSchema = z.object({
	id: creationIdSchema,
	kind: kindIdSchema,
	title: z.string().check(z.minLength(1), z.maxLength(120)),
	/** One line under the title: "Keeps title, ingredients and rating". */
	summary: z.string().check(z.maxLength(300)),
	tags: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(20)),
	isFavourite: z.boolean(),
	createdAt: z.number(),
	updatedAt: z.number(),
	/** Set while in the trash. */
	trashedAt: z.optional(z.number()),
	/** Number of versions, and the newest of them; null before the first commit is durable. */
	versionCount: z.int(),
	head: z.nullable(objectIdSchema),
	/** Id of the kit it came from, if any. */
	kit: z.optional(z.string()),
});
export type Creation = z.infer<typeof creationSchema>;

type Fresh = Pick<Creation, 'id' | 'kind' | 'title' | 'summary'> & Partial<Pick<Creation, 'tags' | 'kit'>>;

/** The row of a creation that was made just now and has no version yet. */
export function newCreation(facts: Fresh): Creation {
	const now = Date.now();
	return {
		tags: [],
		...facts,
		isFavourite: false,
		createdAt: now,
		updatedAt: now,
		versionCount: 0,
		head: null,
	};
}
