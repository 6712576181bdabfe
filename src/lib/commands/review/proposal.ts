import * as z from 'zod/mini';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Author, Comment } from '#lib/model/collab.ts';
import type { Version } from '#lib/model/version.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import { defineCommand } from '../command.ts';
import { mergeFiles } from '../creation/merge.ts';
import { applied, passGate } from '../mesh/gate.ts';
import type { Services } from '../services.ts';
import { PERSON } from '../version/person.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import {
	approvalOf,
	changeSetOf,
	changeSetSchema,
	filesOf,
	proposalRecords,
	proposalsOf,
	type ChangeSet,
	type Proposal,
} from './proposals.ts';
import { recordId } from './record.ts';
import { ruleOf } from './rule.ts';
import { ownAuthor, recordsOf, tell } from './tell.ts';

const id = z.string().check(z.minLength(1), z.maxLength(40));
const concerned = { creationId: creationIdSchema };

/**
 * Keeps a change for others to decide about, instead of making it; `id` replaces an earlier form of one's own. Resolves
 * with its id. Fails with `proposal-empty`, `proposal-too-large`, `comment-too-long`.
 */
export const suggestChange = defineCommand({
	id: 'proposal.make',
	title: 'Suggest a change',
	role: 'commenter',
	creationOf: ({ creationId }) => creationId,
	input: z.object({
		...concerned,
		id: z.optional(id),
		title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
		changes: changeSetSchema,
	}),
	audit: ({ changes }) => ({ files: changes.length }),
	run: ({ creationId, id: wanted, title, changes }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const author = await ownAuthor(workspace, services);
			if (!author.ok) return author;
			const real = changes.filter(({ before, after }) => before !== after);
			if (real.length === 0) return err(EMPTY);
			const made = recordId(author.value, 'proposal', wanted);
			const records = await proposalRecords(author.value, made, title, real);
			if (!records.ok) return records;
			const told = await tell(workspace, records.value, services);
			return told.ok ? ok(made) : told;
		}),
});

/**
 * Makes a suggested change, as one version. Fails with `approval-missing`, `merge-conflict` when the files have changed too
 * much since, `proposal-incomplete`, `proposal-merged`.
 */
export const mergeProposal = defineCommand({
	id: 'proposal.merge',
	title: 'Merge',
	role: 'editor',
	creationOf: ({ creationId }) => creationId,
	// What was seen: a newer form of the suggestion is another one.
	input: z.object({ ...concerned, id, about: z.string().check(z.maxLength(80)) }),
	run: (wish, services) =>
		services.workspaces.with(wish.creationId, async (workspace) => {
			const author = await ownAuthor(workspace, services);
			if (!author.ok) return author;
			const records = await recordsOf(workspace, services);
			if (!records.ok) return records;
			const agreed = agreedOn(workspace, records.value, author.value, wish);
			if (!agreed.ok) return agreed;
			const changes = await changeSetOf(records.value, wish.id);
			if (!changes.ok) return changes;
			const version = await land(workspace, { ...agreed.value, changes: changes.value }, services);
			if (!version.ok) return version;
			const told = await tell(workspace, [mergeRecord(author.value, agreed.value.proposal)], services);
			return told.ok ? version : told;
		}),
});

interface Agreed {
	readonly proposal: Proposal;
	readonly approvers: readonly Author[];
}

function agreedOn(
	{ together }: Workspace,
	records: readonly SaidComment[],
	own: Author,
	wish: { readonly id: string; readonly about: string },
): Result<Agreed, Problem> {
	const { members } = together;
	const proposal = proposalsOf(records, members).find(
		(candidate) => candidate.id === wish.id && candidate.about === wish.about,
	);
	if (!proposal) return err(GONE);
	if (proposal.merged) return err(MERGED);
	const owner = members.find(({ role }) => role === 'owner')?.author;
	const { approvals } = ruleOf(records, { own, owner });
	const { approvers, missing } = approvalOf(proposal, approvals, members);
	return missing > 0 ? err(approvalMissing(missing)) : ok({ proposal, approvers });
}

/** The change by minimal diffs onto the present text, and one version that names who made and who approved it. */
async function land(
	workspace: Workspace,
	{ proposal, approvers, changes }: Agreed & { readonly changes: ChangeSet },
	services: Services,
): Promise<Result<Version, Problem>> {
	const head = await workspace.loadHead();
	if (!head.ok) return head;
	const { before, after } = filesOf(changes);
	const present = workspace.files;
	const merged = mergeFiles(before, after, present);
	if (!merged.ok) return err(outdated(merged.error));
	const landing = { id: workspace.id, before: present, after: applied(present, merged.value) };
	const passed = await passGate(landing, services);
	if (!passed.ok) return passed;
	if (workspace.changes.length > 0) {
		const kept = await workspace.commit({ message: 'Keep edits before merging', author: PERSON });
		if (!kept.ok) return kept;
	}
	workspace.tree.write(merged.value, 'person');
	const saved = await workspace.tree.saved();
	if (!saved.ok) return saved;
	const name = (author: Author): string =>
		workspace.together.members.find((member) => member.author === author)?.name || PERSON.name;
	const version = await workspace.commit({
		message: [
			proposal.title,
			'',
			`Suggested by ${name(proposal.author)}.`,
			...(approvers.length > 0 ? [`Approved by ${approvers.map(name).join(', ')}.`] : []),
		].join('\n'),
		author: { type: 'person', name: name(proposal.author) },
	});
	if (version.ok) await passed.value.follow();
	return version;
}

const mergeRecord = (author: Author, { id: subject, about }: Proposal): Comment => ({
	id: recordId(author, 'merge', subject),
	thread: subject,
	op: 'merge',
	body: '',
	about,
});

const EMPTY: Problem = {
	type: 'proposal-empty',
	message: 'Nothing is changed yet.',
	action: 'Change a file first',
};
const GONE: Problem = {
	type: 'proposal-gone',
	message: 'This suggestion was changed or withdrawn meanwhile.',
	action: 'Look at it again',
};
const MERGED: Problem = { type: 'proposal-merged', message: 'This suggestion is merged already.' };
const approvalMissing = (missing: number): Problem => ({
	type: 'approval-missing',
	message:
		missing === 1
			? 'One more member who can edit must approve this first.'
			: `${missing} more members who can edit must approve this first.`,
	action: 'Ask them for a review',
});
const outdated = ({ message, detail }: Problem): Problem => ({
	type: 'merge-conflict',
	message: 'The files have changed where this suggestion changes them, so nothing was changed.',
	action: 'Ask whoever made it to update it',
	detail: detail ?? message,
});
