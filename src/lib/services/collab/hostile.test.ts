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
import { writeFrame } from './frames.ts';
import { Signer, newDevice } from './gate.test-data.ts';
import { meetingOf, type Device } from './identity.ts';
import { readInvitation } from './invite.ts';
import { LIMITS } from './limits.ts';
import { MemoryNetwork } from './memory-transport.ts';
import { Peer } from './peer.ts';
import type { Link, Seat } from './transport.ts';

vi.setConfig({ testTimeout: 60_000 });

const rooms: Room[] = [];
const seats: Seat[] = [];
afterEach(async () => {
	for (const seat of seats.splice(0)) seat.close();
	for (const room of rooms.splice(0)) await room.leave();
});

/** An owner, an honest editor, and an editor whose device then runs a program of its own. */
async function scene() {
	const network = new MemoryNetwork();
	const [ada, ben, eve] = [person('Ada'), person('Ben'), person('Eve')];
	const owner = await found(ada, network.transport('ada'));
	const link = await linkTo(owner, 'editor');
	const honest = await joinBy(ben, link, network.transport('ben'));
	rooms.push(owner, honest);
	const traitor = await joinBy(eve, link, network.transport('eve'));
	await until(() =>
		[owner, honest, traitor].every((room) => room.members.length === 3 && room.linked.length === 2),
	);
	await traitor.leave();
	await until(() => owner.linked.length === 1 && honest.linked.length === 1);
	const device = valueOf(await eve.collab.device());
	const raw = await readInvitation(link);
	if (raw === undefined) throw new Error('no invitation');
	const meeting = await meetingOf(raw.secret, raw.epoch);
	const links = (onLink: (link: Link) => void) =>
		seats.push(network.transport('evil', (other) => other !== 'evil').join(meeting, onLink));
	return { network, ada, owner, honest, device, links, roomId: owner.id };
}

/** Links that have passed the challenge, as a device that takes part has them. */
async function proven(links: (onLink: (link: Link) => void) => void, device: Device, roomId: Room['id']) {
	const open: Link[] = [];
	const closed: Peer[] = [];
	links((link) => {
		new Peer({
			link,
			roomId,
			device,
			session: randomBytes(16),
			now: Date.now,
			introduction: () => [],
			isBanned: () => false,
			proven: async () => void open.push(link),
			talk: async () => undefined,
			fault: () => undefined,
			closed: (peer) => closed.push(peer),
		});
	});
	return { open, closed };
}

async function stillWorks(owner: Room, honest: Room, word: string): Promise<void> {
	write(honest, word);
	await until(() => textOf(owner) === textOf(honest) && textOf(owner).endsWith(word));
}

test('a member who floods with forgeries is banned, stays out when it comes back, and others do not notice', async () => {
	const { network, ada, owner, honest, device, links, roomId } = await scene();
	const { open, closed } = await proven(links, device, roomId);
	await until(() => open.length === 2);
	const forger = new Signer({ ...(await newDevice()), author: owner.author }, roomId);
	const forged = (await forger.type('forged')).bytes;
	for (let count = 0; count < 2_000; count++)
		for (const link of open) void link.send(writeFrame({ type: 'envelopes', envelopes: [forged] }));
	await until(() => closed.length === 2);
	await stillWorks(owner, honest, 'one ');
	expect(reasons(ada)).toContain('forged');
	expect(ada.audited.some(({ event }) => event === 'collab.banned')).toBe(true);
	expect(ada.audited.length).toBeLessThan(30);
	const again = await proven(links, device, roomId);
	await until(() => again.closed.length === 2);
	expect(again.open).toEqual([]);
	await owner.leave();
	rooms.push(await reopen(ada, network.transport('ada')));
	const later = await proven(links, device, roomId);
	await until(() => later.closed.length >= 2);
	expect(later.open).toEqual([]);
});

test.each<[string, () => Bytes]>([
	['random bytes', () => randomBytes(100)],
	['frames of y-webrtc', () => Uint8Array.from([0, 2, 3, 1, 0, 0])],
	['an empty message', () => new Uint8Array()],
	[
		'a frame that is cut short',
		() => writeFrame({ type: 'envelopes', envelopes: [randomBytes(50)] }).slice(0, 20),
	],
])('%s on a proven link change nothing and end in a ban', async (_what, make) => {
	const { ada, owner, honest, device, links, roomId } = await scene();
	const { open, closed } = await proven(links, device, roomId);
	await until(() => open.length === 2);
	for (let count = 0; count < 50; count++) for (const link of open) void link.send(make());
	await until(() => closed.length === 2);
	expect(reasons(ada)).toContain('garbage');
	await stillWorks(owner, honest, 'on ');
});

test('asking again and again what is here is slowed down, not answered each time', async () => {
	const { ada, owner, honest, device, links, roomId } = await scene();
	const { open } = await proven(links, device, roomId);
	await until(() => open.length === 2);
	const ask = writeFrame({ type: 'have', reaches: [], neighbours: [] });
	for (let count = 0; count < 1_000; count++) for (const link of open) void link.send(ask);
	await until(() => reasons(ada).includes('flood'));
	await stillWorks(owner, honest, 'on ');
});

test('who cannot sign the challenge is not linked, whatever name it gives', async () => {
	const { ada, owner, honest, links, roomId } = await scene();
	const thief = await newDevice();
	const { closed } = await proven(
		links,
		{ ...thief, publicKey: valueOf(await ada.collab.device()).publicKey },
		roomId,
	);
	await until(() => closed.length === 2);
	expect(owner.linked).toEqual([honest.author]);
	expect(reasons(ada)).toContain('impostor');
	await stillWorks(owner, honest, 'on ');
});

test('a stranger who talks before it has proven anything is cut off', async () => {
	const { ada, owner, honest, links } = await scene();
	let closed = 0;
	links((link) => {
		link.listen({ message: () => undefined, closed: () => closed++ });
		const talk = writeFrame({ type: 'envelopes', envelopes: [utf8('x')] });
		for (let count = 0; count <= LIMITS.strangerFrames; count++) void link.send(talk);
	});
	await until(() => closed === 2);
	expect(reasons(ada)).toContain('flood');
	await stillWorks(owner, honest, 'on ');
});

test('an editor who tells two people two different things is found out, and both end with the same', async () => {
	const { owner, honest, device, links, roomId } = await scene();
	const { open } = await proven(links, device, roomId);
	await until(() => open.length === 2);
	const [one, other] = [new Signer(device, roomId), new Signer(device, roomId)];
	const drafts: unknown[] = [];
	for (const room of [owner, honest])
		room.watch((event) => event.type === 'replaced' && drafts.push(event.draft));
	const words = [await one.type('one truth'), await other.type('another')];
	for (const [index, word] of words.entries())
		void open[index]?.send(writeFrame({ type: 'envelopes', envelopes: [word.bytes] }));
	await until(() => [owner, honest].every((room) => room.members.some(({ hasForked }) => hasForked)));
	await until(() => textOf(owner) === textOf(honest) && !textOf(owner).includes('truth'));
	expect(drafts.length).toBeGreaterThan(0);
	await stillWorks(owner, honest, 'on ');
});
