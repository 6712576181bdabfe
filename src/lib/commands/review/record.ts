import type { Author, Comment } from '#lib/model/collab.ts';
import { newUlid, ULID } from '#lib/model/id.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';

/**
 * Everything people say about a creation is a record that its author signed. The id of a record begins with its author and
 * says what it is, so that nobody can take the place of another's: `<12 digits of the author><letter><25 of a ULID>`.
 */
const LETTERS = {
	comment: 'c',
	/** Whether a conversation is settled, as its author sees it: one for each author and conversation. */
	state: 's',
	request: 'q',
	/** One for each reviewer and subject. */
	verdict: 'v',
	proposal: 'p',
	/** A piece of what is too long for one record. */
	part: 'd',
	merge: 'm',
	rule: 'u',
	turn: 't',
} as const;
export type RecordKind = keyof typeof LETTERS;

const KINDS_OF: Readonly<Record<Comment['op'], readonly RecordKind[]>> = {
	say: ['comment'],
	resolve: ['state'],
	reopen: ['state'],
	hide: ['request', 'proposal'],
	approve: ['verdict'],
	'request-changes': ['verdict'],
	'request-review': ['request'],
	propose: ['proposal'],
	part: ['part'],
	merge: ['merge'],
	rule: ['rule'],
	turn: ['turn'],
};

const AUTHOR_DIGITS = 12;
const KEY_LENGTH = 25;
const PLACE = /^[0-9a-f]{12}[a-z][0-9A-HJKMNP-TV-Z]{25}([0-9a-z]{2})?$/;
/** By how much the clock of another device may be ahead, in milliseconds. */
const CLOCK_SLACK_MS = 2 * 60_000;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The id of a record; with `subject`, an id, the one record of its kind that this author has about it. */
export const recordId = (author: Author, kind: RecordKind, subject: string = newUlid()): string =>
	author.slice(0, AUTHOR_DIGITS) + LETTERS[kind] + keyOf(subject);

/** What tells subjects apart: of a ULID all but its first digit, which is 0 for a thousand years. */
export const keyOf = (subject: string): string =>
	ULID.test(subject) ? subject.slice(1) : subject.slice(AUTHOR_DIGITS + 1, AUTHOR_DIGITS + 1 + KEY_LENGTH);

export const isOfKind = (id: string, kind: RecordKind): boolean => id[AUTHOR_DIGITS] === LETTERS[kind];

/** When a record was first made, by the clock of its author. ms since the epoch. */
export const madeAt = (id: string): number =>
	[...keyOf(id).slice(0, 9)].reduce((sum, digit) => sum * 32 + CROCKFORD.indexOf(digit), 0);

/**
 * Records as they may be trusted: whoever signed for another's place, or settles things tomorrow, is not heard. Times that
 * are not yet are now.
 */
export function admitted(records: readonly SaidComment[], now: number): SaidComment[] {
	return records
		.filter((record) => isWellFormed(record) && !(record.at > now + CLOCK_SLACK_MS && settles(record)))
		.map((record) => (record.at > now ? { ...record, at: now } : record));
}

const settles = ({ op }: SaidComment): boolean => op === 'resolve' || op === 'reopen';

const isWellFormed = ({ id, op, author }: SaidComment): boolean =>
	PLACE.test(id) &&
	id.startsWith(author.slice(0, AUTHOR_DIGITS)) &&
	KINDS_OF[op].some((kind) => isOfKind(id, kind));

/** What has the same key stands together, in order. */
export function groupBy<T>(items: readonly T[], keyOfItem: (item: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const group = groups.get(keyOfItem(item));
		if (group) group.push(item);
		else groups.set(keyOfItem(item), [item]);
	}
	return groups;
}
