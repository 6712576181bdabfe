import { sha256Hex } from '#lib/model/digest.ts';
import { parseJson } from '#lib/model/json.ts';
import * as z from 'zod/mini';
import type { Author, Comment } from '#lib/model/collab.ts';
import { filePathSchema } from '#lib/model/file-path-schema.ts';
import type { Files } from '#lib/model/files.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { MemberView } from '#lib/services/collab/collab.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import { byId, countParts, MAX_LETTER, partsOf, textOfParts } from './letter.ts';
import { madeAt } from './record.ts';
import { approversOf, canDecide, verdictsBySubject, type Verdict } from './reviews.ts';

const file = z.object({
	path: filePathSchema,
	/** What the file held when the change was made, and what it should hold; null where it is not there. */
	before: z.nullable(z.string()),
	after: z.nullable(z.string()),
});
export const changeSetSchema = z.array(file).check(z.minLength(1), z.maxLength(100));
/** Text files, each with what it was made from. */
export type ChangeSet = z.infer<typeof changeSetSchema>;

const headSchema = z.object({
	title: z.string().check(z.minLength(1), z.maxLength(200)),
	parts: z.int().check(z.gte(1)),
});

/** A change that somebody suggests; it is in nobody's files until it is merged. */
export interface Proposal {
	readonly id: string;
	readonly author: Author;
	readonly at: number;
	readonly title: string;
	/** Hash of the change: whoever approves, approves exactly this. */
	readonly about: string;
	/** All verdicts, also those on an earlier form of it; the newest first. */
	readonly verdicts: readonly Verdict[];
	readonly merged: Merge | undefined;
}

export interface Merge {
	readonly author: Author;
	readonly at: number;
}

/** All that stand, the newest first. A merge counts when whoever says so can edit and it was this very change. */
export function proposalsOf(records: readonly SaidComment[], members: readonly MemberView[]): Proposal[] {
	const verdicts = verdictsBySubject(records);
	const merges = records.filter(({ op }) => op === 'merge');
	return records
		.flatMap((record) => {
			const head = record.op === 'propose' ? z.safeParse(headSchema, parseJson(record.body)) : undefined;
			if (!head?.success || record.about === undefined) return [];
			const { id, author, about } = record;
			const mine = merges.filter((merge) => merge.thread === id && merge.about === about);
			return [
				{
					id,
					author,
					at: madeAt(id),
					title: head.data.title,
					about,
					verdicts: verdicts.get(id) ?? [],
					merged: firstOf(mine.filter((merge) => members.length === 0 || canDecide(merge.author, members))),
				},
			];
		})
		.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

const firstOf = (merges: readonly SaidComment[]): Merge | undefined =>
	[...merges].sort((a, b) => a.at - b.at).map(({ author, at }) => ({ author, at }))[0];

/** The change itself. Fails with `proposal-incomplete` while parts of it are on their way, or it is not what it says. */
export async function changeSetOf(
	records: readonly SaidComment[],
	id: string,
): Promise<Result<ChangeSet, Problem>> {
	const all = byId(records);
	const record = all.get(id);
	const head = z.safeParse(headSchema, parseJson(record?.body ?? ''));
	if (!record || !head.success) return err(INCOMPLETE);
	const text = textOfParts(all, record, head.data.parts);
	// Parts can be said anew after somebody approved: only the hash binds them to what was seen.
	if (text === undefined || (await sha256Hex(text)) !== record.about) return err(INCOMPLETE);
	const changes = z.safeParse(changeSetSchema, parseJson(text));
	return changes.success ? ok(changes.data) : err(INCOMPLETE);
}

/** The records of a suggestion, parts first. Fails with `proposal-too-large`. */
export async function proposalRecords(
	author: Author,
	id: string,
	title: string,
	changes: ChangeSet,
): Promise<Result<Comment[], Problem>> {
	const text = JSON.stringify(changes);
	if (text.length > MAX_LETTER) return err(TOO_LARGE);
	const head: Comment = {
		id,
		thread: id,
		op: 'propose',
		body: JSON.stringify({ title, parts: countParts(text) }),
		about: await sha256Hex(text),
	};
	return ok([...partsOf(author, id, text), head]);
}

/** The change as files: those it was made from, and what becomes of them. */
export function filesOf(changes: ChangeSet): { readonly before: Files; readonly after: Files } {
	const pick = (side: 'before' | 'after'): Files =>
		new Map(
			changes.flatMap((change) => {
				const text = change[side];
				return text === null ? [] : [[change.path, text] as const];
			}),
		);
	return { before: pick('before'), after: pick('after') };
}

/** How far a suggestion is from being merged. */
export function approvalOf(
	proposal: Proposal,
	needed: number,
	members: readonly MemberView[],
): { readonly approvers: readonly Author[]; readonly missing: number } {
	const approvers = approversOf(proposal.verdicts, proposal, members);
	return { approvers, missing: Math.max(0, needed - approvers.length) };
}

const INCOMPLETE: Problem = {
	type: 'proposal-incomplete',
	message: 'Parts of this suggestion have not arrived yet.',
	action: 'Wait until whoever made it is connected again.',
};
const TOO_LARGE: Problem = {
	type: 'proposal-too-large',
	message: `A suggestion holds at most ${MAX_LETTER.toLocaleString('en')} characters.`,
	action: 'Suggest it in several parts.',
};
