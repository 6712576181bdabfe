import type { Attack } from './page/attacks.ts';
import { expect, test, type Crew, type Guest, type Peer } from './crew.ts';

/** An owner, an honest editor, and a third device whose program does what it likes. */
async function scene(crew: Crew) {
	const { peers, owner, others } = await crew.room(2, { text: 'start ' });
	const [eve] = await crew.devices(1);
	return { victims: peers, owner, honest: others[0]!, eve: eve! };
}

/** Comes in as somebody new by a link of this role, linked to both. */
async function enter(crew: Crew, owner: Peer, eve: Peer, role: Guest): Promise<string> {
	const link = await owner.do((own, as) => own.invite(as), role);
	await eve.do((own, [to, urls]) => own.evil.enter(to, urls), [link, [crew.url]] as const);
	await expect.poll(() => eve.do((own) => own.evil.footholds())).toBe(2);
	return link;
}

/** What an honest person writes reaches the other, and nothing of the attacker's is in it. */
async function unharmed(victims: readonly Peer[], word: string): Promise<void> {
	await victims[1]!.write(word);
	for (const victim of victims) await expect.poll(() => victim.text()).toContain(word);
	for (const victim of victims) expect(await victim.text()).not.toContain('EVIL');
	const [first, second] = await Promise.all(victims.map((victim) => victim.text()));
	expect(first).toBe(second);
	for (const victim of victims) {
		const { comments, present, role } = await victim.state();
		expect(JSON.stringify([comments, present])).not.toContain('EVIL');
		expect(['owner', 'editor']).toContain(role);
	}
}

/** By role, what is tried, and why it is refused. Nothing is told where nothing is refused. */
const tries: readonly (readonly [Guest, Attack, RegExp | undefined])[] = [
	['viewer', 'write', /role/],
	['viewer', 'comment', /role/],
	['commenter', 'write', /role/],
	['viewer', 'make itself an editor', /role/],
	['editor', 'make a snapshot', /role/],
	['editor', 'write in the name of the owner', /forged/],
	['editor', 'comment in the name of the owner', /forged/],
	['editor', 'show the owner somewhere', /forged/],
	['editor', 'write with a bit turned', /forged/],
	['editor', 'say the same twice', /replay/],
	['editor', 'leave a gap', undefined],
	['editor', 'write under the number of another', /client-id/],
	['editor', 'sign garbage', /payload|client-id/],
	['editor', 'sign half an update', /payload/],
	['editor', 'speak the protocol of y-webrtc', /garbage/],
	['editor', 'write too much at once', undefined],
	['editor', 'tell each something else', /fork/],
];

test('whatever a device of the room tries over its links, nobody’s document takes it', async ({ crew }) => {
	const { victims, owner, eve } = await scene(crew);
	for (const [index, [role, attack, reason]] of tries.entries())
		await test.step(`${role}: ${attack}`, async () => {
			await enter(crew, owner, eve, role);
			const told = async () =>
				Promise.all(victims.map((victim) => victim.do((own, why) => own.told(why), reason?.source ?? '$^')));
			const before = await told();
			await eve.do((own, how) => own.evil.attack(how), attack);
			if (reason !== undefined)
				await expect.poll(async () => (await told()).map((now, at) => now > before[at]!)).toContain(true);
			// What an editor says to one of them is taken until the proof that it said something else has come around.
			if (attack === 'tell each something else')
				for (const victim of victims) await expect.poll(() => victim.text()).not.toContain('EVIL');
			await unharmed(victims, `word ${index}. `);
		});
	await eve.do((own) => own.evil.leave());
});

test('who was removed can write nothing any more, and a new device needs a new link', async ({ crew }) => {
	const { victims, owner, eve } = await scene(crew);
	const link = await enter(crew, owner, eve, 'editor');
	const author = await eve.do((own) => own.evil.author);
	expect(await owner.do((own, member) => own.remove(member), author)).toBe('ok');
	await expect.poll(() => eve.do((own) => own.evil.closed())).toBeGreaterThanOrEqual(2);
	const states = () => Promise.all(victims.map((victim) => victim.state()));
	const standings = async () =>
		(await states()).map(({ members }) => members.find(({ of }) => of === author)?.standing);
	await expect.poll(standings).toEqual(['removed', 'removed']);
	await eve.do((own, [to, urls]) => own.evil.enter(to, urls, true), [link, [crew.url]] as const);
	await expect.poll(() => eve.do((own) => own.evil.footholds())).toBeGreaterThan(0);
	// Whoever hears late that this device is out may cut the first link only now; it comes back by itself.
	const refusals = async () => {
		await eve.do((own) => own.evil.attack('write'));
		return (await states()).flatMap(({ refusals: all }) => all);
	};
	await expect.poll(refusals).toContain('role');
	await unharmed(victims, 'after ');
});

test('an old snapshot is not taken for the newest', async ({ crew }) => {
	const { victims, owner, eve } = await scene(crew);
	expect(await owner.do((own) => own.snapshot())).toBe('ok');
	await enter(crew, owner, eve, 'editor');
	await eve.do((own) => own.evil.askForSnapshot());
	await expect.poll(() => eve.do((own) => own.evil.knowsSnapshot())).toBe(true);
	await owner.write('newer ');
	expect(await owner.do((own) => own.snapshot())).toBe('ok');
	await eve.do((own) => own.evil.attack('show an old snapshot'));
	await expect.poll(async () => (await owner.state()).refusals).toContain('stale');
	await unharmed(victims, 'newest ');
});

test('a link whose time is over lets nobody in, not even a program that does not look at the clock', async ({
	crew,
}) => {
	const { victims, owner, eve } = await scene(crew);
	const late = await owner.do((own) => own.invite('editor', { expiresAt: Date.now() - 1 }));
	expect(await eve.do((own, link) => own.refusal(link), late)).toBe('invitation-expired');
	await eve.do((own, [to, urls]) => own.evil.enter(to, urls), [late, [crew.url]] as const);
	await expect.poll(async () => (await owner.state()).refusals.join()).toMatch(/expired|role/);
	await eve.do((own) => own.evil.attack('write'));
	await unharmed(victims, 'still ');
	expect((await owner.state()).members.length).toBe(2);
});

test('who knows where the room meets, but not its secret, is linked to nobody', async ({ crew }) => {
	const { victims, owner, eve } = await scene(crew);
	const link = await owner.do((own) => own.invite('editor'));
	await eve.do((own, [to, urls]) => own.evil.enterBlind(to, urls), [link, [crew.url]] as const);
	const [late] = await crew.devices(1);
	await late!.join('Late', link);
	await late!.connect([crew.url]);
	await expect.poll(async () => (await late!.state()).linked.length).toBe(2);
	expect(await eve.do((own) => [own.evil.footholds(), own.evil.closed()])).toEqual([0, 0]);
	await unharmed(victims, 'alone ');
});

test('a device that needs approval can write nothing before, and cannot approve itself', async ({ crew }) => {
	const { victims, owner, eve } = await scene(crew);
	const link = await owner.do((own) => own.invite('editor', { needsApproval: true }));
	await eve.do((own, [to, urls]) => own.evil.enter(to, urls), [link, [crew.url]] as const);
	await expect.poll(() => eve.do((own) => own.evil.footholds())).toBe(2);
	await eve.do((own) => own.evil.attack('approve itself'));
	await eve.do((own) => own.evil.attack('write'));
	await expect.poll(async () => (await owner.state()).refusals).toContain('role');
	await unharmed(victims, 'waiting ');
});

test('thousands who call under names that do not exist do not make anybody open more connections than allowed', async ({
	crew,
}) => {
	const { victims, owner, eve } = await scene(crew);
	await enter(crew, owner, eve, 'editor');
	await eve.do((own, [url, count]) => own.evil.callAround(url, count), [crew.url, 3_000] as const);
	for (const victim of victims)
		expect((await victim.do((own) => own.openCounts())).connections).toBeLessThanOrEqual(24 + 12);
	await unharmed(victims, 'called ');
	// Those who were called for in vain hold no place of who really comes.
	const [late] = await crew.devices(1);
	await late!.join('Late', await owner.do((own) => own.invite('editor')));
	await late!.connect([crew.url]);
	await expect
		.poll(async () => (await late!.state()).linked, { timeout: 30_000 })
		.toContain((await owner.state()).author);
	await unharmed([...victims, late!], 'more ');
});
