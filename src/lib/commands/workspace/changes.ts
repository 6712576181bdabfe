import { diffLines } from 'diff';
import { contentEquals, textOf, type FileContent, type Files } from '#lib/model/files.ts';
import type { FileChange } from '#lib/model/version.ts';

/** What changed from `before` to `after`, by path. Line counts are exact up to 20,000 lines a file. */
export function changesBetween(before: Files, after: Files): FileChange[] {
	const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
	return paths
		.filter((path) => !contentEquals(before.get(path), after.get(path)))
		.map((path) => ({
			path,
			...countLines(before.get(path), after.get(path)),
			status: statusOf(before.has(path), after.has(path)),
		}));
}

const statusOf = (wasThere: boolean, isThere: boolean): FileChange['status'] =>
	wasThere ? (isThere ? 'changed' : 'removed') : 'added';

function countLines(
	before: FileContent | undefined,
	after: FileContent | undefined,
): { added: number; removed: number } {
	const [from, to] = [textOf(before) ?? '', textOf(after) ?? ''];
	const parts = diffLines(from, to, { timeout: 200 }) ?? [];
	const sum = (pick: (part: (typeof parts)[number]) => boolean): number =>
		parts.filter(pick).reduce((total, part) => total + part.count, 0);
	return { added: sum((part) => part.added), removed: sum((part) => part.removed) };
}
