import type { Place } from '#lib/commands/review/anchor.ts';

/** Where something points, in a few words: "src/a.ts line 3". */
export const placeWords = (place: Place): string =>
	place.type === 'text' ? `${place.path} line ${place.line}` : place.path;

/** "1 approval", "2 approvals". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
