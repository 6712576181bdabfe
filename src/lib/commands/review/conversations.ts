import type { Author, Comment } from '#lib/model/collab.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import { groupBy, madeAt } from './record.ts';

export type Anchor = NonNullable<Comment['anchor']>;

/** One thing somebody said. */
export interface Remark {
	readonly id: string;
	readonly author: Author;
	readonly seq: number;
	/** When it was first said. ms since the epoch. */
	readonly at: number;
	/** Plain text; empty once its author deleted it. */
	readonly body: string;
	readonly mentions: readonly Author[];
}

/** What was said about one place. */
export interface Conversation {
	/** Of its first remark. */
	readonly id: string;
	/** Undefined when it is about the creation as a whole. */
	readonly anchor: Anchor | undefined;
	/** Or what of a review or a proposal it is about: the id of that record. */
	readonly subject: string | undefined;
	readonly first: Remark;
	readonly replies: readonly Remark[];
	readonly isResolved: boolean;
	readonly resolvedBy: Author | undefined;
}

/** Of one author that many count: enough for years of talk, little enough for a flood. */
const MAX_PER_AUTHOR = 1_000;

/** All conversations, the newest first. A reply to what is not there waits unseen; a reply to a reply is one to the first. */
export function conversationsOf(records: readonly SaidComment[]): Conversation[] {
	const said = bounded(records.filter(({ op }) => op === 'say'));
	const replies = groupBy(
		said.filter(({ id, thread }) => id !== thread),
		({ thread }) => thread,
	);
	const states = groupBy(
		records.filter(({ op }) => op === 'resolve' || op === 'reopen'),
		({ thread }) => thread,
	);
	return said
		.filter(({ id, thread }) => id === thread)
		.map((first) => conversation(first, replies.get(first.id) ?? [], states.get(first.id) ?? []))
		.sort((a, b) => b.first.at - a.first.at || (a.id < b.id ? 1 : -1));
}

function conversation(
	first: SaidComment,
	replies: readonly SaidComment[],
	states: readonly SaidComment[],
): Conversation {
	const settled = states.reduce<SaidComment | undefined>(later, undefined);
	const isResolved = settled?.op === 'resolve';
	// Of what its author took back nothing is left to talk about.
	const isGone = first.body === '' && replies.every(({ body }) => body === '');
	return {
		id: first.id,
		anchor: first.anchor,
		subject: first.about,
		first: remark(first),
		replies: replies.map(remark).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)),
		isResolved: isResolved || isGone,
		resolvedBy: isResolved ? settled.author : undefined,
	};
}

const later = (a: SaidComment | undefined, b: SaidComment): SaidComment =>
	a === undefined || b.at > a.at || (b.at === a.at && b.author > a.author) ? b : a;

const remark = ({ id, author, seq, at, body, mentions = [] }: SaidComment): Remark => ({
	id,
	author,
	seq,
	at: Math.min(madeAt(id), at),
	body,
	mentions,
});

function bounded(records: readonly SaidComment[]): SaidComment[] {
	return [...groupBy(records, ({ author }) => author).values()].flatMap((own) =>
		own.length <= MAX_PER_AUTHOR ? own : own.sort((a, b) => b.seq - a.seq).slice(0, MAX_PER_AUTHOR),
	);
}

/** How many remarks of others came after what was read. `marks`: the last `seq` read, by author. */
export const unreadIn = (
	conversations: readonly Conversation[],
	own: Author | undefined,
	marks: Readonly<Record<string, number>>,
): number =>
	conversations
		.flatMap(({ first, replies }) => [first, ...replies])
		.filter(({ author, seq, body }) => author !== own && body !== '' && seq > (marks[author] ?? 0)).length;
