import { diff3Merge } from 'node-diff3';
import { contentEquals, type FileContent, type Files } from '#lib/model/files.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';

/**
 * Brings what changed from `base` to `next` into `present`, which people may have edited since `base`.
 * Whole or not at all: fails with `merge-conflict` and the first file in which both changed the same lines.
 */
export function mergeFiles(
	base: Files,
	next: Files,
	present: Files,
): Result<Map<string, FileContent | null>, Problem> {
	const changes = new Map<string, FileContent | null>();
	for (const path of new Set([...base.keys(), ...next.keys()])) {
		const merged = mergeFile(base.get(path), next.get(path), present.get(path));
		if (merged.type === 'conflict') return err(conflictIn(path));
		if (merged.type === 'write') changes.set(path, merged.content);
	}
	return ok(changes);
}

type Merged =
	| { readonly type: 'keep' }
	| { readonly type: 'conflict' }
	| { readonly type: 'write'; readonly content: FileContent | null };
const KEEP: Merged = { type: 'keep' };
const CONFLICT: Merged = { type: 'conflict' };
const write = (content: FileContent | null): Merged => ({ type: 'write', content });

function mergeFile(
	base: FileContent | undefined,
	next: FileContent | undefined,
	present: FileContent | undefined,
): Merged {
	if (contentEquals(base, next) || contentEquals(present, next)) return KEEP;
	if (contentEquals(base, present)) return write(next ?? null);
	if (typeof base !== 'string' || typeof next !== 'string' || typeof present !== 'string') return CONFLICT;
	const lines = [];
	for (const part of diff3Merge(present.split('\n'), base.split('\n'), next.split('\n'))) {
		if (!part.ok) return CONFLICT;
		lines.push(...part.ok);
	}
	return write(lines.join('\n'));
}

const conflictIn = (path: string): Problem => ({
	type: 'merge-conflict',
	message: `You and this change both touch the same lines of ${path}, so nothing was changed.`,
	action: `Edit ${path} by hand, or restore an earlier version first.`,
});
