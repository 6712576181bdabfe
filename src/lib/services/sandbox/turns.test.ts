import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

/** A work that ends when it is told to. */
function work() {
	let end: (value: string) => void = () => undefined;
	const done = new Promise<string>((resolve) => (end = resolve));
	return { run: () => done, end: (value: string) => end(value) };
}

/** The end of a work that has to be taken. */
async function taken<Value>(turns: Turns, run: () => Promise<Value>): Promise<Value> {
	const done = turns.take(run);
	if (!done) throw new Error('It was turned away.');
	return done;
}

test('so many run at a time, and the others begin in the order in which they came', async () => {
	const turns = new Turns({ atOnce: 2, waiting: 10 });
	const begun: number[] = [];
	const works = Array.from({ length: 5 }, work);
	const all = works.map(({ run }, index) =>
		taken(turns, () => {
			begun.push(index);
			return run();
		}),
	);
	expect(begun).toEqual([0, 1]);
	works[1]?.end('second');
	await expect.poll(() => begun).toEqual([0, 1, 2]);
	for (const [index, { end }] of works.entries()) end(`${index}`);
	expect(await Promise.all(all)).toEqual(['0', 'second', '2', '3', '4']);
	expect(begun).toEqual([0, 1, 2, 3, 4]);
});

test('a burst begins a few at a time, until as many run as may', async () => {
	const turns = new Turns({ atOnce: 32, waiting: 100 });
	const works = Array.from({ length: 40 }, work);
	let begun = 0;
	const all = works.map(({ run }) => taken(turns, () => (begun++, run())));
	await Promise.resolve();
	expect(begun).toBeLessThan(16);
	await expect.poll(() => begun).toBe(32);
	for (const { end } of works) end('');
	await Promise.all(all);
	expect(begun).toBe(40);
});

test('what finds too many waiting is turned away at once, and what waits is not lost', async () => {
	const turns = new Turns({ atOnce: 1, waiting: 1 });
	const [first, second] = [work(), work()];
	const [running, waiting] = [taken(turns, first.run), taken(turns, second.run)];
	expect(turns.take(() => Promise.resolve('third'))).toBeUndefined();
	first.end('a');
	second.end('b');
	expect(await Promise.all([running, waiting])).toEqual(['a', 'b']);
	expect(await taken(turns, () => Promise.resolve('fourth'))).toBe('fourth');
});

test('a work that fails gives its turn away', async () => {
	const turns = new Turns({ atOnce: 1, waiting: 5 });
	const failing = taken(turns, () => Promise.reject(new Error('no')));
	const next = taken(turns, () => Promise.resolve('on'));
	await expect(failing).rejects.toThrow('no');
	expect(await next).toBe('on');
});

test('works without a pause of their own let other tasks through', async () => {
	const turns = new Turns({ atOnce: 1, waiting: 1_000 });
	let isOver = false;
	const busy = () => {
		const until = performance.now() + 1;
		while (performance.now() < until);
		return Promise.resolve();
	};
	const all = Promise.all(Array.from({ length: 100 }, () => taken(turns, busy))).then(() => (isOver = true));
	const between = await new Promise<boolean>((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve(isOver);
		};
		port2.postMessage(null);
	});
	expect(between).toBe(false);
	await all;
});
