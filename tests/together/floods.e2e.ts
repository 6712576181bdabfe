import type { Author } from '#lib/model/collab.ts';
import type { Flood } from './page/attacks.ts';
import { LONG, REPEAT, expect, test, times, type Crew, type Peer } from './crew.ts';

/** How many messages of a kind are to arrive at a victim, in rooms of so many attackers, one after the other. */
const WANTED = REPEAT >= 20 ? 1_000_000 : 5_000 * REPEAT;
const MOST_DEVICES = REPEAT >= 20 ? 1_000 : 2 * times(1);
const DEVICES_IN_ROOM = 60;
/** Where each device of a room got fewer messages through than this, more rooms would change nothing. */
const FEW_MESSAGES = 700;
const MOST_RETURNS = 10;
const MIB = 1024 * 1024;
const HEAP_GROWTH_MIB = 96;

const kinds: readonly Flood[] = [
	'bytes that are no frame',
	'forgeries',
	'repetitions',
	'envelopes of strangers',
	'envelopes with a gap before them',
	'what it has',
	'what it wants',
	'presence of itself',
	'empty envelopes, many to a message',
];

interface Flooded {
	readonly kind: Flood;
	readonly sent: number;
	readonly arrived: number;
	readonly devices: number;
	readonly banned: number;
	readonly lagMs: number;
	readonly editMs: number;
	readonly heapMiB: number;
}
const table: Flooded[] = [];
test.afterAll(() => console.table(table));

async function enter(crew: Crew, owner: Peer, eve: Peer, isAgain = false): Promise<void> {
	const link = await owner.do((own) => own.invite('editor'));
	await eve.do((own, [to, urls, again]) => own.evil.enter(to, urls, again), [
		link,
		[crew.url],
		isAgain,
	] as const);
}

/** Both say that they are linked. */
async function isLinked(eve: Peer, owner: Peer): Promise<boolean> {
	const [{ author, linked }, evil, itsLinks] = await Promise.all([
		owner.state(),
		eve.do((own) => own.evil.author),
		eve.do((own) => own.evil.linkedTo()),
	]);
	return itsLinks.includes(author) && linked.includes(evil);
}

/**
 * Floods one device until that has cut the attacker off, which may never hear of it through its own flood. One device, because
 * all of them share this machine, as they do not where people are.
 */
async function flood(eve: Peer, owner: Peer, kind: Flood, count: number): Promise<number> {
	const author = await eve.do((own) => own.evil.author);
	const { author: victim } = await owner.state();
	const sending = eve.do((own, given) => own.evil.flood(...given), [kind, count, victim] as [
		Flood,
		number,
		Author,
	]);
	const isOver = sending.then(() => true);
	const isCut = async () => !(await owner.state()).linked.includes(author);
	await expect
		.poll(async () => (await isCut()) || Promise.race([isOver, Promise.resolve(false)]), {
			intervals: [20, 50, 100],
		})
		.toBe(true);
	await eve.do((own) => own.evil.stop());
	return sending;
}

/** Milliseconds from a word typed in one page to the word in the document of the other. */
async function editMs(from: Peer, to: Peer, word: string): Promise<number> {
	const seen = to.do((own, awaited) => own.seen(awaited), word);
	const typedAt = await from.do((own, typed) => own.typedAt(typed), word);
	return (await seen) - typedAt;
}

/** A room of two honest devices that others flood, one after the other, each until it is shut out. */
async function floodRoom(crew: Crew, kind: Flood, wanted: number, most: number): Promise<Flooded> {
	const { peers, owner, others } = await crew.room(2, { text: 'start ' });
	const [honest] = others;
	const eve = await crew.stranger();
	const heapBefore = await owner.heap();
	const heardBefore = await owner.do((own) => own.heard());
	const arrived = async () => (await owner.do((own) => own.heard())) - heardBefore;
	const banned = () => owner.do((own) => own.banned());
	await owner.do((own) => own.watchLag());
	let [sent, devices, latencyMs] = [0, 0, 0];
	while ((await arrived()) < wanted && devices < most) {
		devices++;
		for (let returns = 0; returns < MOST_RETURNS && (await banned()) < devices; returns++) {
			await enter(crew, owner, eve, returns > 0);
			await expect.poll(() => isLinked(eve, owner), { intervals: [10, 20, 50] }).toBe(true);
			const flooding = flood(eve, owner, kind, wanted);
			latencyMs = Math.max(latencyMs, await editMs(honest!, owner, `word ${devices}.${returns} `));
			sent += await flooding;
		}
	}
	// Before the heap is measured: that collects all garbage at once, and nothing else runs meanwhile.
	const lagMs = Math.round(await owner.do((own) => own.lag()));
	const heapMiB = Math.round(((await owner.heap()) - heapBefore) / MIB);
	const flooded = { kind, sent, arrived: await arrived(), devices, banned: await banned(), lagMs, heapMiB };
	// Either all of it arrived and did no harm, or everybody who sent it was shut out.
	expect(flooded.arrived >= wanted || flooded.banned === devices, JSON.stringify(flooded)).toBe(true);
	if (flooded.banned === devices) {
		await enter(crew, owner, eve, true);
		await expect.poll(() => eve.do((own) => own.evil.closed())).toBeGreaterThan(0);
		expect(await isLinked(eve, owner)).toBe(false);
	}
	await editMs(honest!, owner, 'after all ');
	expect(await owner.text()).not.toContain('EVIL');
	expect(await owner.do((own) => own.audits())).toBeLessThan(30 * devices);
	expect(heapMiB).toBeLessThan(HEAP_GROWTH_MIB);
	await Promise.all([...peers, eve].map((peer) => peer.close()));
	return { ...flooded, editMs: Math.round(latencyMs) };
}

const sum = (some: Flooded, more: Flooded): Flooded => ({
	kind: some.kind,
	sent: some.sent + more.sent,
	arrived: some.arrived + more.arrived,
	devices: some.devices + more.devices,
	banned: some.banned + more.banned,
	lagMs: Math.max(some.lagMs, more.lagMs),
	editMs: Math.max(some.editMs, more.editMs),
	heapMiB: Math.max(some.heapMiB, more.heapMiB),
});

for (const kind of kinds)
	test(
		`a flood of ${kind} ends, costs no memory, and honest words come through meanwhile`,
		LONG,
		async ({ crew }) => {
			test.setTimeout(REPEAT >= 20 ? 1_800_000 : 300_000);
			let all = await floodRoom(crew, kind, WANTED, Math.min(DEVICES_IN_ROOM, MOST_DEVICES));
			while (
				all.arrived < WANTED &&
				all.devices < MOST_DEVICES &&
				all.arrived >= all.devices * FEW_MESSAGES
			) {
				const most = Math.min(DEVICES_IN_ROOM, MOST_DEVICES - all.devices);
				all = sum(all, await floodRoom(crew, kind, WANTED - all.arrived, most));
			}
			table.push(all);
		},
	);
