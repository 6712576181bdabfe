import { afterEach, expect, test } from 'vitest';
import type { Room } from './collab.ts';
import { found, joinBy, linkTo, person, reopen, textOf, until, valueOf, write } from './collab.test-data.ts';
import { MemoryNetwork } from './memory-transport.ts';

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
