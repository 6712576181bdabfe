import { diffArrays } from 'diff';
import type { ObjectId } from '#lib/model/id.ts';
import type { Version } from '#lib/model/version.ts';

/** Where a line comes from: the version that brought it, an edit that is in no version yet, or before what was read. */
export type LineOrigin = Version | 'unsaved' | 'unknown';

/** A text by lines, and where each comes from. */
export interface Blamed {
	readonly lines: readonly string[];
	readonly origins: readonly LineOrigin[];
}

/** Versions that are looked through; each has to be read and checked whole. */
const MAX_VERSIONS = 60;
/** A comparison that takes longer gives up, and the lines it was about are of unknown origin. ms. */
const MAX_DIFF_MS = 500;

export const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);

/**
 * Where the lines of a file come from, in version `head`. `textAt` gives the file as text in a version, undefined where it
 * is not there or cannot be read.
 */
export async function blame(
	versions: readonly Version[],
	head: ObjectId | null,
	textAt: (version: ObjectId) => Promise<string | undefined>,
): Promise<Blamed> {
	const byId = new Map(versions.map((version) => [version.id, version]));
	let version = head === null ? undefined : byId.get(head);
	let text = version && (await textAt(version.id));
	if (!version || text === undefined) return { lines: [], origins: [] };
	const lines = linesOf(text);
	const origins: LineOrigin[] = lines.map(() => 'unknown');
	/** Of each line of `text`: which line of `lines` it is, where it still is one that is looked for. */
	let open: (number | undefined)[] = lines.map((_line, index) => index);
	for (let read = 1; version && open.some((line) => line !== undefined); read++) {
		// What a restore brought back is as old as it was.
		const parent: ObjectId | undefined = version.restored ?? version.parents[0];
		const before = parent === undefined ? '' : await textAt(parent);
		const isEnd: boolean = read >= MAX_VERSIONS || (parent !== undefined && !byId.has(parent));
		const step = carry(linesOf(before ?? ''), before === undefined ? [] : linesOf(text));
		const next: (number | undefined)[] = [];
		open.forEach((line, index) => {
			const from = before === undefined || parent === undefined ? undefined : step?.[index];
			if (line === undefined) return;
			if (from === undefined) origins[line] = step && version ? version : 'unknown';
			else next[from] = line;
		});
		open = Array.from(next);
		text = before ?? '';
		version = isEnd || parent === undefined ? undefined : byId.get(parent);
	}
	return { lines, origins };
}

/** The same for a text that came out of a blamed one: what is new in it is in no version yet. */
export function blameEdited(blamed: Blamed, text: string): readonly LineOrigin[] {
	const lines = linesOf(text);
	const from = carry(blamed.lines, lines);
	if (!from) return lines.map(() => 'unknown');
	return lines.map((_line, index) => {
		const line = from[index];
		return line === undefined ? 'unsaved' : (blamed.origins[line] ?? 'unknown');
	});
}

/** For each line of `after` the line of `before` that it is; undefined for new ones. Undefined when too different to tell. */
function carry(
	before: readonly string[],
	after: readonly string[],
): readonly (number | undefined)[] | undefined {
	const parts = diffArrays([...before], [...after], { timeout: MAX_DIFF_MS });
	if (!parts) return undefined;
	const from: (number | undefined)[] = [];
	let line = 0;
	for (const { added, removed, count } of parts) {
		if (removed) line += count;
		else for (let step = 0; step < count; step++) from.push(added ? undefined : line++);
	}
	return from;
}
