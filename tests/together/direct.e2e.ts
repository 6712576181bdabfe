import type { Author } from '#lib/model/collab.ts';
import { expect, test, type Peer } from './crew.ts';

const MIB = 1024 * 1024;

const ask = (peer: Peer, of: Author, text: string) =>
	peer.do((own, [author, asked]) => own.askEcho(author, asked), [of, text] as const);

test('one device asks another: the parts come whole and in order, to whom it may answer, while both are there', async ({
	crew,
}) => {
	const [owner, editor, viewer] = await crew.devices(3);
	await owner!.found('Ada', 'start ');
	await owner!.connect([crew.url]);
	for (const [guest, role] of [
		[editor!, 'editor'],
		[viewer!, 'viewer'],
	] as const) {
		await guest.join(role, await owner!.do((own, as) => own.invite(as), role));
		await guest.connect([crew.url]);
	}
	await expect.poll(async () => (await owner!.state()).linked.length).toBe(2);
	await owner!.do((own) => own.serveEcho('editor'));
	const { author } = await owner!.state();

	const small = await Promise.all(['a', 'bc', 'def*3'].map((text) => ask(editor!, author, text)));
	expect(small).toEqual([
		{ parts: 1, bytes: 1, end: 'ok' },
		{ parts: 1, bytes: 2, end: 'ok' },
		{ parts: 3, bytes: 9, end: 'ok' },
	]);
	const large = 'x'.repeat(MIB / 4);
	expect(await ask(editor!, author, `${large}*20`)).toEqual({ parts: 20, bytes: 5 * MIB, end: 'ok' });
	expect(await ask(viewer!, author, 'a')).toEqual({ parts: 0, bytes: 0, end: 'role-missing' });

	await owner!.do((own) => own.leave());
	await expect.poll(async () => (await ask(editor!, author, 'a')).end).toBe('peer-away');
});
