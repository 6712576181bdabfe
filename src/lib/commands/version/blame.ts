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
 * Where the lines of a file come from, in version `head`. `textAt` gives the file as text in a version; null where it is
 * not there, undefined where it cannot be read.
 */
export async function blame(
	versions: readonly Version[],
	head: ObjectId | null,
	textAt: (version: ObjectId) => Promise<string | null | undefined>,
): Promise<Blamed> {
	const byId = new Map(versions.map((version) => [version.id, version]));
	let version = head === null ? undefined : byId.get(head);
	const lines = presentLines(version && (await textAt(version.id)));
	const search = new Search(lines);
	for (let read = 1; version && !search.isDone && read < MAX_VERSIONS; read++) {
		// What a restore brought back is as old as it was.
		const parent: ObjectId | undefined = version.restored ?? version.parents[0];
		const before = parent === undefined ? null : await textAt(parent);
		if (before === undefined) break;
		search.back(version, presentLines(before));
		version = parent === undefined ? undefined : byId.get(parent);
	}
	return { lines, origins: search.origins };
}

const presentLines = (text: string | null | undefined): readonly string[] =>
	typeof text === 'string' ? linesOf(text) : [];

/** Lines whose origin is looked for, version by version backwards. */
class Search {
	readonly origins: LineOrigin[];
	#lines: readonly string[];
	/** Of the lines in the version that was reached: which of the first ones it is. */
	#open: ReadonlyMap<number, number>;

	constructor(lines: readonly string[]) {
		this.origins = lines.map(() => 'unknown');
		this.#lines = lines;
		this.#open = new Map(lines.map((_line, index) => [index, index]));
	}

	get isDone(): boolean {
		return this.#open.size === 0;
	}

	/** From a version to the one before it: what is not in that one yet came with this version. */
	back(version: Version, before: readonly string[]): void {
		const from = carry(before, this.#lines);
		const open = new Map<number, number>();
		for (const [index, line] of from ? this.#open : []) {
			const earlier = from?.[index];
			if (earlier === undefined) this.origins[line] = version;
			else open.set(earlier, line);
		}
		this.#lines = before;
		this.#open = open;
	}
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
