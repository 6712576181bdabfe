import { afterEach, expect, test, vi } from 'vitest';
import { randomBytes, utf8, type Bytes } from './bytes.ts';
import type { Room } from './collab.ts';
import {
	found,
	joinBy,
	linkTo,
	person,
	reasons,
	reopen,
	textOf,
	until,
	valueOf,
	write,
} from './collab.test-data.ts';
import { ENVELOPE_OVERHEAD, type Envelope } from './envelope.ts';
import { writeFrame } from './frames.ts';
import { Signer, newDevice } from './gate.test-data.ts';
import { meetingOf } from './identity.ts';
import { Intruder } from './intruder.test-data.ts';
import { readInvitation } from './invite.ts';
import { LIMITS, RATES } from './limits.ts';
import { MemoryNetwork } from './memory-transport.ts';

vi.setConfig({ testTimeout: 60_000 });

const rooms: Room[] = [];
const intruders: Intruder[] = [];
afterEach(async () => {
	for (const intruder of intruders.splice(0)) intruder.leave();
	for (const room of rooms.splice(0)) await room.leave();
});

/** An owner, an honest editor, and a link by which devices come in that run programs of their own. */
async function scene(now?: () => number) {
	const network = new MemoryNetwork();
	const [ada, ben] = [person('Ada', now), person('Ben', now)];
	const owner = await found(ada, network.transport('ada'));
	const link = await linkTo(owner, 'editor');
	const honest = await joinBy(ben, link, network.transport('ben'));
	rooms.push(owner, honest);
	await until(() => owner.linked.length === 1 && honest.linked.length === 1);
	const evil = network.transport('evil', (other) => other !== 'evil');
	const enter = async (as: Parameters<typeof Intruder.by>[2] = {}): Promise<Intruder> => {
		const intruder = await Intruder.by(link, evil, as);
		intruders.push(intruder);
		return intruder;
	};
	const inside = async (): Promise<Intruder> => {
		const intruder = await enter();
		await until(
			() => intruder.footholds.length === 2 && owner.members.length === 3 && honest.members.length === 3,
		);
		return intruder;
	};
	return { network, ada, owner, honest, link, evil, enter, inside };
}

async function stillWorks(owner: Room, honest: Room, word: string): Promise<void> {
	write(honest, word);
	await until(() => textOf(owner) === textOf(honest) && textOf(owner).endsWith(word));
}

test('a member who floods with forgeries is banned, stays out when it comes back, and others do not notice', async () => {
	const { network, ada, owner, honest, enter, inside } = await scene();
	const eve = await inside();
	const forged = await eve.as(owner.author).type('forged');
	for (let count = 0; count < RATES.messages.burst / 2; count++) void eve.say(forged);
	await until(() => eve.closed === 2);
	await stillWorks(owner, honest, 'one ');
	expect(reasons(ada)).toContain('forged');
	expect(ada.audited.some(({ event }) => event === 'collab.banned')).toBe(true);
	expect(ada.audited.length).toBeLessThan(30);
	const again = await enter({ device: eve.device });
	await until(() => again.closed === 2);
	expect(again.footholds).toEqual([]);
	await owner.leave();
	rooms.push(await reopen(ada, network.transport('ada')));
	const later = await enter({ device: eve.device });
	await until(() => later.closed >= 2);
	expect(later.footholds).toEqual([]);
});

test.each<[string, (eve: Intruder) => Promise<readonly Envelope[]>]>([
	[
		'waits for another that never comes',
		async (eve) => {
			await eve.signer.type('never sent');
			return [await eve.signer.type('later')];
		},
	],
	[
		'is of somebody nobody knows',
		async (eve) => [await new Signer(await newDevice(), eve.signer.roomId).type('x')],
	],
])('whoever sends again and again what %s is banned in the end', async (_what, make) => {
	const start = Date.now();
	// The clock stands: nothing of what a peer may send per second is given back meanwhile.
	const { ada, owner, honest, inside } = await scene(() => start);
	const eve = await inside();
	const envelopes = await make(eve);
	for (let count = 0; count < 450; count++) await eve.say(...Array.from({ length: 20 }, () => envelopes[0]!));
	await until(() => eve.closed === 2);
	expect(reasons(ada)).toContain('flood');
	await stillWorks(owner, honest, 'on ');
});

test('whoever promises what it does not have keeps nobody from getting it elsewhere', async () => {
	let clock = Date.now();
	const { network, owner, link, inside } = await scene(() => clock);
	write(owner, 'truth');
	const eve = await inside();
	const late = await joinBy(
		person('Cem', () => clock),
		link,
		network.transport('cem', (other) => other === 'evil'),
	);
	rooms.push(late);
	await until(() => eve.footholds.length === 3);
	const promise = { author: owner.author, seq: 1_000_000, id: 'ab'.repeat(32), cut: undefined };
	const reaches = (['update', 'acl'] as const).map((stream) => ({ ...promise, stream }));
	const { link: toLate } = eve.footholds.find(({ author }) => author === late.author)!;
	void toLate.send(writeFrame({ type: 'have', reaches, neighbours: [] }));
	await until(() => eve.heard.some((frame) => frame.type === 'want' && frame.reaches.length === 2));
	late.attach(network.transport('cem again', (other) => other !== 'evil'));
	await until(() => late.linked.includes(owner.author));
	clock += 10_001;
	await until(() => textOf(late) === 'truth');
});

test('more messages at once than anybody has to say are left unread, and who comes back with them is banned', async () => {
	const { ada, owner, honest, enter, inside } = await scene();
	const small = writeFrame({ type: 'envelopes', envelopes: [] });
	let eve = await inside();
	for (let round = 0; eve.footholds.length > 0; round++) {
		expect(round).toBeLessThan(LIMITS.faults);
		for (let count = 0; count <= RATES.messages.burst + 10; count++) void eve.send(small);
		const before = eve;
		await until(() => before.closed === 2);
		eve = await enter({ device: eve.device });
		const back = eve;
		await until(() => back.footholds.length + back.closed >= 2);
	}
	expect(reasons(ada)).toContain('rush');
	expect(ada.audited.some(({ event }) => event === 'collab.banned')).toBe(true);
	await stillWorks(owner, honest, 'on ');
});

test('more bytes than may wait to be read end the link', async () => {
	const { ada, owner, honest, inside } = await scene();
	const eve = await inside();
	const large = await eve.signer.say('update', new Uint8Array(LIMITS.updateBytes));
	// One is being verified while the others arrive.
	for (let bytes = 0; bytes <= LIMITS.inboxBytes + LIMITS.updateBytes; bytes += large.bytes.length)
		void eve.say(large);
	await until(() => eve.closed === 2);
	expect(reasons(ada)).toContain('flood');
	await stillWorks(owner, honest, 'on ');
});

test('a device that shows itself more often than it may is seen now and then, and that is no fault', async () => {
	const { ada, owner, honest, inside } = await scene();
	const eve = await inside();
	const last = RATES.ownPresence.burst * 3;
	for (let seq = 1; seq <= last; seq++) {
		const shown = { state: 'here', name: `Eve ${seq}`, clientId: 1 };
		await eve.say(await eve.signer.say('presence', utf8(JSON.stringify(shown)), { seq }));
	}
	await stillWorks(owner, honest, 'one ');
	const seen = owner.present.find(({ author }) => author === eve.device.author);
	expect(seen?.presence.name).toMatch(/^Eve /);
	expect(seen?.presence.name).not.toBe(`Eve ${last}`);
	expect(reasons(ada)).not.toContain('flood');
});

test.each<[string, () => Bytes]>([
	['random bytes', () => randomBytes(100)],
	['frames of y-webrtc', () => Uint8Array.from([0, 2, 3, 1, 0, 0])],
	['an empty message', () => new Uint8Array()],
	[
		'more envelopes in one message than anybody sends',
		() =>
			writeFrame({
				type: 'envelopes',
				envelopes: Array.from({ length: LIMITS.envelopesPerFrame + 1 }, () => new Uint8Array()),
			}),
	],
	[
		'a frame that is cut short',
		() => writeFrame({ type: 'envelopes', envelopes: [randomBytes(50)] }).slice(0, 20),
	],
])('%s on a proven link change nothing and end in a ban', async (_what, make) => {
	const { ada, owner, honest, inside } = await scene();
	const eve = await inside();
	for (let count = 0; count < 50; count++) void eve.send(make());
	await until(() => eve.closed === 2);
	expect(reasons(ada)).toContain('garbage');
	await stillWorks(owner, honest, 'on ');
});

test('asking again and again what is here is slowed down, not answered each time', async () => {
	const { ada, owner, honest, inside } = await scene();
	const eve = await inside();
	const ask = writeFrame({ type: 'have', reaches: [], neighbours: [] });
	for (let count = 0; count < 1_000; count++) void eve.send(ask);
	await until(() => reasons(ada).includes('flood'));
	await stillWorks(owner, honest, 'on ');
});

test('who cannot sign the challenge is not linked, whatever name it gives', async () => {
	const { ada, owner, honest, enter } = await scene();
	const thief = await enter({ claims: valueOf(await ada.collab.device()).publicKey });
	await until(() => thief.closed === 2);
	expect(owner.linked).toEqual([honest.author]);
	expect(reasons(ada)).toContain('impostor');
	await stillWorks(owner, honest, 'on ');
});

test('a stranger who talks before it has proven anything is cut off', async () => {
	const { ada, owner, honest, link, evil } = await scene();
	const invitation = await readInvitation(link);
	let closed = 0;
	const seat = evil.join(await meetingOf(invitation!.secret, invitation!.epoch), (stranger) => {
		stranger.listen({ message: () => undefined, closed: () => closed++ });
		const talk = writeFrame({ type: 'envelopes', envelopes: [randomBytes(ENVELOPE_OVERHEAD)] });
		for (let count = 0; count <= LIMITS.strangerFrames; count++) void stranger.send(talk);
	});
	await until(() => closed === 2);
	seat.close();
	expect(reasons(ada)).toContain('flood');
	await stillWorks(owner, honest, 'on ');
});

test('an editor who tells two people two different things is found out, and both end with the same', async () => {
	const { owner, honest, inside } = await scene();
	const eve = await inside();
	const [one, other] = [eve.signer, new Signer(eve.device, owner.id)];
	const drafts: unknown[] = [];
	for (const room of [owner, honest])
		room.watch((event) => event.type === 'replaced' && drafts.push(event.draft));
	eve.tell(owner.author, await one.type('one truth'));
	eve.tell(honest.author, await other.type('another'));
	await until(() => [owner, honest].every((room) => room.members.some(({ hasForked }) => hasForked)));
	await until(() => textOf(owner) === textOf(honest) && !textOf(owner).includes('truth'));
	expect(drafts.length).toBeGreaterThan(0);
	await stillWorks(owner, honest, 'on ');
});
