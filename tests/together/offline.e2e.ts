import { agreed, expect, linkedAll, merged, test } from './crew.ts';

test('what is written while away is there for everybody on return, also at the same place', async ({
	crew,
}) => {
	const { peers, owner, others } = await crew.room(3, { text: 'The fox jumps.' });
	const [ben, cem] = others;
	await ben!.do((own) => own.disconnect());
	await cem!.do((own) => own.disconnect());
	await expect.poll(async () => (await owner.state()).linked.length).toBe(0);
	expect(await ben!.write('quick ', 4)).toBe('ok');
	expect(await cem!.write('brown ', 4)).toBe('ok');
	expect(await owner.write(' Far.')).toBe('ok');
	for (const peer of [ben!, cem!]) await peer.connect([crew.url]);
	const text = await merged(peers, 'quick ', 'brown ', ' Far.');
	expect(text).toMatch(/^The (quick brown |brown quick )fox jumps\. Far\.$/);
});

test('a page that is loaded again while offline has all that was said to be saved, and brings it back', async ({
	crew,
}) => {
	const { peers, owner, others } = await crew.room(2, { text: 'start ' });
	const [ben] = others;
	const creationId = await ben!.do((own) => own.current);
	await ben!.do((own) => own.disconnect());
	expect(await ben!.write('kept ')).toBe('ok');
	await ben!.load();
	await ben!.do((own, id) => own.reopen('Ben', id), creationId);
	expect(await ben!.text()).toBe('start kept ');
	await owner.write('meanwhile ');
	await ben!.connect([crew.url]);
	await merged(peers, 'kept ', 'meanwhile ');
});

test('a page that crashes loses nothing that was said to be saved, and the others go on', async ({
	crew,
}) => {
	const { owner, others } = await crew.room(3, { text: 'start ' });
	const [ben, cem] = others;
	const creationId = await ben!.do((own) => own.current);
	expect(await ben!.write('before the crash ')).toBe('ok');
	await ben!.crash();
	await owner.write('without him ');
	await merged([owner, cem!], 'before the crash ', 'without him ');
	await ben!.revive();
	await ben!.do((own, id) => own.reopen('Ben', id), creationId);
	expect(await ben!.text()).toContain('before the crash ');
	await ben!.connect([crew.url]);
	await ben!.write('again ');
	await merged([owner, ben!, cem!], 'before the crash ', 'without him ', 'again ');
});

test('without the signalling server those who are linked go on, and others come when it is back', async ({
	crew,
}) => {
	const { peers, owner, others } = await crew.room(2, { text: 'start ' });
	const link = await owner.do((own) => own.invite('editor'));
	await crew.stopServer();
	await others[0]!.write('no server ');
	await agreed(peers, 'start no server ');
	const [late] = await crew.devices(1);
	await late!.join('Late', link);
	await late!.connect([crew.url]);
	await owner.write('still none ');
	await agreed(peers, 'start no server still none ');
	expect(await late!.do((own) => own.links())).toEqual({ alive: 0, mute: 0 });
	await crew.startServer();
	await merged([...peers, late!], 'no server ', 'still none ');
	await linkedAll([...peers, late!]);
});

test('two who cannot be linked work together through a third', async ({ crew }) => {
	const [owner, left, right] = await crew.devices(3);
	await owner!.found('Ada', 'start ');
	const link = await owner!.do((own) => own.invite('editor'));
	await left!.join('Left', link);
	await right!.join('Right', link);
	await owner!.connect([crew.url]);
	await left!.connect([crew.url], 1);
	await expect.poll(async () => (await left!.state()).linked.length).toBe(1);
	await right!.connect([crew.url], 1);
	await expect.poll(async () => (await owner!.state()).linked.length).toBe(2);
	await left!.write('left ');
	await agreed([right!], 'start left ');
	await right!.write('right ');
	await agreed([owner!, left!, right!], 'start left right ');
	expect((await left!.state()).linked).toEqual([(await owner!.state()).author]);
	expect((await right!.state()).linked).toEqual([(await owner!.state()).author]);
});

test('when all have left and come back, in any order, all is there', async ({ crew }) => {
	const { peers, others } = await crew.room(3, { text: 'start ' });
	await others[0]!.write('first ');
	await merged(peers, 'first ');
	const ids = await Promise.all(peers.map((peer) => peer.do((own) => own.current)));
	await Promise.all(peers.map((peer) => peer.do((own) => own.leave())));
	for (const index of [2, 1, 0]) {
		await peers[index]!.load();
		await peers[index]!.do((own, id) => own.reopen('Back', id), ids[index]!);
		await peers[index]!.connect([crew.url]);
		await peers[index]!.write(`back ${index} `);
	}
	await merged(peers, 'start ', 'first ', 'back 0 ', 'back 1 ', 'back 2 ');
	await linkedAll(peers);
});
