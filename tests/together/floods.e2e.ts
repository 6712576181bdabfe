import type { Flood } from './page/attacks.ts';
import { LONG, REPEAT, expect, test, times, type Crew, type Peer } from './crew.ts';

/** How many messages of a kind are to arrive at a victim, and by how many devices, one after the other, at most. */
const WANTED = REPEAT >= 20 ? 1_000_000 : 5_000 * REPEAT;
const MOST_DEVICES = REPEAT >= 20 ? 120 : 2 * times(1);
const MIB = 1024 * 1024;
const HEAP_GROWTH = 96 * MIB;

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

/** Milliseconds from a word typed in one page to the word in the document of the other. */
async function editMs(from: Peer, to: Peer, word: string): Promise<number> {
	const seen = to.do((own, awaited) => own.seen(awaited), word);
	const typedAt = await from.do((own, typed) => own.typedAt(typed), word);
	return (await seen) - typedAt;
}

for (const kind of kinds)
	test(
		`a flood of ${kind} ends, costs no memory, and honest words come through meanwhile`,
		LONG,
		async ({ crew }) => {
			test.setTimeout(REPEAT >= 20 ? 1_800_000 : 300_000);
			const { owner, others } = await crew.room(2, { text: 'start ' });
			const [honest] = others;
			const [eve] = await crew.devices(1);
			const heapBefore = await owner.heap();
			const heardBefore = await owner.do((own) => own.heard());
			const arrived = async () => (await owner.do((own) => own.heard())) - heardBefore;
			await owner.do((own) => own.watchLag());
			let [sent, devices, latencyMs] = [0, 0, 0];
			while ((await arrived()) < WANTED && devices < MOST_DEVICES) {
				await enter(crew, owner, eve!);
				devices++;
				await expect.poll(() => eve!.do((own) => own.evil.footholds())).toBe(2);
				const flood = eve!.do((own, [what, count]) => own.evil.flood(what, count), [kind, WANTED] as const);
				latencyMs = Math.max(latencyMs, await editMs(honest!, owner, `word ${devices}. `));
				sent += await flood;
			}
			const banned = () => owner.do((own) => own.banned());
			// Either all of it arrived and did no harm, or everybody who sent it was shut out.
			await expect.poll(async () => (await arrived()) >= WANTED || (await banned()) === devices).toBe(true);
			table.push({
				kind,
				sent,
				arrived: await arrived(),
				devices,
				banned: await banned(),
				lagMs: Math.round(await owner.do((own) => own.lag())),
				editMs: Math.round(latencyMs),
				heapMiB: Math.round(((await owner.heap()) - heapBefore) / MIB),
			});
			if ((await banned()) === devices) {
				await enter(crew, owner, eve!, true);
				await expect.poll(() => eve!.do((own) => own.evil.closed())).toBeGreaterThan(0);
				const { author } = await owner.state();
				expect(await eve!.do((own) => own.evil.linkedTo())).not.toContain(author);
			}
			await editMs(honest!, owner, 'after all ');
			expect(await owner.text()).not.toContain('EVIL');
			expect(await owner.do((own) => own.audits())).toBeLessThan(30 * devices);
			expect((await owner.heap()) - heapBefore).toBeLessThan(HEAP_GROWTH);
		},
	);
