import { readFence } from './closers.ts';

/** Lines shown to the model as the place to go on from. */
export const ANCHOR_LINES = 20;
/** Lines of the old text among which a repetition is looked for. */
const REACH = 60;

/** The last lines of a text that was cut, for the request to go on. */
export const continuationAnchor = (text: string, lines = ANCHOR_LINES): string =>
	text.split('\n').slice(-lines).join('\n');

export interface Continued {
	readonly text: string;
	/** How many lines of the continuation only repeated what was there. */
	readonly repeated: number;
}

/**
 * Joins the continuation of a reply to what was there when it was cut. Models repeat some of the last lines, or begin
 * with a fence or the opening tag once more; what is repeated is left out. Without a sure repetition it is put behind.
 */
export function mergeContinuation(before: string, continuation: string): Continued {
	const fresh = withoutPreface(before, continuation);
	const old = before.split('\n');
	const added = fresh.split('\n');
	for (let count = Math.min(REACH, old.length, added.length); count > 0; count--) {
		const start = old.length - count;
		if (!repeats(old.slice(start), added)) continue;
		const kept = old.slice(0, start).map((line) => `${line}\n`);
		const first = withIndentOf(old[start] ?? '', added[0] ?? '');
		return { text: kept.join('') + [first, ...added.slice(1)].join('\n'), repeated: count };
	}
	return { text: before + fresh, repeated: 0 };
}

/** A fence or a tag that only opens again what is open. */
function withoutPreface(before: string, continuation: string): string {
	const lines = continuation.split('\n');
	const at = lines.findIndex((line) => line.trim() !== '');
	const first = lines[at]?.trim() ?? '';
	if (first === '') return continuation;
	const rest = lines.slice(at + 1);
	const known = before.split('\n').map((line) => line.trim());
	const isTag = /^<{1,2}\s*[a-z][\w:-]*\s[^>]*>$/i.test(first) && known.includes(first);
	const isFence =
		readFence(first) !== null &&
		(rest[0] ?? '').trim().length > 5 &&
		known.slice(-REACH).includes((rest[0] ?? '').trim());
	return isTag || isFence ? rest.join('\n') : continuation;
}

/** Whether the continuation begins with these last lines; the very last may have been cut in its middle. */
function repeats(last: readonly string[], added: readonly string[]): boolean {
	const isSame = last.every((line, index) => {
		const other = added[index] ?? '';
		if (index < last.length - 1) return line.trim() === other.trim();
		return other.trimStart().startsWith(line.trimStart()) || line.trim() === other.trim();
	});
	return isSame && isEvidence(last);
}

/** Brackets and blank lines repeat by nature and prove nothing. */
const isEvidence = (lines: readonly string[]): boolean =>
	lines.reduce((sum, line) => sum + (line.match(/\w/g)?.length ?? 0), 0) >= 6;

/** Models drop the white space at the very beginning of an answer. */
const withIndentOf = (old: string, added: string): string =>
	/^\s/.test(added) ? added : (/^\s*/.exec(old)?.[0] ?? '') + added;
