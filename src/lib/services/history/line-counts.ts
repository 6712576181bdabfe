import { diffLines } from 'diff';
import type { FileContent } from '#lib/model/files.ts';

/** Most edits looked for; beyond, a file counts as rewritten. */
const MAX_EDITS = 5_000;

/** Lines added and removed; 0 and 0 when either is bytes. */
export function lineCounts(
	before: FileContent,
	after: FileContent,
): { readonly added: number; readonly removed: number } {
	if (typeof before !== 'string' || typeof after !== 'string') return { added: 0, removed: 0 };
	const parts = diffLines(before, after, { maxEditLength: MAX_EDITS, timeout: 2_000 });
	if (parts === undefined) return { added: linesOf(after), removed: linesOf(before) };
	return {
		added: parts.reduce((sum, part) => sum + (part.added ? part.count : 0), 0),
		removed: parts.reduce((sum, part) => sum + (part.removed ? part.count : 0), 0),
	};
}

const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
