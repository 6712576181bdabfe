import { agreed, expect, linkedAll, merged, test } from './crew.ts';

test('six meet without any server by one code there and one back each, and go on when the introducer leaves', async ({
	crew,
}) => {
	await crew.stopServer();
	const peers = await crew.devices(6);
	const [first, ...others] = peers;
	await first!.found('Ada', 'start ');
	const link = await first!.do((own) => own.invite('editor'));
	await first!.connect([]);
	for (const [index, other] of others.entries()) {
		await other.join(`Guest ${index}`, link);
		await other.connect([]);
		const offer = await first!.do((own) => own.offer());
		const answer = await other.do((own, code) => own.answer(code ?? ''), offer);
		expect(await first!.do((own, code) => own.accept(code ?? ''), answer)).toBe(true);
		await expect.poll(() => other.text()).toBe('start ');
	}
	await linkedAll(peers);
	await first!.do((own) => own.leave());
	await linkedAll(others);
	await Promise.all(others.map((other, index) => other.write(`${index} `)));
	await merged(others, ...others.map((_, index) => `${index} `));
	await others[4]!.write('end');
	await agreed(others, await others[4]!.text());
});
