import { diffArrays, diffLines } from 'diff';
import type * as Y from 'yjs';

/** Longest passage that is compared character by character; a longer one is replaced as a whole. */
const FINE_CHARACTERS = 2_000;
/** Longest passage that is compared line by line. */
const COARSE_CHARACTERS = 2_000_000;
/** Most edits looked for; keeps the search below a frame on texts that have little in common. */
const MAX_EDITS = 1_000;
/** Characters compared at once: whole strings compare many times faster than characters. */
const STRIDE = 4_096;

interface Edit {
	readonly at: number;
	readonly remove: number;
	readonly insert: string;
}

/** Makes `text` equal to `next` by few small edits, so that cursors and anchors elsewhere stay. Call in a transaction. */
export function applyTextDiff(text: Y.Text, next: string): void {
	// From the end, so that earlier positions hold.
	for (const edit of editsBetween(text.toString(), next).reverse()) {
		if (edit.remove > 0) text.delete(edit.at, edit.remove);
		if (edit.insert !== '') text.insert(edit.at, edit.insert);
	}
}

/** Edits in the order of their place in `before`; places count in `before`. */
export function editsBetween(before: string, after: string): Edit[] {
	return trimmed(before, after, 0, byLines);
}

type Refine = (before: string, after: string, at: number) => Edit[];

/** Leaves what both have in common at either end alone and hands the middle on. */
function trimmed(before: string, after: string, at: number, refine: Refine): Edit[] {
	const start = commonStart(before, after);
	const end = commonEnd(before, after, start);
	const removed = before.slice(start, before.length - end);
	const inserted = after.slice(start, after.length - end);
	if (removed === '' && inserted === '') return [];
	if (removed === '' || inserted === '')
		return [{ at: at + start, remove: removed.length, insert: inserted }];
	return refine(removed, inserted, at + start);
}

const byLines: Refine = (before, after, at) => {
	if (Math.max(before.length, after.length) > COARSE_CHARACTERS) return whole(before, after, at);
	const parts = diffLines(before, after, { maxEditLength: MAX_EDITS });
	if (parts === undefined) return whole(before, after, at);
	return merged(
		parts.map((part) => ({ ...part, text: part.value })),
		at,
		(removed, inserted, place) => trimmed(removed, inserted, place, byCharacters),
	);
};

const byCharacters: Refine = (before, after, at) => {
	if (Math.max(before.length, after.length) > FINE_CHARACTERS) return whole(before, after, at);
	const parts = diffArrays([...before], [...after], { maxEditLength: MAX_EDITS });
	if (parts === undefined) return whole(before, after, at);
	return merged(
		parts.map((part) => ({ ...part, text: part.value.join('') })),
		at,
		whole,
	);
};

const whole: Refine = (before, after, at) => [{ at, remove: before.length, insert: after }];

interface Part {
	readonly text: string;
	readonly added: boolean;
	readonly removed: boolean;
}

/** Joins neighbouring removals and additions and hands each such passage to `refine`. */
function merged(parts: readonly Part[], start: number, refine: Refine): Edit[] {
	const edits: Edit[] = [];
	let at = start;
	let removed = '';
	let inserted = '';
	const settle = () => {
		if (removed !== '' || inserted !== '') edits.push(...refine(removed, inserted, at));
		at += removed.length;
		removed = inserted = '';
	};
	for (const part of parts) {
		if (part.removed) removed += part.text;
		else if (part.added) inserted += part.text;
		else {
			settle();
			at += part.text.length;
		}
	}
	settle();
	return edits;
}

function commonStart(a: string, b: string): number {
	const length = Math.min(a.length, b.length);
	let at = 0;
	while (at + STRIDE < length && a.slice(at, at + STRIDE) === b.slice(at, at + STRIDE)) at += STRIDE;
	while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
	// Never between the halves of a character: Yjs would replace both.
	return at > 0 && isHighHalf(a.charCodeAt(at - 1)) ? at - 1 : at;
}

function commonEnd(a: string, b: string, start: number): number {
	const length = Math.min(a.length, b.length) - start;
	let count = 0;
	while (count + STRIDE < length && tail(a, count) === tail(b, count)) count += STRIDE;
	while (count < length && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
	return count > 0 && isLowHalf(a.charCodeAt(a.length - count)) ? count - 1 : count;
}

/** The stretch of one stride that ends `count` characters before the end. */
const tail = (text: string, count: number): string =>
	text.slice(text.length - count - STRIDE, text.length - count);

const isHighHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowHalf = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
