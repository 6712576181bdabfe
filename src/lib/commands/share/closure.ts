import { sha256Hex } from '#lib/model/digest.ts';
import * as z from 'zod/mini';
import { textOf, type Files } from '#lib/model/files.ts';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';

/** Lists what lies in a zip of several creations. */
export const CLOSURE_PATH = 'closure.json';
/** Most creations in one zip. */
export const MAX_CREATIONS = 200;

const urn = z.string().check(z.regex(/^urn:aether:[0-9A-Z]{26}$/));

const closureSchema = z.strictObject({
	format: z.literal('aether-closure-1'),
	/** The creation that was exported. */
	root: urn,
	/** What is used stands before what uses it; the root is last. */
	creations: z
		.array(
			z.strictObject({
				id: urn,
				title: z.string().check(z.maxLength(120)),
				version: z.string().check(z.maxLength(60)),
				/** Its own zip, beside this list. */
				file: z.string().check(z.regex(/^creations\/[0-9A-Z]{26}\.zip$/)),
				/** Of that zip. */
				digest: z.string().check(z.regex(/^sha256-[0-9a-f]{64}$/)),
			}),
		)
		.check(z.minLength(1), z.maxLength(MAX_CREATIONS)),
});
export type Closure = z.infer<typeof closureSchema>;

/** Whether the files of a zip are several creations and not one. */
export const isClosure = (files: Files): boolean => files.has(CLOSURE_PATH) && !files.has(MANIFEST_PATH);

/** Fails with `archive-invalid`. */
export function readClosure(files: Files): Result<Closure, Problem> {
	try {
		const read = closureSchema.safeParse(JSON.parse(textOf(files.get(CLOSURE_PATH)) ?? ''));
		if (read.success && read.data.creations.at(-1)?.id === read.data.root) return ok(read.data);
	} catch {
		// Falls through: a list that is no JSON is as good as none.
	}
	return err(damaged(`${CLOSURE_PATH} does not say what is in it.`));
}

export const digestOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
	`sha256-${await sha256Hex(bytes)}`;

export const damaged = (detail: string): Problem => ({
	type: 'archive-invalid',
	message: 'This file is damaged or was changed on its way.',
	action: 'Ask for it again.',
	detail,
});
