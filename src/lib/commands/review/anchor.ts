import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
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
			/** Other words stand there now than those that were talked about. */
			readonly isChanged: boolean;
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
	const words = text.toString().slice(start, end);
	return {
		path,
		start: encoded(Y.createRelativePositionFromTypeIndex(text, start, 0)),
		// Holds on to the last character itself, so that what is written behind it is not taken in.
		end: encoded(Y.createRelativePositionFromTypeIndex(text, end, -1)),
		quote: words.slice(0, MAX_QUOTE),
		hash: hashOf(words),
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
		return textPlace(anchor, path, whole, { from, to });
	return foundPlace(anchor, whole, from ?? to ?? 0) ?? { type: 'outdated', path };
}

/** So little is left of the words that what is left may belong to others. */
const isWorn = (present: string, quote: string): boolean =>
	quote.trim() !== '' && present.trim().length * 2 <= quote.trim().length;

/** The file was renamed, if its words stand in exactly one place of another. */
function movedPlace(tree: Files, anchor: Anchor): Place {
	const { path, quote } = anchor;
	const outdated: Place = { type: 'outdated', path };
	if (quote.trim() === '') return outdated;
	const places = [...tree.files()].flatMap(([other, content]) => {
		if (typeof content !== 'string') return [];
		return occurrences(content, quote).map((at) => quotedPlace(anchor, other, content, at));
	});
	return places.length === 1 ? (places[0] ?? outdated) : outdated;
}

/** The occurrence of the quote that is nearest to where it was. */
function foundPlace(anchor: Anchor, text: string, near: number): Place | undefined {
	const { path, quote } = anchor;
	if (quote.trim() === '') return undefined;
	const [nearest] = occurrences(text, quote).sort((a, b) => Math.abs(a - near) - Math.abs(b - near));
	return nearest === undefined ? undefined : quotedPlace(anchor, path, text, nearest);
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

/** All that was talked about, if it stands there whole; else as much of it as was quoted. */
function quotedPlace(anchor: Anchor, path: string, text: string, from: number): Place {
	const whole = { from, to: from + lengthOf(anchor) };
	const isWhole = isSame(anchor, text.slice(whole.from, whole.to));
	return textPlace(anchor, path, text, isWhole ? whole : { from, to: from + anchor.quote.length });
}

const textPlace = (
	anchor: Anchor,
	path: string,
	text: string,
	{ from, to }: { readonly from: number; readonly to: number },
): Place => ({
	type: 'text',
	path,
	from,
	to,
	line: text.slice(0, from).split('\n').length,
	isChanged: !isSame(anchor, text.slice(from, to)),
});

/** Characters that it was about. */
const lengthOf = ({ hash, quote }: Anchor): number => (hash ? Number.parseInt(hash, 10) : quote.length);

/** Records from before there were hashes say what they were about by their quote alone. */
const isSame = (anchor: Anchor, words: string): boolean =>
	words.length === lengthOf(anchor) &&
	(anchor.hash ? hashOf(words) === anchor.hash : words.startsWith(anchor.quote));

const hashOf = (words: string): string =>
	`${words.length}-${bytesToHex(sha256(utf8ToBytes(words))).slice(0, 16)}`;

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
