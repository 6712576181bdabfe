import type { Place } from '#lib/commands/review/anchor.ts';
import type { Anchor, Conversation } from '#lib/commands/review/conversations.ts';
import { groupBy } from '#lib/commands/review/record.ts';

/** Most conversations that are looked for in a file. */
const MOST = 200;

/** Ids of the open conversations about a file by line (from 1), the newest first. */
export function talksByLine(
	path: string,
	conversations: readonly Conversation[],
	placeOf: (anchor: Anchor) => Place,
): ReadonlyMap<number, readonly string[]> {
	const placed = conversations
		.filter(({ isResolved, anchor }) => !isResolved && anchor !== undefined)
		.slice(0, MOST)
		.flatMap(({ id, anchor }) => {
			const place = anchor && placeOf(anchor);
			return place?.type === 'text' && place.path === path ? [{ id, line: place.line }] : [];
		});
	const groups = groupBy(placed, ({ line }) => String(line));
	return new Map([...groups].map(([line, group]) => [Number(line), group.map(({ id }) => id)]));
}

/** How many there are on each line. */
export const countsOf = (talks: ReadonlyMap<number, readonly string[]>): ReadonlyMap<number, number> =>
	new Map([...talks].map(([line, ids]) => [line, ids.length]));
