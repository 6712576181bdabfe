import { textOf, type Files } from '#lib/model/files.ts';

/** Files that only people change, one path a line: enforced when edits are applied, not merely asked for. */
export const LOCKS_PATH = '.aether/locked';

/** Paths that models must leave as they are, the list itself included. */
export const lockedIn = (files: Files): readonly string[] => [LOCKS_PATH, ...listedIn(files)];

/** The list with `path` on it or off it; null when nothing is left, so that the file can go. */
export function withLock(files: Files, path: string, isLocked: boolean): string | null {
	const others = listedIn(files).filter((listed) => listed !== path);
	const next = isLocked ? [...others, path].sort() : others;
	return next.length > 0 ? `${next.join('\n')}\n` : null;
}

const listedIn = (files: Files): string[] =>
	(textOf(files.get(LOCKS_PATH)) ?? '')
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);
