import { expect, test } from 'vitest';
import type { Author } from '#lib/model/collab.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import { MAX_LETTER } from './letter.ts';
import { approvalOf, changeSetOf, proposalRecords, proposalsOf, type ChangeSet } from './proposals.ts';
import { admitted, recordId } from './record.ts';
import { ana, ben, eve, member, said } from './review.test-data.ts';
import { ruleOf, ruleRecord } from './rule.ts';

const members = [member(ana, 'owner'), member(ben, 'editor'), member(eve, 'commenter')];
const change = (text: string): ChangeSet => [{ path: 'a.ts', before: 'one', after: text }];

async function proposed(author: Author, changes: ChangeSet, id = recordId(author, 'proposal')) {
	const made = await proposalRecords(author, id, 'Better words', changes);
	if (!made.ok) throw new Error(made.error.type);
	const records = made.value.map((record) => said(author, record));
	return { id, records, about: records.at(-1)?.about ?? '' };
}
const approval = (author: Author, thread: string, about: string): SaidComment =>
	said(author, { id: recordId(author, 'verdict', thread), thread, op: 'approve', body: '', about });
const read = (records: readonly SaidComment[]) => {
	const [proposal] = proposalsOf(admitted(records, Date.now()), members);
	if (!proposal) throw new Error('no proposal');
	return proposal;
};

test('a change of many pieces comes back as it was, also with halves of characters at their seams', async () => {
	const changes = change(`${'x'.repeat(3_950)}${'😀"\n\\'.repeat(3_000)}`);
	const { id, records } = await proposed(eve, changes);
	expect(records.length).toBeGreaterThan(3);
	expect(await changeSetOf(records, id)).toEqual({ ok: true, value: changes });
});

test('every piece of the largest change fits into a signed record', async () => {
	const { records } = await proposed(eve, change('"\u0001€'.repeat(26_000)));
	const sizes = records.map((record) => new TextEncoder().encode(JSON.stringify(record)).length);
	expect(Math.max(...sizes)).toBeLessThan(16 * 1024);
	const refused = await proposalRecords(eve, recordId(eve, 'proposal'), 'x', change('x'.repeat(MAX_LETTER)));
	expect(refused).toMatchObject({ ok: false, error: { type: 'proposal-too-large' } });
});

test('a change of which a piece is missing cannot be read yet', async () => {
	const { id, records } = await proposed(eve, change('x'.repeat(9_000)));
	const some = records.filter((_, index) => index !== 1);
	expect(await changeSetOf(some, id)).toMatchObject({ ok: false, error: { type: 'proposal-incomplete' } });
});

test('what was approved cannot be swapped for something else under the same name', async () => {
	const { id, records, about } = await proposed(eve, change('good'));
	const evil = await proposed(eve, change('evil'), id);
	const swapped = [...evil.records.slice(0, -1), records.at(-1)!, approval(ben, id, about)];
	expect(await changeSetOf(swapped, id)).toMatchObject({ ok: false });
});

test('approvals count for exactly what was seen: a new form of the suggestion needs new ones', async () => {
	const { id, records, about } = await proposed(eve, change('good'));
	const approved = approval(ben, id, about);
	expect(approvalOf(read([...records, approved]), 1, members)).toEqual({ approvers: [ben], missing: 0 });
	const next = await proposed(eve, change('better'), id);
	expect(approvalOf(read([...next.records, approved]), 1, members).missing).toBe(1);
});

test('nobody approves their own work, and only members who may edit count, each once', async () => {
	const { id, records, about } = await proposed(ben, change('good'));
	const verdicts = [approval(ben, id, about), approval(eve, id, about), approval(ana, id, about)];
	const proposal = read([...records, ...verdicts]);
	expect(approvalOf(proposal, 2, members)).toEqual({ approvers: [ana], missing: 1 });
	const without = [member(ana, 'owner', { standing: 'removed' }), ...members.slice(1)];
	expect(approvalOf(proposal, 1, without).missing).toBe(1);
});

test('a merge that a commenter tells of, or that was of another form, is none', async () => {
	const { id, records, about } = await proposed(eve, change('good'));
	const merge = (author: Author, hash: string) =>
		said(author, { id: recordId(author, 'merge', id), thread: id, op: 'merge', body: '', about: hash });
	expect(read([...records, merge(eve, about), merge(ben, 'another')]).merged).toBeUndefined();
	expect(read([...records, merge(ben, about)]).merged).toMatchObject({ author: ben });
});

test('a suggestion with a head or a change of no shape is not there', async () => {
	const id = recordId(eve, 'proposal');
	for (const body of ['', '{', '[]', '{"title":"","parts":1}', '{"title":"x","parts":0}'])
		expect(proposalsOf([said(eve, { id, thread: id, op: 'propose', body, about: 'x' })], members)).toEqual(
			[],
		);
	const { records } = await proposed(eve, change('x'), id);
	const [head] = records.slice(-1);
	const wrong = [said(eve, { ...records[0]!, body: '[{"path":"../x"}]' }), head!];
	expect(await changeSetOf(wrong, id)).toMatchObject({ ok: false });
});

test('only the owner’s rule counts; without one, a shared creation needs one approval and one’s own none', () => {
	const rule = { approvals: 2, onlyProposals: true };
	const records = [said(eve, ruleRecord(eve, { approvals: 0, onlyProposals: false }))];
	expect(ruleOf(records, { own: eve, owner: ana })).toEqual({ approvals: 1, onlyProposals: false });
	expect(ruleOf([], { own: ana, owner: undefined })).toEqual({ approvals: 0, onlyProposals: false });
	expect(ruleOf([...records, said(ana, ruleRecord(ana, rule))], { own: eve, owner: ana })).toEqual(rule);
	const broken = said(ana, { ...ruleRecord(ana, rule), body: '{"approvals":-1}' });
	expect(ruleOf([broken], { own: ana, owner: ana }).approvals).toBe(1);
});
