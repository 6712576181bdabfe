import { LONG, agreed, expect, linkedAll, merged, test, times, type Peer } from './crew.ts';

/** A new room, and all begin to look for each other in the same moment. */
async function meetAtOnce(peers: readonly Peer[], url: string): Promise<void> {
	const [owner, ...others] = peers;
	await owner!.found('Ada', 'hello');
	const link = await owner!.do((own) => own.invite('editor'));
	await Promise.all(others.map((other, index) => other.join(`Guest ${index}`, link)));
	await Promise.all(peers.map((peer) => peer.connect([url])));
	await linkedAll(peers);
	await agreed(peers, 'hello');
	await Promise.all(peers.map((peer, index) => peer.write(` ${index}.`)));
	await merged(peers, ...peers.map((_, index) => ` ${index}.`));
	await Promise.all(peers.map((peer) => peer.do((own) => own.leave())));
}

for (const [count, rounds] of [
	[2, Math.max(5, times(1))],
	[6, times(1 / 4)],
	[10, times(1 / 5)],
] as const)
	test(
		`${count} who join in the same moment are all linked, every link carries data, every word arrives`,
		count > 6 ? LONG : {},
		async ({ crew }) => {
			test.setTimeout(120_000 + 60_000 * rounds);
			const peers = await crew.devices(count);
			for (let round = 0; round < rounds; round++) await meetAtOnce(peers, crew.url);
		},
	);

test('sixteen who come one after the other end with the same document', LONG, async ({ crew }) => {
	test.setTimeout(240_000);
	const [owner] = await crew.devices(1);
	await owner!.found('Ada', 'hello');
	await owner!.connect([crew.url]);
	const link = await owner!.do((own) => own.invite('editor'));
	const peers = [owner!];
	for (let index = 1; index < 16; index++) {
		const [next] = await crew.devices(1);
		await next!.join(`Guest ${index}`, link);
		await next!.connect([crew.url]);
		peers.push(next!);
		await expect.poll(() => next!.text()).toContain('hello');
	}
	await Promise.all(peers.map((peer, index) => peer.write(` ${index}.`)));
	await merged(peers, ...peers.map((_, index) => ` ${index}.`));
	await linkedAll(peers);
});
