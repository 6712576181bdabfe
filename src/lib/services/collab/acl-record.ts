import * as z from 'zod/mini';
import { authorSchema, roleSchema } from '#lib/model/collab.ts';
import { fromBase64, textOf, utf8, type Bytes } from './bytes.ts';
import { LIMITS } from './limits.ts';

const base64 = (length: number) =>
	z.pipe(
		z.string().check(z.maxLength(Math.ceil(length / 3) * 4)),
		z.transform((text, context): Bytes => {
			const bytes = fromBase64(text);
			if (bytes?.length === length) return bytes;
			context.issues.push({ code: 'custom', message: 'not the bytes expected', input: text });
			return z.NEVER;
		}),
	);

const name = z.string().check(z.maxLength(80));
const seq = z.int().check(z.gte(0));
const authors = z.array(authorSchema).check(z.maxLength(LIMITS.members));

/** What stands in the payload of an envelope of the kind `acl`. All but `join` only the founder may say. */
export const aclRecordSchema = z.discriminatedUnion('type', [
	z.object({ type: z.literal('found'), key: base64(32), box: base64(32), nonce: base64(16), name }),
	z.object({
		type: z.literal('join'),
		key: base64(32),
		box: base64(32),
		name,
		invite: base64(104),
		/** By the invitation's key over the newcomer's author: whoever holds the link may join. */
		proof: base64(64),
	}),
	z.object({ type: z.literal('approve'), member: authorSchema }),
	z.object({
		type: z.literal('role'),
		member: authorSchema,
		/** `none` is for good: a device that was removed comes back with new keys and a new invitation only. */
		role: z.union([roleSchema, z.literal('none')]),
		/** How much of each chain stands, for what the new role no longer allows. */
		cuts: z.object({ update: seq, comment: seq, snapshot: seq }),
	}),
	/** Whoever joined by it and is not kept is out. */
	z.object({ type: z.literal('close-invite'), invite: z.string().check(z.maxLength(64)), keep: authors }),
	z.object({
		type: z.literal('rotate'),
		epoch: z.int().check(z.gte(1), z.lte(100_000)),
		/** The new secret, sealed to each device that remains. */
		sealed: z.record(authorSchema, base64(92)),
	}),
]);
export type AclRecord = z.infer<typeof aclRecordSchema>;
export type AclRecordInput = z.input<typeof aclRecordSchema>;

export const writeAclRecord = (record: AclRecordInput): Bytes => utf8(JSON.stringify(record));

/** Undefined when the payload is no record. */
export function readAclRecord(payload: Bytes): AclRecord | undefined {
	try {
		const parsed = z.safeParse(aclRecordSchema, JSON.parse(textOf(payload)));
		return parsed.success ? parsed.data : undefined;
	} catch {
		return undefined;
	}
}
