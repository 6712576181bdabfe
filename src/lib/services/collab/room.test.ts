import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
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
import { MemoryNetwork } from './memory-transport.ts';

vi.setConfig({ testTimeout: 60_000 });

const rooms: Room[] = [];
const kept = <T extends Room>(room: T): T => {
	rooms.push(room);
	return room;
};
afterEach(async () => {
	for (const room of rooms.splice(0)) await room.leave();
});

async function pair(role: 'viewer' | 'commenter' | 'editor') {
	const network = new MemoryNetwork();
	const [ada, ben] = [person('Ada'), person('Ben')];
	ada.doc.getText('text').insert(0, 'start ');
	const owner = kept(await found(ada, network.transport('ada')));
	const guest = kept(await joinBy(ben, await linkTo(owner, role), network.transport('ben')));
	await until(() => textOf(guest) === 'start ');
	return { network, ada, ben, owner, guest };
}

test('whoever joins by an editor link gets the document, and both write into it', async () => {
	const { owner, guest } = await pair('editor');
	write(owner, 'A');
	await until(() => textOf(guest).endsWith('A'));
	write(guest, 'B');
	await until(() => textOf(owner) === 'start AB' && textOf(guest) === 'start AB');
	expect(guest.role).toBe('editor');
});

test('what is written in one go travels as one, and what follows at once as one more', async () => {
	const { ada, owner, guest } = await pair('editor');
	const before = ada.store.rows.size;
	for (const letter of 'one') write(owner, letter);
	await until(() => textOf(guest) === 'start one');
	expect(ada.store.rows.size).toBe(before + 1);
	for (const letter of ' more') {
		write(owner, letter);
		await Promise.resolve();
	}
	await until(() => textOf(guest) === 'start one more');
	expect(ada.store.rows.size).toBe(before + 2);
});

test('what two people write while apart is merged when they meet again', async () => {
	const { network, ada, ben, owner, guest } = await pair('editor');
	await guest.leave();
	write(owner, 'A');
	ben.doc.getText('text').insert(0, 'B ');
	const back = kept(await reopen(ben, network.transport('ben')));
	await until(
		() => textOf(back) === textOf(owner) && textOf(owner).includes('A') && textOf(owner).includes('B'),
	);
	expect(ada.doc.getText('text').toString()).toBe(textOf(back));
	valueOf(await back.flush());
});

test('what a viewer and a commenter write into the document stays with them, and they are told', async () => {
	const { owner, guest, ben } = await pair('viewer');
	const problems: string[] = [];
	guest.watch((event) => event.type === 'problem' && problems.push(event.problem.type));
	write(guest, 'mine');
	const told = await guest.flush();
	expect(told.ok).toBe(false);
	expect(problems).toEqual(['edit-refused']);
	write(owner, 'A');
	await until(() => textOf(guest).includes('A'));
	expect(textOf(owner)).toBe('start A');
	expect(ben.doc.getText('text').toString()).toContain('mine');
});

test('a role that changes acts at once, and what was written meanwhile is told then', async () => {
	const { owner, guest } = await pair('viewer');
	write(guest, 'B');
	valueOf(await owner.admin.setRole(guest.author, 'editor'));
	await until(() => guest.role === 'editor');
	valueOf(await guest.flush());
	await until(() => textOf(owner) === 'start B');
});

test('comments reach everybody, and nobody can change those of another', async () => {
	const { owner, guest } = await pair('commenter');
	valueOf(await guest.say({ id: 'c1', thread: 'c1', op: 'say', body: 'Is this right?' }));
	await until(() => owner.comments.length === 1);
	valueOf(await owner.say({ id: 'c1', thread: 'c1', op: 'resolve', body: '' }));
	valueOf(await guest.say({ id: 'c1', thread: 'c1', op: 'say', body: 'It is.' }));
	await until(() => owner.comments.some(({ body }) => body === 'It is.') && guest.comments.length === 2);
	const ofGuest = owner.comments.find(({ author }) => author === guest.author);
	expect(ofGuest).toMatchObject({ op: 'say', body: 'It is.', seq: 2 });
});

test('who is here is shown, and is gone when they leave', async () => {
	const { owner, guest } = await pair('viewer');
	guest.show({ path: 'src/index.ts' });
	await until(() => owner.present.length === 1);
	expect(guest.present).toEqual([]);
	expect(owner.present[0]).toMatchObject({
		author: guest.author,
		presence: { name: 'Ben', path: 'src/index.ts' },
	});
	await guest.leave();
	await until(() => owner.present.length === 0 && owner.linked.length === 0);
});

test('who waits for approval sees nothing of the document before the owner lets them in', async () => {
	const network = new MemoryNetwork();
	const [ada, ben] = [person('Ada'), person('Ben')];
	ada.doc.getText('text').insert(0, 'secret');
	const owner = kept(await found(ada, network.transport('ada')));
	const link = await linkTo(owner, 'editor', { needsApproval: true });
	const guest = kept(await joinBy(ben, link, network.transport('ben')));
	await until(() => owner.members.some(({ standing }) => standing === 'waiting'));
	valueOf(await owner.flush());
	expect([textOf(guest), guest.role]).toEqual(['', undefined]);
	valueOf(await owner.admin.approve(guest.author));
	await until(() => textOf(guest) === 'secret' && guest.role === 'editor');
});

test('whoever is removed is cut off, keeps what was theirs, and the room meets elsewhere', async () => {
	const { network, owner, guest, ben } = await pair('editor');
	const cem = person('Cem');
	const third = kept(await joinBy(cem, await linkTo(owner, 'editor'), network.transport('cem')));
	await until(() => textOf(third) === 'start ' && third.linked.length === 2);
	valueOf(await owner.admin.remove(guest.author));
	await until(() => guest.role === undefined && owner.linked.length === 1 && third.linked.length === 1);
	write(owner, 'after');
	await until(() => textOf(third) === 'start after');
	expect(ben.doc.getText('text').toString()).toBe('start ');
	const later = kept(await joinBy(person('Dora'), await linkTo(owner, 'viewer'), network.transport('dora')));
	await until(() => textOf(later) === 'start after');
	expect((await owner.admin.remove(owner.author)).ok).toBe(true);
	expect(owner.role).toBe('owner');
});

test('only the owner administers', async () => {
	const { owner, guest } = await pair('editor');
	const tries = [
		await guest.admin.setRole(owner.author, 'viewer'),
		await guest.admin.remove(owner.author),
		await guest.admin.snapshot(),
		await guest.admin.invite({ role: 'editor', expiresAt: Date.now() + 1000, needsApproval: false }),
	];
	expect(tries.map((result) => !result.ok && result.error.type)).toEqual(tries.map(() => 'owner-only'));
});

test('a link that is cut short, changed or over is refused with a reason', async () => {
	const { owner } = await pair('viewer');
	const link = await linkTo(owner, 'viewer');
	const late = await linkTo(owner, 'viewer', { expiresAt: Date.now() - 1 });
	const dora = person('Dora');
	const options = { creationId: dora.creationId, doc: dora.doc, name: 'Dora', transports: [] };
	const changed = `${link.slice(0, -3)}${link.endsWith('AAA') ? 'BBB' : 'AAA'}`;
	const types = [];
	for (const fragment of [link.slice(0, 100), changed, 'nonsense', late]) {
		const joined = await dora.collab.join(options, fragment);
		types.push(!joined.ok && joined.error.type);
	}
	expect(types).toEqual([
		'invitation-broken',
		'invitation-broken',
		'invitation-broken',
		'invitation-expired',
	]);
});

test('two who cannot reach each other work together through a third', async () => {
	const network = new MemoryNetwork();
	// Clocks differ, also by an hour.
	const [ada, ben, cem] = [person('Ada'), person('Ben', () => Date.now() - 3_600_000), person('Cem')];
	const owner = kept(await found(ada, network.transport('ada')));
	const left = kept(
		await joinBy(
			ben,
			await linkTo(owner, 'editor'),
			network.transport('ben', (other) => other !== 'cem'),
		),
	);
	const right = kept(
		await joinBy(
			cem,
			await linkTo(owner, 'editor'),
			network.transport('cem', (other) => other !== 'ben'),
		),
	);
	await until(() => left.role === 'editor' && right.role === 'editor' && left.members.length === 3);
	write(left, 'L');
	await until(() => textOf(right) === 'L');
	write(right, 'R', 1);
	await until(() => textOf(left) === 'LR' && textOf(owner) === 'LR');
	left.show({ path: 'src/index.ts' });
	await until(() => right.present.some(({ author }) => author === left.author));
	expect(left.linked).toEqual([owner.author]);
});

test('a document of 20 MiB reaches a newcomer, and a page that is closed and opened again has everything', async () => {
	const network = new MemoryNetwork();
	const [ada, ben] = [person('Ada'), person('Ben')];
	ada.doc.getMap('files').set('large.bin', new Uint8Array(20 * 1024 * 1024).fill(5));
	const owner = kept(await found(ada, network.transport('ada')));
	write(owner, 'tail');
	valueOf(await owner.flush());
	const guest = kept(await joinBy(ben, await linkTo(owner, 'editor'), network.transport('ben')));
	await until(() => textOf(guest) === 'tail');
	const large = guest.doc.getMap('files').get('large.bin');
	expect(large instanceof Uint8Array && large.length).toBe(20 * 1024 * 1024);
	await guest.leave();
	const again = { ...ben, doc: new Y.Doc() };
	const back = kept(await reopen(again));
	expect(textOf(back)).toBe('tail');
	expect(back.doc.getMap('files').has('large.bin')).toBe(true);
});

test('after many edits there is a snapshot, and what it covers is forgotten one snapshot later', async () => {
	const network = new MemoryNetwork();
	const ada = person('Ada');
	const owner = kept(await found(ada, network.transport('ada')));
	for (let count = 0; count < 1_300; count++) {
		write(owner, 'x');
		valueOf(await owner.flush());
	}
	expect(ada.store.rows.size).toBeLessThan(900);
	const ben = person('Ben');
	const guest = kept(await joinBy(ben, await linkTo(owner, 'viewer'), network.transport('ben')));
	await until(() => textOf(guest).length === 1_300);
	expect(ben.store.rows.size).toBeLessThan(900);
});

test('when many come and go at once, those who stay do not take each other’s news for a flood', async () => {
	const { network, ada, ben, owner, guest } = await pair('editor');
	const link = await linkTo(owner, 'editor');
	for (let count = 0; count < 30; count++) {
		const visitor = await joinBy(person(`Visitor ${count}`), link, network.transport(`visitor ${count}`));
		await until(() => textOf(visitor) === 'start ' && guest.members.length === count + 3);
		await visitor.leave();
	}
	write(guest, 'on');
	await until(() => textOf(owner) === 'start on');
	for (const who of [ada, ben]) expect(reasons(who)).not.toContain('flood');
});

test('leaving gives everything back: nothing is sent or heard any more, fifty times over', async () => {
	const network = new MemoryNetwork();
	const [ada, ben] = [person('Ada'), person('Ben')];
	const owner = kept(await found(ada, network.transport('ada')));
	const first = await joinBy(ben, await linkTo(owner, 'editor'), network.transport('ben'));
	await until(() => owner.linked.length === 1);
	await first.leave();
	for (let round = 0; round < 50; round++) {
		const room = await reopen(ben, network.transport('ben'));
		await until(() => owner.linked.length === 1);
		await room.leave();
		await until(() => owner.linked.length === 0);
	}
	write(owner, 'unheard');
	valueOf(await owner.flush());
	expect(ben.doc.getText('text').toString()).toBe('');
});
