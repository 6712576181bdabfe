import * as z from 'zod/mini';

const text = z.string().check(z.maxLength(10_000_000));
/** Name of a run that somebody watches: output comes over the channels `stdout/NAME` and `stderr/NAME`. */
const runName = z.string().check(z.regex(/^[\w-]{1,40}$/));

export const runSchema = z.object({
	argv: z._default(z.array(text).check(z.maxLength(1_000)), []),
	stdin: z.optional(text),
	/** Files to put in place before: texts by path. */
	files: z.optional(z.record(z.string(), text)),
	cwd: z.optional(z.string()),
	run: z.optional(runName),
});

export const shellSchema = z.object({
	line: z.string().check(z.maxLength(100_000)),
	cwd: z.optional(z.string()),
	run: z.optional(runName),
});

export const stdinSchema = z.object({
	run: runName,
	text: z._default(text, ''),
	end: z._default(z.boolean(), false),
});

/** A file that a run changed: its text, its bytes in Base64, or that it is gone. */
export type ChangedFile = string | { readonly base64: string } | null;

/** A file in an answer. */
export function changedFile(bytes: Uint8Array | undefined): ChangedFile {
	if (!bytes) return null;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return { base64: base64Of(bytes) };
	}
}

function base64Of(bytes: Uint8Array): string {
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary);
}
