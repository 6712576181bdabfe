import type { Peer } from './editor.ts';
import { offsetOf, type Shown } from './place.ts';

/** Where somebody else is in a text, as offsets; undefined where that is not known here (yet). */
export function placeOf(
	shown: Shown,
	{ anchor, head }: Peer,
): { readonly anchor: number; readonly head: number } | undefined {
	const to = head === undefined ? undefined : offsetOf(shown, head);
	if (to === undefined) return undefined;
	return { anchor: (anchor === undefined ? undefined : offsetOf(shown, anchor)) ?? to, head: to };
}
