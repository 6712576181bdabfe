import * as z from 'zod/mini';

const entry = z.tuple([z.string(), z.nullable(z.string()), z.number()]);
const listsSchema = z.object({
	core: z.array(entry),
	background: z.array(entry),
	later: z.array(entry),
	onUse: z.array(entry),
});

/** URL, revision (null when the name holds its hash), bytes. */
export type Entry = z.infer<typeof entry>;
export type Lists = z.infer<typeof listsSchema>;

/** What the build wrote into the worker; empty lists under `vite dev`. */
export function readLists(written: unknown): Lists {
	const lists = listsSchema.safeParse(written);
	return lists.success ? lists.data : { core: [], background: [], later: [], onUse: [] };
}
