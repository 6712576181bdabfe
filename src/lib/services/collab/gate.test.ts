import * as Y from 'yjs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomBytes, utf8, type Bytes } from './bytes.ts';
import { clientIdOf } from './client-id.ts';
import { ENVELOPE_OVERHEAD, type Envelope } from './envelope.ts';
import { Founding, Judge, Signer, newDevice } from './gate.test-data.ts';
import { LIMITS } from './limits.ts';

const NO_CUTS = { update: 0, comment: 0, snapshot: 0 };

async function scene(role: 'viewer' | 'commenter' | 'editor' = 'editor') {
	const founding = await Founding.begin();
	const { guest, join } = await founding.invite(role);
	const judge = new Judge(founding.roomId);
	await judge.judgeAll([founding.found, join]);
	return { founding, owner: founding.owner, guest, join, judge };
}

const presence = utf8(JSON.stringify({ state: 'here', name: 'x', clientId: 1 }));
const emptySnapshot = { covers: new Map(), state: new Uint8Array(Y.encodeStateAsUpdate(new Y.Doc())) };

test.each([
	['viewer', { update: 'role', comment: 'role', snapshot: 'role', acl: 'role', presence: 'accepted' }],
	['commenter', { update: 'role', comment: 'accepted', snapshot: 'role', acl: 'role', presence: 'accepted' }],
	[
		'editor',
		{ update: 'accepted', comment: 'accepted', snapshot: 'role', acl: 'role', presence: 'accepted' },
	],
] as const)('a %s may do what the table says and no more', async (role, expected) => {
	const { guest, owner, judge } = await scene(role);
	const acts = {
		update: await guest.type('x'),
		comment: await guest.comment('c', 'hello'),
		snapshot: await guest.snapshot(emptySnapshot),
		acl: await guest.record({ type: 'role', member: guest.device.author, role: 'editor', cuts: NO_CUTS }),
		presence: await guest.say('presence', presence, { seq: 5 }),
	};
	for (const [kind, envelope] of Object.entries(acts))
		expect([kind, await judge.judge(envelope)]).toEqual([kind, expected[kind as keyof typeof expected]]);
	expect(judge.gate.members.of(owner.device.author)?.role).toBe('owner');
});

test('what is no way in is refused where somebody’s way in stands, whichever of the two sorts first', async () => {
	const { guest, judge } = await scene('viewer');
	for (let attempt = 0; attempt < 12; attempt++) {
		const usurper = new Signer(guest.device, guest.roomId);
		const cuts = { ...NO_CUTS, update: attempt };
		const record = { type: 'role', member: guest.device.author, role: 'editor', cuts } as const;
		expect(await judge.judge(await usurper.record(record))).toBe('role');
	}
	expect(judge.gate.members.of(guest.device.author)?.role).toBe('viewer');
});

test('the owner may do everything', async () => {
	const { owner, guest, judge } = await scene('viewer');
	expect(await judge.judge(await owner.type('x'))).toBe('accepted');
	expect(await judge.judge(await owner.comment('c', 'x'))).toBe('accepted');
	expect(await judge.judge(await owner.snapshot(emptySnapshot))).toBe('accepted');
	const promoted = { type: 'role', member: guest.device.author, role: 'editor', cuts: NO_CUTS } as const;
	expect(await judge.judge(await owner.record(promoted))).toBe('accepted');
	expect(await judge.judge(await guest.type('y'))).toBe('accepted');
});

test('an envelope in the name of somebody else changes nothing', async () => {
	const { owner, guest, judge } = await scene();
	const liar = new Signer({ ...guest.device, author: owner.device.author }, owner.roomId);
	expect(await judge.judge(await liar.type('x'))).toBe('forged');
	expect(judge.state().text).toBe('');
});

test('an envelope of another room changes nothing', async () => {
	const { guest, judge } = await scene();
	const other = await Founding.begin();
	const elsewhere = new Signer(guest.device, other.roomId);
	expect(await judge.judge(await elsewhere.type('x'))).toBe('forged');
});

test('one flipped bit anywhere in the next envelope is noticed', async () => {
	const { guest, judge } = await scene();
	const { bytes } = await guest.type('hello');
	await fc.assert(
		fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
			const flipped = bytes.slice();
			flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
			expect(['accepted']).not.toContain(await judge.judge(flipped));
		}),
		{ numRuns: 150 },
	);
	expect(judge.state().text).toBe('');
	expect(await judge.judge(bytes)).toBe('accepted');
});

test('the same envelope again is a replay', async () => {
	const { guest, judge } = await scene();
	const envelope = await guest.type('x');
	expect([await judge.judge(envelope), await judge.judge(envelope)]).toEqual(['accepted', 'replay']);
});

test('an update that uses the number of another author is refused', async () => {
	const { owner, guest, judge } = await scene();
	guest.doc.clientID = clientIdOf(owner.device.author);
	expect(await judge.judge(await guest.type('x'))).toBe('client-id');
	const again = new Signer(guest.device, guest.roomId);
	again.doc.clientID = 4711;
	expect(await judge.judge(await again.type('y'))).toBe('client-id');
});

test('signed garbage, a truncated update and a comment without sense are refused', async () => {
	const { guest, judge } = await scene();
	expect(await judge.judge(await guest.say('update', randomBytes(100), {}))).toMatch(/payload|client-id/);
	const again = new Signer(guest.device, guest.roomId);
	expect(await judge.judge(await again.say('update', again.edit('hello').slice(0, -3)))).toBe('payload');
	expect(await judge.judge(await guest.say('comment', utf8('{"id":1}')))).toBe('payload');
	expect(judge.state().text).toBe('');
});

test('an update above the limit is no envelope at all, and random bytes are none either', async () => {
	const { guest, judge } = await scene();
	const large: Bytes = new Uint8Array(LIMITS.updateBytes + 1);
	expect(await judge.judge(await guest.say('update', large))).toBe('garbage');
	await fc.assert(
		fc.asyncProperty(fc.uint8Array({ maxLength: ENVELOPE_OVERHEAD + 50 }), async (bytes) => {
			expect(await judge.judge(bytes)).toMatch(/garbage|held|forged|role|unknown/);
		}),
		{ numRuns: 100 },
	);
});

test('an older snapshot and one that is not the founder’s are refused', async () => {
	const { owner, guest, judge } = await scene();
	expect(await judge.judge(await owner.snapshot(emptySnapshot, 7))).toBe('accepted');
	expect(await judge.judge(await owner.snapshot(emptySnapshot, 6))).toBe('stale');
	expect(await judge.judge(await guest.snapshot(emptySnapshot, 8))).toBe('role');
});

test('a removed device changes nothing more, and what came after the cut no longer counts', async () => {
	const { owner, guest, judge } = await scene();
	await judge.judge(await guest.type('kept '));
	await judge.judge(await guest.type('late '));
	const cuts = { update: 1, comment: 0, snapshot: 0 };
	await judge.judge(await owner.record({ type: 'role', member: guest.device.author, role: 'none', cuts }));
	expect(judge.state().text).toBe('kept ');
	expect(await judge.judge(await guest.type('more'))).toBe('role');
	const back = { type: 'role', member: guest.device.author, role: 'editor', cuts: NO_CUTS } as const;
	await judge.judge(await owner.record(back));
	expect(await judge.judge(await guest.type('again'))).toBe('role');
});

test('an invitation that is over lets nobody in who comes himself, and a forged one nobody at all', async () => {
	const founding = await Founding.begin();
	const judge = new Judge(founding.roomId);
	await judge.judge(founding.found);
	const { join } = await founding.invite('editor', { expiresAt: 1500 });
	expect(await judge.judge(join, { nowMs: 2000 })).toBe('expired');
	const stranger = await Founding.begin();
	const { join: forged } = await stranger.invite('editor');
	expect(await judge.judge(forged)).toMatch(/role|forged/);
});

test('who needs approval may do nothing before the founder approves', async () => {
	const founding = await Founding.begin();
	const judge = new Judge(founding.roomId);
	const { guest, join } = await founding.invite('editor', { needsApproval: true });
	await judge.judgeAll([founding.found, join]);
	expect(await judge.judge(await guest.type('x'))).toBe('role');
	await judge.judge(await founding.owner.record({ type: 'approve', member: guest.device.author }));
	expect(await judge.judge(await new Signer(guest.device, guest.roomId).type('y'))).toBe('accepted');
});

test('a closed invitation puts out whoever joined by it and is not kept', async () => {
	const { founding, guest, judge } = await scene();
	const member = judge.gate.members.of(guest.device.author);
	const invite = member?.invite?.id ?? '';
	await judge.judge(await founding.owner.record({ type: 'close-invite', invite, keep: [] }));
	expect(await judge.judge(await guest.type('x'))).toBe('role');
});

test('an author who signs two things for one place stops counting from there, whichever came first', async () => {
	const { founding, guest, join, judge: first } = await scene();
	const second = new Judge(founding.roomId);
	await second.judgeAll([founding.found, join]);
	const common = await guest.type('common ');
	const twin = new Signer(guest.device, guest.roomId);
	Y.applyUpdate(twin.doc, common.payload);
	const left = await guest.type('left');
	const right = await twin.say('update', twin.edit('right'), { seq: 2, prev: common.id });
	const after = await guest.type('after');
	await first.judgeAll([common, left, after]);
	await second.judgeAll([common, right]);
	expect(first.state().text).not.toBe(second.state().text);
	expect(await first.judge(right)).toBe('fork');
	expect(await second.judge(left)).toBe('fork');
	expect(first.state()).toEqual(second.state());
	expect(first.state().text).toBe('common ');
	expect(await first.judge(await guest.type('more'))).toBe('forked');
});

test('a device nobody introduced cannot fill the memory', async () => {
	const { judge, owner } = await scene();
	const stranger = new Signer(await newDevice(), owner.roomId);
	const words: string[] = [];
	for (let count = 0; count < LIMITS.heldStrangers + 5; count++)
		words.push(await judge.judge(await stranger.type('x')));
	expect(words.at(0)).toBe('held');
	expect(words.at(-1)).toBe('unknown');
});

test('any order, with any repetition, of the same envelopes ends in the same state', async () => {
	const { envelopes, roomId } = await story();
	const reference = new Judge(roomId);
	await reference.judgeAll(envelopes);
	const expected = reference.state();
	expect(expected.text.length).toBeGreaterThan(10);
	await fc.assert(
		fc.asyncProperty(
			fc.shuffledSubarray([...envelopes, ...envelopes], { minLength: envelopes.length * 2 }),
			async (order) => {
				const judge = new Judge(roomId);
				await judge.judgeAll(order);
				expect(judge.state()).toEqual(expected);
			},
		),
		{ numRuns: 30 },
	);
});

/** Owner, two editors, a commenter; a promotion, a removal with a cut, and one editor who forks. */
async function story(): Promise<{
	readonly envelopes: readonly Envelope[];
	readonly roomId: Founding['roomId'];
}> {
	const founding = await Founding.begin();
	const { owner } = founding;
	const [ada, ben, eve, cem] = [
		await founding.invite('editor'),
		await founding.invite('editor', { needsApproval: true }),
		await founding.invite('editor'),
		await founding.invite('commenter'),
	];
	const envelopes = [founding.found, ada.join, ben.join, eve.join, cem.join];
	envelopes.push(await owner.record({ type: 'approve', member: ben.guest.device.author }));
	owner.knows = ben.guest.knows = 2;
	for (const who of [owner, ada.guest, ben.guest, eve.guest])
		for (const word of ['one ', 'two ', 'three ']) envelopes.push(await who.type(word));
	envelopes.push(await cem.guest.comment('c1', 'first'), await cem.guest.comment('c1', 'second'));
	const cem2 = cem.guest.device.author;
	envelopes.push(await owner.record({ type: 'role', member: cem2, role: 'editor', cuts: NO_CUTS }));
	cem.guest.knows = 3;
	envelopes.push(await cem.guest.type('promoted '));
	const cuts = { update: 2, comment: 0, snapshot: 0 };
	const removed = ada.guest.device.author;
	envelopes.push(await owner.record({ type: 'role', member: removed, role: 'none', cuts }));
	const twin = new Signer(eve.guest.device, founding.roomId);
	const forked = envelopes.find(
		({ kind, author, seq }) => kind === 'update' && author === twin.device.author && seq === 2,
	);
	envelopes.push(await twin.say('update', twin.edit('other'), { seq: 2, prev: forked?.prev ?? '' }));
	return { envelopes, roomId: founding.roomId };
}
