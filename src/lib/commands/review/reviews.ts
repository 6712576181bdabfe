import type { Author } from '#lib/model/collab.ts';
import { allows } from '#lib/model/role.ts';
import type { MemberView } from '#lib/services/collab/collab.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import { groupBy, madeAt } from './record.ts';

/** What somebody thinks of a state that they have seen. */
export interface Verdict {
	readonly id: string;
	readonly author: Author;
	readonly at: number;
	readonly isApproval: boolean;
	readonly words: string;
	/** The hash of that state. */
	readonly about: string;
}

/** Somebody asked others to look at the files as they were. */
export interface ReviewRequest {
	readonly id: string;
	readonly author: Author;
	readonly at: number;
	readonly words: string;
	/** Tree hash of all files. */
	readonly about: string;
	/** Who is asked; nobody by name means everybody. */
	readonly reviewers: readonly Author[];
	/** The newest first; one for each person. */
	readonly verdicts: readonly Verdict[];
}

/** All that stand, the newest first. */
export function requestsOf(records: readonly SaidComment[]): ReviewRequest[] {
	const verdicts = verdictsBySubject(records);
	return records
		.filter(({ op, about }) => op === 'request-review' && about !== undefined)
		.map(({ id, author, body, about = '', mentions = [], at }) => ({
			id,
			author,
			// A request that is made again is a new one in all but its place.
			at: Math.max(madeAt(id), at),
			words: body,
			about,
			reviewers: mentions,
			verdicts: verdicts.get(id) ?? [],
		}))
		.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

export function verdictsBySubject(records: readonly SaidComment[]): Map<string, Verdict[]> {
	const judged = records.filter(({ op }) => op === 'approve' || op === 'request-changes');
	const groups = groupBy(judged, ({ thread }) => thread);
	return new Map(
		[...groups].map(([subject, group]) => [
			subject,
			group.map(verdict).sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)),
		]),
	);
}

const verdict = ({ id, author, at, op, body, about = '' }: SaidComment): Verdict => ({
	id,
	author,
	at,
	isApproval: op === 'approve',
	words: body,
	about,
});

/**
 * Who approved exactly this state and may decide about it: members who can edit, and not the one whose work it is. Whoever
 * was removed, or may only comment now, does not count any more.
 */
export const approversOf = (
	verdicts: readonly Verdict[],
	{ about, author }: { readonly about: string; readonly author: Author },
	members: readonly MemberView[],
): Author[] =>
	verdicts
		.filter((given) => given.isApproval && given.about === about && given.author !== author)
		.map((given) => given.author)
		.filter((approver) => canDecide(approver, members));

export const canDecide = (author: Author, members: readonly MemberView[]): boolean =>
	members.some(
		(member) => member.author === author && member.standing === 'active' && allows(member.role, 'editor'),
	);
