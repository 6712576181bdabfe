import { afterEach, expect, test } from 'vitest';
import { newMessageId } from '#lib/model/id.ts';
import { MemoryNetwork } from '#lib/services/collab/memory-transport.ts';
import { keep } from '../../../../tests/support/small-app.ts';
import { startSharing } from '../share/room.ts';
import {
	joined,
	linkTo,
	openTab,
	read,
	shared,
	valueOf,
	write,
	type Tab,
} from '../share/together.test-data.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import { addFile, replaceFile } from '../workspace/file.ts';
import { addComment, deleteComment, editComment, settleComment } from './comment.ts';
import { mergeProposal, suggestChange } from './proposal.ts';
import type { ChangeSet } from './proposals.ts';
import { askForReview, giveVerdict, setRule, withdraw } from './review.ts';

let network = new MemoryNetwork();
const tabs: Tab[] = [];
const newTab = async (): Promise<Tab> => {
	const tab = await openTab(() => network.transport('memory'));
	tabs.push(tab);
	return tab;
};
afterEach(async () => {
	for (const tab of tabs.splice(0)) await tab.close();
	network = new MemoryNetwork();
});

const TEXT = 'one\ntwo\nthree\n';

/** Ann owns it; Ben edits, Eve comments. */
async function team() {
	const [ann, ben, eve] = [await newTab(), await newTab(), await newTab()];
	const hers = await shared(ann);
	write(hers, 'notes.md', TEXT);
	const his = await joined(ben, await linkTo(ann, hers, 'editor'), 'Ben');
	const eves = await joined(eve, await linkTo(ann, hers, 'commenter'), 'Eve');
	for (const each of [his, eves]) await expect.poll(() => read(each, 'notes.md')).toBe(TEXT);
	await expect.poll(() => hers.together.members.length).toBe(3);
	return { ann, ben, eve, hers, his, eves };
}

const bodies = ({ review }: Workspace) =>
	review.conversations.map(({ first, replies }) => [first.body, ...replies.map(({ body }) => body)]);

test('a comment on a line reaches the others at its place, is answered, resolved and opened again', async () => {
	const { ann, eve, hers, eves, his } = await team();
	const spot = { path: 'notes.md', range: { from: 4, to: 7 } };
	const thread = valueOf(await eve.dispatch(addComment, { creationId: eves.id, body: 'Why two?', spot }));
	write(his, 'notes.md', `zero\n${TEXT}`);
	await expect.poll(() => hers.review.conversations.length).toBe(1);
	await expect.poll(() => read(hers, 'notes.md')).toBe(`zero\n${TEXT}`);
	const anchor = hers.review.conversations[0]?.anchor;
	expect(anchor && hers.review.placeOf(anchor)).toMatchObject({ path: 'notes.md', line: 3 });

	valueOf(await ann.dispatch(addComment, { creationId: hers.id, body: 'Because.', thread }));
	valueOf(await ann.dispatch(settleComment, { creationId: hers.id, thread, isResolved: true }));
	await expect.poll(() => bodies(eves)).toEqual([['Why two?', 'Because.']]);
	await expect.poll(() => eves.review.conversations[0]?.isResolved).toBe(true);
	const resolver = eves.review.conversations[0]?.resolvedBy;
	expect(resolver && eves.review.nameOf(resolver)).toBe('Ann');
	valueOf(await eve.dispatch(settleComment, { creationId: eves.id, thread, isResolved: false }));
	await expect.poll(() => hers.review.conversations[0]?.isResolved).toBe(false);
});

test('only one’s own words can be changed or taken back', async () => {
	const { ann, eve, hers, eves } = await team();
	const id = valueOf(await eve.dispatch(addComment, { creationId: eves.id, body: 'Eve was here' }));
	await expect.poll(() => bodies(hers)).toEqual([['Eve was here']]);
	const foreign = { creationId: hers.id, id };
	expect(await ann.dispatch(editComment, { ...foreign, body: 'No' })).toMatchObject({ ok: false });
	expect(await ann.dispatch(deleteComment, foreign)).toMatchObject({ ok: false });
	valueOf(await eve.dispatch(editComment, { creationId: eves.id, id, body: 'I was here' }));
	await expect.poll(() => bodies(hers)).toEqual([['I was here']]);
	valueOf(await eve.dispatch(deleteComment, { creationId: eves.id, id }));
	await expect.poll(() => bodies(hers)).toEqual([['']]);
});

test('what was said alone is said to the others once it is shared', async () => {
	const ann = await newTab();
	const id = await keep(ann.services.storage);
	const hers = await ann.open(id);
	valueOf(await ann.dispatch(addComment, { creationId: id, body: 'Note to myself' }));
	await expect.poll(() => bodies(hers)).toEqual([['Note to myself']]);
	valueOf(await ann.dispatch(startSharing, { creationId: id, name: 'Ann' }));
	await expect.poll(() => hers.together.comments.length).toBe(1);
	expect(bodies(hers)).toEqual([['Note to myself']]);
	const his = await joined(await newTab(), await linkTo(ann, hers, 'viewer'));
	await expect.poll(() => bodies(his)).toEqual([['Note to myself']]);
});

test('a viewer says nothing', async () => {
	const [ann, ben] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	const his = await joined(ben, await linkTo(ann, hers, 'viewer'));
	await expect.poll(() => his.together.members.length).toBe(2);
	expect(await ben.dispatch(addComment, { creationId: his.id, body: 'x' })).toMatchObject({
		ok: false,
		error: { type: 'not-allowed' },
	});
});

test('a verdict holds for the state it was given on, and nobody judges their own request', async () => {
	const { ann, ben, hers, his } = await team();
	const asked = { creationId: hers.id, words: 'Ready?', reviewers: [] };
	const subject = valueOf(await ann.dispatch(askForReview, asked));
	await expect.poll(() => his.review.requests.length).toBe(1);
	const about = await his.review.hashOf(his.files);
	expect(his.review.requests[0]?.about).toBe(about);
	const verdict = { subject, about, isApproval: true, words: 'Good' };
	expect(await ann.dispatch(giveVerdict, { ...verdict, creationId: hers.id })).toMatchObject({
		error: { type: 'review-own' },
	});
	valueOf(await ben.dispatch(giveVerdict, { ...verdict, creationId: his.id }));
	await expect.poll(() => hers.review.requests[0]?.verdicts).toMatchObject([{ isApproval: true, about }]);
	write(hers, 'notes.md', 'changed\n');
	expect(await hers.review.hashOf(hers.files)).not.toBe(about);
	valueOf(await ann.dispatch(withdraw, { creationId: hers.id, subject }));
	await expect.poll(() => his.review.requests.length).toBe(0);
});

const change = (after: string): ChangeSet => [{ path: 'notes.md', before: TEXT, after }];

test('a commenter’s suggestion changes nothing until it is approved and merged, and then is one version', async () => {
	const { ann, ben, eve, hers, his, eves } = await team();
	valueOf(await ann.dispatch(setRule, { creationId: hers.id, rule: { approvals: 2, onlyProposals: false } }));
	const wish = { creationId: eves.id, title: 'Shout', changes: change(TEXT.replace('two', 'TWO')) };
	const id = valueOf(await eve.dispatch(suggestChange, wish));
	await expect.poll(() => his.review.proposals.length).toBe(1);
	await expect.poll(() => hers.review.proposals.length).toBe(1);
	expect(read(hers, 'notes.md')).toBe(TEXT);
	const about = his.review.proposals[0]?.about ?? '';
	const merge = { creationId: his.id, id, about };
	const verdict = { subject: id, about, isApproval: true, words: '' };

	await expect.poll(() => his.review.rule.approvals).toBe(2);
	expect(await ben.dispatch(mergeProposal, merge)).toMatchObject({ error: { type: 'approval-missing' } });
	expect(await eve.dispatch(mergeProposal, { ...merge, creationId: eves.id })).toMatchObject({
		error: { type: 'not-allowed' },
	});
	valueOf(await ann.dispatch(giveVerdict, { ...verdict, creationId: hers.id }));
	valueOf(await ben.dispatch(giveVerdict, { ...verdict, creationId: his.id }));
	await expect.poll(() => his.review.proposals[0]?.verdicts.length).toBe(2);

	// Somebody types elsewhere meanwhile: both are kept.
	write(hers, 'notes.md', `${TEXT}four\n`);
	await expect.poll(() => read(his, 'notes.md')).toBe(`${TEXT}four\n`);
	const version = valueOf(await ben.dispatch(mergeProposal, merge));
	expect(version).toMatchObject({ message: 'Shout', author: { type: 'person', name: 'Eve' } });
	const merged = 'one\nTWO\nthree\nfour\n';
	for (const each of [hers, his, eves]) await expect.poll(() => read(each, 'notes.md')).toBe(merged);
	await expect.poll(() => eves.review.proposals[0]?.merged?.author).toBe(his.review.own);
	expect(await ben.dispatch(mergeProposal, merge)).toMatchObject({ error: { type: 'proposal-merged' } });
});

test('a suggestion that does not fit any more is refused, and can be updated by who made it', async () => {
	const { ann, eve, hers, eves } = await team();
	valueOf(await ann.dispatch(setRule, { creationId: hers.id, rule: { approvals: 0, onlyProposals: false } }));
	const first = { creationId: eves.id, title: 'Shout', changes: change(TEXT.replace('two', 'TWO')) };
	const id = valueOf(await eve.dispatch(suggestChange, first));
	write(hers, 'notes.md', TEXT.replace('two', '2'));
	await expect.poll(() => hers.review.proposals.length).toBe(1);
	const merge = (about: string) => ann.dispatch(mergeProposal, { creationId: hers.id, id, about });
	const before = hers.review.proposals[0]?.about ?? '';
	expect(await merge(before)).toMatchObject({ error: { type: 'merge-conflict' } });
	expect(read(hers, 'notes.md')).toBe('one\n2\nthree\n');

	const changes = [{ path: 'notes.md', before: 'one\n2\nthree\n', after: 'one\nZWEI\nthree\n' }];
	valueOf(await eve.dispatch(suggestChange, { ...first, id, changes }));
	await expect.poll(() => hers.review.proposals[0]?.about).not.toBe(before);
	expect(await merge(before)).toMatchObject({ error: { type: 'proposal-gone' } });
	valueOf(await merge(hers.review.proposals[0]?.about ?? ''));
	expect(read(hers, 'notes.md')).toBe('one\nZWEI\nthree\n');
});

test('where the owner wants suggestions only, editors change files by them alone', async () => {
	const { ann, ben, hers, his } = await team();
	const file = { creationId: his.id, path: 'new.md' };
	valueOf(await ben.dispatch(addFile, file));
	valueOf(await ann.dispatch(setRule, { creationId: hers.id, rule: { approvals: 1, onlyProposals: true } }));
	await expect.poll(() => his.review.canEdit).toBe(false);
	const refused = { error: { type: 'only-proposals' } };
	expect(await ben.dispatch(replaceFile, { ...file, text: 'x' })).toMatchObject(refused);
	expect(
		await ben.dispatch(setRule, { creationId: his.id, rule: { approvals: 0, onlyProposals: false } }),
	).toMatchObject({ error: { type: 'not-allowed' } });
	valueOf(await ann.dispatch(addFile, { creationId: hers.id, path: 'hers.md' }));
});

test('what is asked and answered on one device is read on the others, and stays out of their own conversation', async () => {
	const [ben, ann] = [await newTab(), await newTab()];
	const hers = await shared(ann);
	const his = await joined(ben, await linkTo(ann, hers, 'editor'));
	await expect.poll(() => his.together.members.length).toBe(2);
	const asked = {
		id: newMessageId(),
		creationId: hers.id,
		parentId: null,
		role: 'person',
		text: 'Make it blue',
		at: Date.now(),
		state: 'done',
	} as const;
	valueOf(await ann.services.storage.putMessage(asked));
	await expect.poll(() => his.review.turns.map(({ text }) => text)).toContain('Make it blue');
	expect(await ben.services.storage.messages(his.id)).toEqual([]);
	expect(hers.review.turns).toEqual([]);
});
