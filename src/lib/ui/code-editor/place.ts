import * as Y from 'yjs';
import { shownOffset, textOffset } from './projection.ts';

/** A place in a shared text that moves with it: a relative position of Yjs in base64, so that others can be told. */
export type Place = string;

/** A shared text and how long it is as an editor shows it, in UTF-16 code units. */
export interface Shown {
	readonly text: Y.Text;
	readonly length: number;
}

/** `offset` as the editor shows the text. */
export function placeAt({ text, length }: Shown, offset: number): Place {
	// What differs from the text is always shorter; the whole text need not be read at each step of a cursor.
	const index = text.length === length ? offset : textOffset(text.toString(), offset);
	const position = Y.createRelativePositionFromTypeIndex(text, index);
	return btoa(String.fromCharCode(...Y.encodeRelativePosition(position)));
}

/** The offset as the editor shows the text; undefined when it is in another text, broken, or not known here yet. */
export function offsetOf({ text, length }: Shown, place: Place): number | undefined {
	const index = read(text, place);
	if (index === undefined) return undefined;
	return Math.min(text.length === length ? index : shownOffset(text.toString(), index), length);
}

/** The index in the text itself, as far as it is in it. */
export const indexOf = (text: Y.Text, place: Place): number | undefined => read(text, place);

/** What others send may be anything, and Yjs throws on what is no position. */
function read(text: Y.Text, place: Place): number | undefined {
	if (!text.doc) return undefined;
	try {
		const bytes = Uint8Array.from(atob(place), (character) => character.charCodeAt(0));
		const position = Y.decodeRelativePosition(bytes);
		const absolute = Y.createAbsolutePositionFromRelativePosition(position, text.doc, false);
		return absolute?.type === text ? absolute.index : undefined;
	} catch {
		return undefined;
	}
}
