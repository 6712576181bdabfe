import * as z from 'zod/mini';
import { authorSchema, type Author, type Comment } from '#lib/model/collab.ts';
import { filePathSchema } from '#lib/model/file-path-schema.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import { defineCommand } from '../command.ts';
import type { Services } from '../services.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import { anchorAt, fileAnchor } from './anchor.ts';
import type { Anchor } from './conversations.ts';
import { recordId } from './record.ts';
import { ownAuthor, recordsOf, tell } from './tell.ts';

const id = z.string().check(z.minLength(1), z.maxLength(40));
const body = z.string().check(z.trim(), z.minLength(1), z.maxLength(4_000));
const mentions = z.optional(z.array(authorSchema).check(z.maxLength(32)));
const offset = z.int().check(z.gte(0));
const concerned = { creationId: creationIdSchema };

const spotSchema = z.object({
	path: filePathSchema,
	/** Characters from the beginning of the file; without it the file as a whole is meant. */
	range: z.optional(z.object({ from: offset, to: offset })),
});
/** What a new conversation is about. */
export type Spot = z.infer<typeof spotSchema>;

/** Says something: about a place, a file, the creation, or in answer to what was said. Resolves with its id. */
export const addComment = defineCommand({
	id: 'comment.add',
	title: 'Comment',
	role: 'commenter',
	creationOf: ({ creationId }) => creationId,
	input: z.object({
		...concerned,
		body,
		mentions,
		/** The conversation that it answers. */
		thread: z.optional(id),
		spot: z.optional(spotSchema),
		/** The review or the suggestion that it is about. */
		subject: z.optional(id),
	}),
	audit: ({ body: text, spot }) => ({ characters: text.length, ...(spot ? { path: spot.path } : {}) }),
	run: ({ creationId, body: text, mentions: named, thread, spot, subject }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const author = await ownAuthor(workspace, services);
			if (!author.ok) return author;
			const anchor = spot && anchorOf(workspace, spot);
			if (spot && !anchor) return err(fileMissing(spot.path));
			const made = recordId(author.value, 'comment');
			const comment: Comment = {
				id: made,
				thread: thread ?? made,
				op: 'say',
				body: text,
				...(anchor ? { anchor } : {}),
				...(subject ? { about: subject } : {}),
				...(named?.length ? { mentions: named } : {}),
			};
			const told = await tell(workspace, [comment], services);
			return told.ok ? ok(made) : told;
		}),
});

/** Whoever shows the creation begins a comment on what is selected there. */
export const beginComment = defineCommand({
	id: 'comment.begin',
	title: 'Comment on selection',
	role: 'commenter',
	shortcut: 'Mod+Alt+Enter',
	creationOf: ({ creationId }) => creationId,
	fromContext: ({ creationId }) => (creationId ? { creationId } : null),
	input: z.object(concerned),
	run: ({ creationId }, services) =>
		services.workspaces.with(creationId, async ({ review }) => {
			review.isCommentWanted = true;
			return ok(undefined);
		}),
});

/** One's own words anew. Fails with `comment-missing`, also where they are somebody else's. */
export const editComment = defineCommand({
	id: 'comment.edit',
	title: 'Edit comment',
	role: 'commenter',
	creationOf: ({ creationId }) => creationId,
	input: z.object({ ...concerned, id, body, mentions }),
	audit: ({ body: text }) => ({ characters: text.length }),
	run: ({ creationId, id: wanted, body: text, mentions: named }, services) =>
		services.workspaces.with(creationId, (workspace) =>
			sayAnew(workspace, wanted, { body: text, ...(named ? { mentions: named } : {}) }, services),
		),
});

/** Takes one's own words back; that something was said there stays. */
export const deleteComment = defineCommand({
	id: 'comment.delete',
	title: 'Delete comment',
	role: 'commenter',
	creationOf: ({ creationId }) => creationId,
	input: z.object({ ...concerned, id }),
	run: ({ creationId, id: wanted }, services) =>
		services.workspaces.with(creationId, (workspace) =>
			sayAnew(workspace, wanted, { body: '', mentions: [] }, services),
		),
});

/** Resolves a conversation, or opens it again. */
export const settleComment = defineCommand({
	id: 'comment.settle',
	title: 'Resolve comment',
	role: 'commenter',
	creationOf: ({ creationId }) => creationId,
	input: z.object({ ...concerned, thread: id, isResolved: z.boolean() }),
	audit: ({ isResolved }) => ({ isResolved }),
	run: ({ creationId, thread, isResolved }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const author = await ownAuthor(workspace, services);
			if (!author.ok) return author;
			const state: Comment = {
				id: recordId(author.value, 'state', thread),
				thread,
				op: isResolved ? 'resolve' : 'reopen',
				body: '',
			};
			return tell(workspace, [state], services);
		}),
});

async function sayAnew(
	workspace: Workspace,
	wanted: string,
	change: Pick<Comment, 'body' | 'mentions'>,
	services: Services,
): Promise<Result<void, Problem>> {
	const author = await ownAuthor(workspace, services);
	if (!author.ok) return author;
	const records = await recordsOf(workspace, services);
	if (!records.ok) return records;
	const present = records.value.find((record) => isOwn(record, author.value) && record.id === wanted);
	if (!present) return err(MISSING);
	const { thread, op, anchor, about } = present;
	const { mentions: named = present.mentions } = change;
	const comment: Comment = {
		id: wanted,
		thread,
		op,
		body: change.body,
		...(anchor ? { anchor } : {}),
		...(about === undefined ? {} : { about }),
		...(named?.length ? { mentions: named } : {}),
	};
	return tell(workspace, [comment], services);
}

const isOwn = ({ author, op }: SaidComment, own: Author): boolean => author === own && op === 'say';

function anchorOf({ tree }: Workspace, { path, range }: Spot): Anchor | undefined {
	if (range) return anchorAt(tree, path, range.from, range.to);
	return tree.files().has(path) ? fileAnchor(path) : undefined;
}

const fileMissing = (path: string): Problem => ({
	type: 'file-missing',
	message: `There is no text file ${path} any more.`,
});
const MISSING: Problem = {
	type: 'comment-missing',
	message: 'Only your own comments can be changed, and this one is not there.',
};
