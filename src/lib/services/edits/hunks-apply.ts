import { ambiguous, notFound, weaker, type Changed } from './blocks-apply.ts';
import type { EditBlock, EditFormat, HunkLine, MatchStep, Refusal } from './edits.ts';
import { Haystack, plainSigns } from './ladder.ts';
import { mergeAt, newLines, oldLines } from './merge.ts';
import { spliceText, splitText, type Splice, type TextLines } from './text.ts';
import { err, ok, type Result } from '#lib/model/result.ts';

type HunkBlock = EditBlock & { type: 'hunk' };

/** Where a hunk may stand; `at` are indexes of its first old line. */
interface Candidates {
	readonly hunk: HunkBlock;
	readonly script: readonly HunkLine[];
	readonly old: readonly string[];
	readonly step: MatchStep;
	readonly at: readonly number[];
}

/**
 * Applies the hunks of a patch, all found in the same text. They stand in the order of the file, which helps to tell
 * equal places apart; where more than one arrangement is left, nothing is changed.
 */
export function applyHunks(
	text: string,
	hunks: readonly HunkBlock[],
	format: EditFormat,
): Result<Changed, Refusal> {
	const file = splitText(text);
	const haystack = new Haystack(file.lines);
	const candidates: Candidates[] = [];
	for (const [index, hunk] of hunks.entries()) {
		const found = locate(haystack, hunk);
		if (found === null)
			return err(notFound(text, oldLines(hunk.lines).join('\n') || hunk.anchors.join('\n'), index + 1));
		candidates.push(found);
	}
	const places = arrange(candidates, haystack.lines.length);
	if (!places.ok) return places;
	const splices = candidates.map(({ script, old }, index): Splice => {
		const at = places.value[index] ?? 0;
		return {
			at,
			remove: old.length,
			lines: old.length === 0 ? newLines(script) : mergeAt(file.lines, at, script),
		};
	});
	const step = candidates.reduce<MatchStep>((weakest, one) => weaker(weakest, one.step), 'exact');
	return ok({ text: withFinalNewline(spliceText(file, splices), file, format), step });
}

/** The patch format always ends a file with a newline; a unified diff leaves it as it was. */
const withFinalNewline = (text: string, { end }: TextLines, format: EditFormat): string =>
	format === 'v4a' && text !== '' && !text.endsWith('\n') ? text + end : text;

function locate(haystack: Haystack, hunk: HunkBlock): Candidates | null {
	const anchors = anchorPlaces(haystack, hunk.anchors);
	if (anchors?.length === 0) return null;
	const whole = locateLines(haystack, hunk, hunk.lines, anchors);
	if (whole || !hunk.lines.at(-1)?.isLoose) return whole;
	const last = hunk.lines.findLastIndex((line) => !line.isLoose) + 1;
	return locateLines(haystack, hunk, hunk.lines.slice(0, last), anchors);
}

function locateLines(
	haystack: Haystack,
	hunk: HunkBlock,
	script: readonly HunkLine[],
	anchors: readonly number[] | null,
): Candidates | null {
	const old = oldLines(script);
	if (old.length === 0)
		return { hunk, script, old, step: 'exact', at: placesToAdd(haystack.lines, hunk, anchors) };
	const found = haystack.find(old) ?? blankHits(haystack, old);
	if (!found) return null;
	const atEnd = haystack.lines.length - old.length;
	if (hunk.isAtEnd && found.hits.includes(atEnd)) return { hunk, script, old, step: found.step, at: [atEnd] };
	const at = anchors === null ? found.hits : behindAnchors(found.hits, anchors);
	return at.length === 0 ? null : { hunk, script, old, step: found.step, at };
}

/** A hunk whose old lines are all blank. */
function blankHits(haystack: Haystack, old: readonly string[]) {
	const hits = haystack.hits(old, 'line-ends');
	return hits.length > 0 ? { step: 'line-ends' as const, hits } : null;
}

/** Lines that only come in: behind the anchor, else at the end of the file, before a blank last line. */
function placesToAdd(
	lines: readonly string[],
	hunk: HunkBlock,
	anchors: readonly number[] | null,
): readonly number[] {
	if (anchors !== null && !hunk.isAtEnd) return anchors.map((anchor) => anchor + 1);
	if (hunk.oldStart !== undefined && hunk.oldStart < lines.length && lines.length > 0) return [];
	return [lines.length > 0 && lines.at(-1) === '' ? lines.length - 1 : lines.length];
}

/** The first hit at or behind each anchor. */
function behindAnchors(hits: readonly number[], anchors: readonly number[]): readonly number[] {
	const first = anchors.map((anchor) => hits.find((hit) => hit >= anchor)).filter((hit) => hit !== undefined);
	return [...new Set(first)];
}

/** Lines at which the last anchor stands behind the ones before; null without anchors, empty if one is missing. */
function anchorPlaces(haystack: Haystack, anchors: readonly string[]): readonly number[] | null {
	let places: readonly number[] | null = null;
	for (const anchor of anchors) {
		const hits: readonly number[] =
			haystack.find([anchor])?.hits ?? linesBeginningWith(haystack.lines, anchor);
		places = places === null ? hits : nextAfter(places, hits);
	}
	return places;
}

/** The first hit behind each place. */
const nextAfter = (places: readonly number[], hits: readonly number[]): readonly number[] =>
	[...new Set(places.map((place) => hits.find((hit) => hit > place)))].filter((hit) => hit !== undefined);

/** Models shorten the line they name: `@@ function total` for `function total(items) {`. */
function linesBeginningWith(lines: readonly string[], anchor: string): readonly number[] {
	const start = plainSigns(anchor).trim();
	if (start.length < 4) return [];
	return lines.flatMap((line, index) => (plainSigns(line).trim().startsWith(start) ? [index] : []));
}

/** One place for each hunk, in the order of the file and without overlap; only if there is one such arrangement. */
function arrange(candidates: readonly Candidates[], length: number): Result<readonly number[], Refusal> {
	const earliest = inOrder(candidates);
	if (earliest === null) return arrangeFreely(candidates);
	const latest = inReverse(candidates, length);
	const unclear = earliest.findIndex((place, index) => place !== latest[index]);
	if (unclear < 0) return ok(earliest);
	const counted = byLineNumbers(candidates);
	const unclearHits = candidates[unclear]?.at ?? [];
	return counted ? ok(counted) : err(ambiguous(unclearHits, unclear + 1));
}

function inOrder(candidates: readonly Candidates[]): readonly number[] | null {
	const places: number[] = [];
	let from = 0;
	for (const { at, old } of candidates) {
		const tail = old.length === 0;
		const place = at.find((one) => one >= from || tail);
		if (place === undefined) return null;
		places.push(place);
		if (!tail) from = place + old.length;
	}
	return places;
}

function inReverse(candidates: readonly Candidates[], length: number): readonly number[] {
	const places: number[] = [];
	let to = length;
	for (const { at, old } of [...candidates].reverse()) {
		const tail = old.length === 0;
		const place = at.findLast((one) => one + old.length <= to || tail) ?? -1;
		places.unshift(place);
		if (!tail) to = place;
	}
	return places;
}

/** Hunks out of order are clear where each fits in one place only. */
function arrangeFreely(candidates: readonly Candidates[]): Result<readonly number[], Refusal> {
	const unclear = candidates.findIndex(({ at }) => at.length !== 1);
	if (unclear >= 0) return err(ambiguous(candidates[unclear]?.at ?? [], unclear + 1));
	const spans = candidates
		.map(({ at, old }) => ({ from: at[0] ?? 0, to: (at[0] ?? 0) + old.length }))
		.sort((a, b) => a.from - b.from);
	const overlap = spans.findIndex(({ from }, index) => index > 0 && from < (spans[index - 1]?.to ?? 0));
	if (overlap >= 0) return err(ambiguous([spans[overlap]?.from ?? 0], overlap + 1));
	return ok(candidates.map(({ at }) => at[0] ?? 0));
}

/** The line numbers of the patch, where the lines there are exactly the old ones: then it was made from this very text. */
function byLineNumbers(candidates: readonly Candidates[]): readonly number[] | null {
	const places = candidates.map(({ hunk, at, step }) => {
		const place = (hunk.oldStart ?? 0) - 1;
		return step === 'exact' && at.includes(place) ? place : -1;
	});
	return places.every((place, index) => place > (places[index - 1] ?? -1)) ? places : null;
}
