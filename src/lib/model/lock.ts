import * as z from 'zod/mini';
import { contractSchema } from './contract.ts';

export const LOCK_PATH = 'aether.lock.json';

const digest = z.string().check(z.regex(/^sha256-[0-9a-f]{64}$/));
const names = z.record(z.string(), z.string());
const values = z.record(z.string(), z.unknown());

/** How a call in the old shape becomes one in the new shape, and its answer the other way. */
const adapterSchema = z.strictObject({
	/** Query and header parameters: old name → new name. */
	parameters: names,
	/** Parameters that are new and have a value of their own. */
	parameterDefaults: values,
	/** Members of a JSON body: old name → new name. */
	body: names,
	bodyDefaults: values,
	/** Members of the answer, or of each item of its list: new name → old name. */
	answer: names,
});
export type Adapter = z.infer<typeof adapterSchema>;

const lockedOperationSchema = z.strictObject({
	/** Of `contract`. */
	digest,
	contract: contractSchema,
	/** Present where the operation has changed since and a call can be rewritten; for the contract with this digest. */
	adapter: z.optional(z.strictObject({ to: digest, rules: adapterSchema })),
});
export type LockedOperation = z.infer<typeof lockedOperationSchema>;

const lockedLinkSchema = z.strictObject({
	ref: z.string().check(z.regex(/^urn:aether:[0-9A-Z]{26}$/)),
	version: z.string(),
	/** Of the OpenAPI document as it was when the link was made. */
	digest,
	operations: z.record(z.string(), lockedOperationSchema),
});
export type LockedLink = z.infer<typeof lockedLinkSchema>;

/** `aether.lock.json`: by alias, what each link was made against. */
const lockSchema = z.strictObject({ links: z.record(z.string(), lockedLinkSchema) });
export type Lock = z.infer<typeof lockSchema>;

/** The lock that `text` holds; an empty one where it holds none or is damaged, so that links go on by their range. */
export function readLock(text: string | undefined): Lock {
	try {
		const lock = lockSchema.safeParse(JSON.parse(text ?? ''));
		if (lock.success) return lock.data;
	} catch {
		// A text that is no JSON is as good as none.
	}
	return { links: {} };
}

/** As it is written: a tab, a newline at the end, so that diffs stay small. */
export const lockText = (lock: Lock): string => `${JSON.stringify(lock, null, '\t')}\n`;
