import * as Y from 'yjs';
import type { WorkingTree } from '#lib/services/storage/storage.ts';
import type { Anchor } from './conversations.ts';

/** Where something that was said points now. */
export type Place =
	/** The file as a whole. */
	| { readonly type: 'file'; readonly path: string }
	/** Characters from the beginning of the file; the line from 1. */
	| {
			readonly type: 'text';
			readonly path: string;
			readonly from: number;
			readonly to: number;
			readonly line: number;
	  }
	/** What it was about is not there any more: the anchor's quote says what it was. */
	| { readonly type: 'outdated'; readonly path: string };

type Files = Pick<WorkingTree, 'doc' | 'files' | 'text'>;

/** Most characters that are quoted. */
const MAX_QUOTE = 400;

export const fileAnchor = (path: string): Anchor => ({ path, start: '', end: '', quote: '' });

/** Holds on to characters `from`–`to` of a text file. Undefined when there is no such file. */
export function anchorAt(tree: Files, path: string, from: number, to: number): Anchor | undefined {
	const text = tree.text(path);
	if (text === undefined) return undefined;
	const start = Math.max(0, Math.min(from, text.length));
	const end = Math.max(start, Math.min(to, text.length));
	return {
		path,
		start: encoded(Y.createRelativePositionFromTypeIndex(text, start, 0)),
		// Holds on to the last character itself, so that what is written behind it is not taken in.
		end: encoded(Y.createRelativePositionFromTypeIndex(text, end, -1)),
		quote: text.toString().slice(start, Math.min(end, start + MAX_QUOTE)),
	};
}

/** Where an anchor is now: as its text moved, or where its quote is found again. */
export function placeOf(tree: Files, anchor: Anchor): Place {
	const { path, quote, start, end } = anchor;
	const text = tree.text(path);
	if (start === '' && end === '') {
		return { type: tree.files().has(path) ? 'file' : 'outdated', path };
	}
	if (text === undefined) return movedPlace(tree, anchor);
	const whole = text.toString();
	const [from, to] = [indexIn(tree.doc, text, start), indexIn(tree.doc, text, end)];
	if (from !== undefined && to !== undefined && from <= to && !isWorn(whole.slice(from, to), quote))
		return textPlace(path, whole, from, to);
	return foundPlace(path, whole, quote, from ?? to ?? 0) ?? { type: 'outdated', path };
}

/** So little is left of the words that what is left may belong to others. */
const isWorn = (present: string, quote: string): boolean =>
	quote.trim() !== '' && present.trim().length * 2 <= quote.trim().length;

/** The file was renamed, if its words stand in exactly one place of another. */
function movedPlace(tree: Files, { path, quote }: Anchor): Place {
	const outdated: Place = { type: 'outdated', path };
	if (quote.trim() === '') return outdated;
	const places = [...tree.files()].flatMap(([other, content]) => {
		if (typeof content !== 'string') return [];
		return occurrences(content, quote).map((at) => textPlace(other, content, at, at + quote.length));
	});
	return places.length === 1 ? (places[0] ?? outdated) : outdated;
}

/** The occurrence of the quote that is nearest to where it was. */
function foundPlace(path: string, text: string, quote: string, near: number): Place | undefined {
	if (quote.trim() === '') return undefined;
	const [nearest] = occurrences(text, quote).sort((a, b) => Math.abs(a - near) - Math.abs(b - near));
	return nearest === undefined ? undefined : textPlace(path, text, nearest, nearest + quote.length);
}

/** More are not looked for: a quote that stands everywhere says nothing. */
const MAX_OCCURRENCES = 200;

function occurrences(text: string, quote: string): number[] {
	const found = [];
	let at = text.indexOf(quote);
	while (at >= 0 && found.length < MAX_OCCURRENCES) {
		found.push(at);
		at = text.indexOf(quote, at + quote.length);
	}
	return found;
}

const textPlace = (path: string, text: string, from: number, to: number): Place => ({
	type: 'text',
	path,
	from,
	to,
	line: text.slice(0, from).split('\n').length,
});

/** Undefined when it points elsewhere, or is no position at all: it was made by somebody else. */
function indexIn(doc: Y.Doc, text: Y.Text, position: string): number | undefined {
	try {
		const relative = Y.decodeRelativePosition(
			Uint8Array.from(atob(position), (digit) => digit.charCodeAt(0)),
		);
		// By name it would make the document larger by whatever name it says.
		if (relative.tname !== null) return undefined;
		const absolute = Y.createAbsolutePositionFromRelativePosition(relative, doc);
		return absolute?.type === text ? absolute.index : undefined;
	} catch {
		return undefined;
	}
}

const encoded = (position: Y.RelativePosition): string =>
	btoa(String.fromCharCode(...Y.encodeRelativePosition(position)));
