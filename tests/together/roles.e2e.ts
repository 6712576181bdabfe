import { agreed, expect, linkedAll, merged, test, type Peer } from './crew.ts';

/** What came of each thing that a person tried, in the order of the list below. */
async function tryAll(peer: Peer, other: string): Promise<Record<string, string>> {
	const { author, role } = await peer.state();
	return {
		edit: await peer.write(`${role} was here. `),
		comment: await peer.do(
			(own, id) => own.say({ id, thread: id, op: 'say', body: 'mine' }),
			author.slice(0, 8),
		),
		'edit another’s comment': await peer.do(
			(own, id) => own.say({ id, thread: id, op: 'say', body: 'changed' }),
			other,
		),
		snapshot: await peer.do((own) => own.snapshot()),
		'change roles': await peer.do((own, member) => own.setRole(member, 'editor'), author),
	};
}

const nothing = {
	edit: 'edit-refused',
	comment: 'role-missing',
	'edit another’s comment': 'role-missing',
	snapshot: 'owner-only',
	'change roles': 'owner-only',
};
const expected = {
	viewer: nothing,
	commenter: { ...nothing, comment: 'ok', 'edit another’s comment': 'ok' },
	editor: { ...nothing, edit: 'ok', comment: 'ok', 'edit another’s comment': 'ok' },
	owner: { edit: 'ok', comment: 'ok', 'edit another’s comment': 'ok', snapshot: 'ok', 'change roles': 'ok' },
};

test('each role may do what it says, everybody sees the same, and nobody changes what another said', async ({
	crew,
}) => {
	const peers = await crew.devices(4);
	const [owner, viewer, commenter, editor] = peers;
	await owner!.found('Ada');
	expect(await owner!.do((own) => own.say({ id: 'first', thread: 'first', op: 'say', body: 'of Ada' }))).toBe(
		'ok',
	);
	for (const [role, peer] of [
		['viewer', viewer!],
		['commenter', commenter!],
		['editor', editor!],
	] as const)
		await peer.join(role, await owner!.do((own, as) => own.invite(as), role));
	await Promise.all(peers.map((peer) => peer.connect([crew.url])));
	await linkedAll(peers);
	for (const peer of peers) await expect.poll(async () => (await peer.state()).comments.length).toBe(1);
	const ofAda = (await owner!.state()).comments[0]!;
	for (const [role, peer] of [
		['viewer', viewer!],
		['commenter', commenter!],
		['editor', editor!],
		['owner', owner!],
	] as const)
		expect([role, await tryAll(peer, role === 'owner' ? 'second' : 'first')]).toEqual([role, expected[role]]);
	await agreed([owner!, editor!], 'editor was here. owner was here. ');
	// What was refused stays with whoever wrote it, besides what came from the others.
	for (const [role, peer] of [
		['viewer', viewer!],
		['commenter', commenter!],
	] as const)
		for (const word of [role, 'editor', 'owner'])
			await expect.poll(() => peer.text()).toContain(`${word} was here. `);
	const said = async (peer: Peer) => (await peer.state()).comments;
	for (const peer of peers)
		await expect
			.poll(async () => (await said(peer)).length, { message: 'one of before, two of each who may' })
			.toBe(7);
	for (const peer of peers) expect(await said(peer)).toContain(ofAda);
	expect(new Set(await Promise.all(peers.map(async (peer) => (await said(peer)).join('\n')))).size).toBe(1);
});

test('a role that changes acts on the next word, in both directions', async ({ crew }) => {
	const { peers, owner, others } = await crew.room(3, { role: 'viewer', text: 'start ' });
	const [ben] = others;
	const { author } = await ben!.state();
	const setTo = (role: 'viewer' | 'editor') =>
		owner.do((own, [member, as]) => own.setRole(member, as), [author, role] as const);
	expect(await ben!.write('too early ')).toBe('edit-refused');
	expect(await setTo('editor')).toBe('ok');
	await expect.poll(async () => (await ben!.state()).role).toBe('editor');
	expect(await ben!.write('now ')).toBe('ok');
	await merged(peers, 'too early ', 'now ');
	expect(await setTo('viewer')).toBe('ok');
	await expect.poll(async () => (await ben!.state()).role).toBe('viewer');
	expect(await ben!.write('too late ')).toBe('edit-refused');
	await owner.write('end');
	for (const peer of peers) await expect.poll(() => peer.text()).toContain('end');
	for (const peer of [owner, others[1]!]) expect(await peer.text()).not.toContain('too late');
});
