import * as z from 'zod/mini';
import { authorSchema, type Comment } from '#lib/model/collab.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { err, ok, type Problem } from '#lib/model/result.ts';
import { defineCommand } from '../command.ts';
import { proposalsOf } from './proposals.ts';
import { recordId } from './record.ts';
import { requestsOf } from './reviews.ts';
import { ruleRecord, ruleSchema } from './rule.ts';
import { ownAuthor, recordsOf, tell } from './tell.ts';

const id = z.string().check(z.minLength(1), z.maxLength(40));
const words = z.string().check(z.trim(), z.maxLength(4_000));
const concerned = { creationId: creationIdSchema };

/** Asks others to look at the files as they are now. Resolves with the id of the request. */
export const askForReview = defineCommand({
	id: 'review.ask',
	title: 'Ask for review',
	role: 'commenter',
	creationOf: ({ creationId }) => creationId,
	input: z.object({
		...concerned,
		words,
		reviewers: z.array(authorSchema).check(z.maxLength(32)),
		/** A request of one's own that is made again. */
		again: z.optional(id),
	}),
	audit: ({ reviewers }) => ({ reviewers: reviewers.length }),
	run: ({ creationId, words: text, reviewers, again }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const author = await ownAuthor(workspace, services);
			if (!author.ok) return author;
			const made = recordId(author.value, 'request', again);
			const request: Comment = {
				id: made,
				thread: made,
				op: 'request-review',
				body: text,
				about: await (await services.history()).treeHash(workspace.tree.files()),
				...(reviewers.length > 0 ? { mentions: reviewers } : {}),
			};
			const told = await tell(workspace, [request], services);
			return told.ok ? ok(made) : told;
		}),
});

/**
 * Approves, or asks for changes. `about` is the state that the person has seen: a hash of the files for a request, of the
 * change for a suggestion. Fails with `review-missing`, and with `review-own` for one's own work.
 */
export const giveVerdict = defineCommand({
	id: 'review.judge',
	title: 'Give a verdict',
	role: 'commenter',
	creationOf: ({ creationId }) => creationId,
	input: z.object({
		...concerned,
		subject: id,
		about: z.string().check(z.minLength(1), z.maxLength(80)),
		isApproval: z.boolean(),
		words,
	}),
	audit: ({ isApproval }) => ({ isApproval }),
	run: ({ creationId, subject, about, isApproval, words: text }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const [author, records] = [await ownAuthor(workspace, services), await recordsOf(workspace, services)];
			if (!author.ok) return author;
			if (!records.ok) return records;
			const asked = [...requestsOf(records.value), ...proposalsOf(records.value, [])];
			const found = asked.find((candidate) => candidate.id === subject);
			if (!found) return err(MISSING);
			if (found.author === author.value) return err(OWN);
			const verdict: Comment = {
				id: recordId(author.value, 'verdict', subject),
				thread: subject,
				op: isApproval ? 'approve' : 'request-changes',
				body: text,
				about,
			};
			return tell(workspace, [verdict], services);
		}),
});

/** Takes a request or a suggestion of one's own back. Fails with `review-missing`. */
export const withdraw = defineCommand({
	id: 'review.withdraw',
	title: 'Withdraw',
	role: 'commenter',
	creationOf: ({ creationId }) => creationId,
	input: z.object({ ...concerned, subject: id }),
	run: ({ creationId, subject }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const [author, records] = [await ownAuthor(workspace, services), await recordsOf(workspace, services)];
			if (!author.ok) return author;
			if (!records.ok) return records;
			const own = records.value.find((record) => record.id === subject && record.author === author.value);
			if (own?.op !== 'request-review' && own?.op !== 'propose') return err(MISSING);
			return tell(workspace, [{ id: subject, thread: subject, op: 'hide', body: '' }], services);
		}),
});

/** How changes come into the creation: how many must approve, and whether by suggestions alone. */
export const setRule = defineCommand({
	id: 'review.rule',
	title: 'Set how changes are made',
	role: 'owner',
	creationOf: ({ creationId }) => creationId,
	input: z.object({ ...concerned, rule: ruleSchema }),
	audit: ({ rule }) => rule,
	run: ({ creationId, rule }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const author = await ownAuthor(workspace, services);
			return author.ok ? tell(workspace, [ruleRecord(author.value, rule)], services) : author;
		}),
});

const MISSING: Problem = {
	type: 'review-missing',
	message: 'This was withdrawn, or has not arrived here.',
};
const OWN: Problem = {
	type: 'review-own',
	message: 'Nobody decides about their own work.',
	action: 'Ask somebody else',
};
