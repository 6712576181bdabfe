import { findByAnchors } from './anchors.ts';
import { findElided } from './elision.ts';
import type { EditBlock, MatchStep, Refusal } from './edits.ts';
import { isBlank } from './indent.ts';
import { Haystack, plainSigns } from './ladder.ts';
import { mergeAt, scriptOf } from './merge.ts';
import { similarLines } from './similar.ts';
import { blockLines, spliceText, splitText } from './text.ts';
import { err, ok, type Result } from '#lib/model/result.ts';

export interface Changed {
	readonly text: string;
	readonly step: MatchStep;
}

type ReplaceBlock = EditBlock & { type: 'replace' };
type Outcome = Changed | { readonly hits: readonly number[] } | null;

/** Applies blocks one after the other, each to what the one before left. Stops at the first that does not fit. */
export function applyBlocks(text: string, blocks: readonly ReplaceBlock[]): Result<Changed, Refusal> {
	let changed: Changed = { text, step: 'exact' };
	for (const [index, block] of blocks.entries()) {
		const next = applyBlock(changed.text, block, index + 1);
		if (!next.ok) return next;
		changed = { text: next.value.text, step: weaker(changed.step, next.value.step) };
	}
	return ok(changed);
}

const ORDER: readonly MatchStep[] = [
	'exact',
	'line-ends',
	'indent',
	'trimmed',
	'unicode',
	'anchors',
	'elision',
	'text',
];
export const weaker = (a: MatchStep, b: MatchStep): MatchStep =>
	ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;

function applyBlock(text: string, block: ReplaceBlock, number: number): Result<Changed, Refusal> {
	if (block.search.trim() === '') return fillEmpty(text, block, number);
	// Where the divider line stands more than once, the longest search that the file really has is the meant one.
	const splits = [block, ...(block.alternatives ?? [])].reverse();
	let hits: readonly number[] = [];
	for (const { search, replace } of splits) {
		const outcome = applySplit(text, search, replace, block.isText === true);
		if (outcome && 'text' in outcome) return ok(outcome);
		if (outcome) hits = outcome.hits;
	}
	return err(hits.length > 0 ? ambiguous(hits, number) : notFound(text, block.search, number));
}

function fillEmpty(text: string, { replace }: ReplaceBlock, number: number): Result<Changed, Refusal> {
	if (text.trim() === '') return ok({ text: replace, step: 'exact' });
	const message = `Block ${number} searches for nothing; that is only possible in an empty or new file.`;
	return err({ type: 'not-found', message, block: number, similar: [] });
}

function applySplit(text: string, search: string, replace: string, isText: boolean): Outcome {
	const file = splitText(text);
	const haystack = new Haystack(file.lines);
	const [wanted, written] = [blockLines(search), blockLines(replace)];
	const outcome =
		applyLines(file, haystack, wanted, written) ??
		applyTrimmed(file, haystack, wanted, written) ??
		applyAnchors(file, wanted, written) ??
		applyElision(file, haystack, wanted, written);
	return outcome ?? (isText ? applyText(text, search, replace) : null);
}

type File = ReturnType<typeof splitText>;
type Lines = readonly string[];

function applyLines(file: File, haystack: Haystack, wanted: Lines, written: Lines): Outcome {
	const found = haystack.find(wanted);
	if (!found) return null;
	const [at, ...others] = found.hits;
	if (at === undefined || others.length > 0) return { hits: found.hits };
	const lines = mergeAt(file.lines, at, scriptOf(wanted, written));
	return { text: spliceText(file, [{ at, remove: wanted.length, lines }]), step: found.step };
}

/** Blank lines around the searched text are often spacing of the reply. */
function applyTrimmed(file: File, haystack: Haystack, wanted: Lines, written: Lines): Outcome {
	const top = wanted.findIndex((line) => !isBlank(line));
	const bottom = wanted.findLastIndex((line) => !isBlank(line)) + 1;
	if (top === 0 && bottom === wanted.length) return null;
	const blanksAtTop = Math.min(top, leadingBlanks(written));
	const blanksAtBottom = Math.min(wanted.length - bottom, leadingBlanks([...written].reverse()));
	const rest = written.slice(blanksAtTop, Math.max(blanksAtTop, written.length - blanksAtBottom));
	return applyLines(file, haystack, wanted.slice(top, bottom), rest);
}

function leadingBlanks(lines: Lines): number {
	const first = lines.findIndex((line) => !isBlank(line));
	return first < 0 ? lines.length : first;
}

function applyAnchors(file: File, wanted: Lines, written: Lines): Outcome {
	const hits = findByAnchors(file.lines, wanted);
	const [at, ...others] = hits;
	if (at === undefined) return null;
	if (others.length > 0) return { hits };
	const lines = mergeAt(file.lines, at, scriptOf(wanted, written));
	return { text: spliceText(file, [{ at, remove: wanted.length, lines }]), step: 'anchors' };
}

function applyElision(file: File, haystack: Haystack, wanted: Lines, written: Lines): Outcome {
	const elided = findElided(haystack, wanted, written);
	if (!elided || 'hits' in elided) return elided;
	return { text: spliceText(file, elided.splices), step: 'elision' };
}

/** Part of a line, for dialects that search for text: once in the file, and not in the middle of a word. */
function applyText(text: string, search: string, replace: string): Outcome {
	const plain = [text, plainSigns(text)].find((one) => one.length === text.length && one.includes(search));
	const at = plain?.indexOf(search) ?? -1;
	if (plain === undefined || at < 0) return null;
	const second = plain.indexOf(search, at + 1);
	if (second >= 0) return { hits: [at, second].map((index) => text.slice(0, index).split('\n').length - 1) };
	const isWord = (left: string, right: string) => /\w/.test(left) && /\w/.test(right);
	const end = at + search.length;
	if (isWord(text[at - 1] ?? '', search[0] ?? '') || isWord(search.at(-1) ?? '', text[end] ?? ''))
		return null;
	return { text: text.slice(0, at) + replace + text.slice(end), step: 'text' };
}

export function ambiguous(hits: readonly number[], number: number): Refusal {
	const lines = hits.map((hit) => hit + 1);
	const message = `Block ${number} fits in ${hits.length} places (lines ${lines.slice(0, 5).join(', ')}); it needs more lines around it.`;
	return { type: 'ambiguous', message, block: number, lines };
}

export function notFound(text: string, search: string, number: number): Refusal {
	const similar = similarLines(splitText(text).lines, blockLines(search));
	const hint = similar[0] ? ` Most similar is line ${similar[0].line}: ${similar[0].text.trim()}` : '';
	return {
		type: 'not-found',
		message: `Block ${number} does not fit anywhere in the file.${hint}`,
		block: number,
		similar,
	};
}
