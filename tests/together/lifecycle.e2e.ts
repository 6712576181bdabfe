import type { CreationId } from '#lib/model/id.ts';
import { agreed, expect, linkedAll, test } from './crew.ts';

test('of two rooms, the one that is left is silent and the other goes on', async ({ crew }) => {
	const [ada, ben] = await crew.devices(2);
	const rooms: { ada: CreationId; ben: CreationId }[] = [];
	for (const text of ['one ', 'two ']) {
		const ofAda = await ada!.found('Ada', text);
		const ofBen = await ben!.join('Ben', await ada!.do((own) => own.invite('editor')));
		for (const peer of [ada!, ben!]) await peer.connect([crew.url]);
		await linkedAll([ada!, ben!]);
		await agreed([ada!, ben!], text);
		rooms.push({ ada: ofAda, ben: ofBen });
	}
	await ben!.do((own, id) => own.turnTo(id), rooms[0]!.ben);
	await ben!.do((own) => own.leave());
	const heard = await ben!.do((own) => own.heard());
	await ada!.do((own, id) => own.turnTo(id), rooms[0]!.ada);
	await expect.poll(async () => (await ada!.state()).linked.length).toBe(0);
	await ada!.write('unheard ');
	await ada!.do((own, id) => own.turnTo(id), rooms[1]!.ada);
	await ada!.write('heard ');
	expect(await ben!.do((own) => [own.text, own.heard()])).toEqual(['one ', heard]);
	await ben!.do((own, id) => own.turnTo(id), rooms[1]!.ben);
	await agreed([ada!, ben!], 'two heard ');
	expect(await ben!.do((own) => own.openCounts())).toEqual({ sockets: 1, connections: 1 });
});

test('leaving closes every socket and every connection, however often', async ({ crew }) => {
	const { owner, others } = await crew.room(2, { text: 'start ' });
	const [ben] = others;
	const creationId = await ben!.do((own) => own.current);
	const rounds = 50;
	for (let round = 0; round < rounds; round++) {
		await ben!.do((own) => own.leave());
		await expect.poll(async () => (await owner.state()).linked.length, { intervals: [10, 20, 50] }).toBe(0);
		expect(await ben!.do((own) => own.openCounts())).toEqual({ sockets: 0, connections: 0 });
		await expect.poll(async () => (await owner.do((own) => own.openCounts())).connections).toBe(0);
		await ben!.do((own, id) => own.reopen('Ben', id), creationId);
		await ben!.connect([crew.url]);
		await expect.poll(async () => (await owner.state()).linked.length, { intervals: [10, 20, 50] }).toBe(1);
	}
	await ben!.write('back ');
	await agreed([owner, ben!], 'start back ');
	await owner.do((own) => own.leave());
	await ben!.do((own) => own.leave());
	for (const peer of [owner, ben!])
		await expect.poll(() => peer.do((own) => own.openCounts())).toEqual({ sockets: 0, connections: 0 });
});

test('a signalling server that is sent nonsense by one serves the others', async ({ crew }) => {
	const { peers, owner } = await crew.room(2, { text: 'start ' });
	await owner.do(
		(own, url) => own.evil.annoy(url, ['{', '1', '{"type":"subscribe","topics":5}', 'x'.repeat(1024 * 1024)]),
		crew.url,
	);
	const [late] = await crew.devices(1);
	await late!.join('Late', await owner.do((own) => own.invite('editor')));
	await late!.connect([crew.url]);
	await linkedAll([...peers, late!]);
	await agreed([...peers, late!], 'start ');
});
