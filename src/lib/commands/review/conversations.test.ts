import { describe, expect, test } from 'vitest';
import type { Author, Comment } from '#lib/model/collab.ts';
import type { SaidComment } from '#lib/services/collab/comments.ts';
import { conversationsOf, unreadIn } from './conversations.ts';
import { admitted, madeAt, recordId } from './record.ts';
import { ana, ben, eve, said } from './review.test-data.ts';

const first = (author: Author, body: string): Comment => {
	const id = recordId(author, 'comment');
	return { id, thread: id, op: 'say', body };
};
const reply = (author: Author, thread: string, body: string): Comment => ({
	id: recordId(author, 'comment'),
	thread,
	op: 'say',
	body,
});
const state = (author: Author, thread: string, op: 'resolve' | 'reopen'): Comment => ({
	id: recordId(author, 'state', thread),
	thread,
	op,
	body: '',
});
const shown = (records: readonly SaidComment[]) => conversationsOf(admitted(records, Date.now()));

test('replies stand under what they answer, in the order they were given, whatever order they came in', () => {
	const question = first(ana, 'Why 3?');
	const answers = [reply(ben, question.id, 'Because.'), reply(ana, question.id, 'Oh.')];
	const records = [said(ana, answers[1]!), said(ben, answers[0]!), said(ana, question)];
	const [conversation] = shown(records);
	expect(conversation?.first.body).toBe('Why 3?');
	const bodies = conversation?.replies.map(({ body }) => body);
	expect(new Set(bodies)).toEqual(new Set(['Because.', 'Oh.']));
	expect(conversation?.replies.map(({ at }) => at)).toEqual(
		[...(conversation?.replies.map(({ at }) => at) ?? [])].sort((a, b) => a - b),
	);
});

test('what its author takes back stays as a gap while somebody has answered it', () => {
	const question = first(ana, '');
	const records = [said(ana, question), said(ben, reply(ben, question.id, 'Because.'))];
	expect(shown(records)[0]).toMatchObject({ isResolved: false, first: { body: '' } });
	expect(shown(records.slice(0, 1))[0]).toMatchObject({ isResolved: true });
});

test('the last to settle or reopen a conversation decides, and is named', () => {
	const question = first(ana, 'Why 3?');
	const now = Date.now();
	const records = [
		said(ana, question),
		said(ana, state(ana, question.id, 'resolve'), { at: now - 3_000 }),
		said(ben, state(ben, question.id, 'reopen'), { at: now - 2_000 }),
	];
	expect(shown(records)[0]).toMatchObject({ isResolved: false });
	const again = said(eve, state(eve, question.id, 'resolve'), { at: now - 1_000 });
	expect(shown([...records, again])[0]).toMatchObject({ isResolved: true, resolvedBy: eve });
});

describe('hostile records change nothing', () => {
	const question = first(ana, 'Why 3?');
	const honest = [said(ana, question), said(ben, reply(ben, question.id, 'Because.'))];
	const before = shown(honest);
	const attack = (comment: Comment, change: Partial<SaidComment> = {}) =>
		shown([...honest, said(eve, comment, change)]);

	test('one that takes the place of another’s', () => {
		expect(attack({ ...question, body: 'I am Ana' })).toEqual(before);
	});
	test('one whose id says another kind than it is', () => {
		expect(attack({ ...first(eve, 'x'), op: 'resolve' })).toEqual(before);
		expect(attack({ ...first(eve, 'x'), id: recordId(eve, 'state'), op: 'say' })).toEqual(before);
	});
	test('one with an id of no shape', () => {
		for (const id of ['', 'x', `${eve.slice(0, 12)}c${'!'.repeat(25)}`])
			expect(attack({ ...first(eve, 'x'), id, thread: id })).toEqual(before);
	});
	test('replies to nothing, and replies that answer each other', () => {
		const [one, two] = [reply(eve, 'nothing', '1'), reply(eve, 'nothing', '2')];
		expect(attack(one)).toEqual(before);
		const circle = [said(eve, { ...one, thread: two.id }), said(eve, { ...two, thread: one.id })];
		expect(shown([...honest, ...circle])).toEqual(before);
	});
	test('one that settles from the future', () => {
		expect(attack(state(eve, question.id, 'resolve'), { at: Date.now() + 86_400_000 })).toEqual(before);
	});
	test('a flood leaves what others said where it was', () => {
		const flood = Array.from({ length: 2_000 }, () => said(eve, first(eve, 'buy')));
		const all = shown([...honest, ...flood]);
		expect(all.filter(({ first: { author } }) => author === eve)).toHaveLength(1_000);
		expect(all.find(({ id }) => id === question.id)).toEqual(before[0]);
	});
});

test('what is said from the future is said now', () => {
	const tomorrow = said(eve, first(eve, 'x'), { at: Date.now() + 86_400_000 });
	expect(shown([tomorrow])[0]?.first.at).toBeLessThanOrEqual(Date.now());
});

test('an id tells when it was made', () => {
	const before = Date.now();
	expect(madeAt(recordId(ana, 'comment'))).toBeGreaterThanOrEqual(before);
});

test('unread is what others said since, and nothing of one’s own or taken back', () => {
	const records = [
		said(ana, first(ana, 'mine'), { seq: 9 }),
		said(ben, first(ben, 'old'), { seq: 3 }),
		said(ben, first(ben, 'new'), { seq: 4 }),
		said(ben, first(ben, ''), { seq: 5 }),
		said(eve, first(eve, 'first words'), { seq: 1 }),
	];
	expect(unreadIn(shown(records), ana, { [ben]: 3 })).toBe(2);
});
