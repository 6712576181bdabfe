import { expect, test, vi } from 'vitest';
import { newWorld, outputOf, run } from './runs.test-data.ts';

vi.setConfig({ testTimeout: 60_000 });

const fault = async (text: string, input: unknown = {}, options = {}) => {
	const end = await run(text, input, options);
	return end.type === 'faulted' ? end.error : end;
};

test('a loop without end comes to a clear stop', async () => {
	const error = await fault('do: [{ a: { set: { n: 1 }, then: a } }]', {}, { limits: { steps: 100 } });
	expect(error).toMatchObject({
		detail: expect.stringContaining('100 steps') as string,
		instance: '/do/0/a',
	});
});

test('a function that calls itself is stopped by its depth', async () => {
	const error = await fault('use: { functions: { f: { call: f } } }\ndo: [{ a: { call: f } }]');
	expect(error).toMatchObject({ detail: expect.stringContaining('deep') as string });
});

test('a task that gives too much data faults', async () => {
	const text = "do: [{ a: { set: { b: '${ [range(100)] }' } } }]";
	expect(await fault(text, {}, { limits: { dataCharacters: 100 } })).toMatchObject({
		detail: expect.stringContaining('100 characters') as string,
	});
});

test('time passes for waits, and timeouts of tasks and workflows end in the timeout error', async () => {
	const world = newWorld();
	expect(await outputOf('do: [{ a: { wait: PT2H } }, { b: { set: { done: true } } }]', {}, world)).toEqual({
		done: true,
	});
	expect(world.clock.now()).toBe(1_000_000 + 7_200_000);
	const late = 'do: [{ a: { timeout: { after: { seconds: 5 } }, wait: { minutes: 1 } } }]';
	expect(await fault(late)).toMatchObject({
		type: expect.stringContaining('timeout') as string,
		status: 408,
		instance: '/do/0/a',
	});
	expect(await fault('timeout: { after: PT1S }\ndo: [{ a: { wait: PT1M } }]')).toMatchObject({ status: 408 });
	const caught = `do: [{ a: { try: [{ b: { timeout: { after: PT1S }, wait: PT1M } }], catch: { errors: { with: { status: 408 } }, do: [{ c: { set: { late: true } } }] } } }]`;
	expect(await outputOf(caught)).toEqual({ late: true });
});

const RETRY = (policy: string) => `do:
  - get:
      try: [{ call: { call: http, with: { method: get, endpoint: 'https://a.test/x' } } }]
      catch: { errors: { with: { type: 'https://serverlessworkflow.io/spec/1.0.0/errors/communication' } }, retry: ${policy} }`;

test('retries come after the delays of their backoff, with one key, and stop at their limit', async () => {
	const waits = async (policy: string) => {
		const world = newWorld();
		const at: number[] = [];
		world.answer = () => {
			at.push(world.clock.now());
			return at.length < 4 ? new Response('', { status: 503 }) : Response.json({ ok: true });
		};
		expect(await outputOf(RETRY(policy), {}, world)).toEqual({ ok: true });
		expect(new Set(world.calls.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
		return at.slice(1).map((time, index) => (time - (at[index] ?? 0)) / 1_000);
	};
	expect(await waits('{ delay: { seconds: 3 } }')).toEqual([3, 3, 3]);
	expect(await waits('{ delay: { seconds: 3 }, backoff: { linear: {} } }')).toEqual([3, 6, 9]);
	expect(await waits('{ delay: { seconds: 3 }, backoff: { exponential: {} } }')).toEqual([3, 6, 12]);
	expect(await waits('{ delay: PT3S, jitter: { from: PT1S, to: PT2S } }')).toEqual([4.5, 4.5, 4.5]);
	const world = newWorld();
	world.answer = () => new Response('no', { status: 503 });
	expect(await run(RETRY('{ delay: PT1S, limit: { attempt: { count: 2 } } }'), {}, { world })).toMatchObject({
		type: 'faulted',
		error: { status: 503 },
	});
	expect(world.calls).toHaveLength(3);
});

test('the first branch to end wins a race, and the others stop', async () => {
	const world = newWorld();
	const text = `do: [{ race: { fork: { compete: true, branches: [{ slow: { do: [{ w: { wait: PT1H } }, { c: { call: http, with: { method: post, endpoint: 'https://a.test/' } } }] } }, { quick: { do: [{ w: { wait: PT1S } }, { s: { set: { won: true } } }] } }] } } }]`;
	expect(await outputOf(text, {}, world)).toEqual({ won: true });
	expect(world.calls).toEqual([]);
});

test('an error in one branch ends the fork, and is the error of the task that raised it', async () => {
	const text = `do: [{ both: { fork: { branches: [{ a: { wait: PT1H } }, { b: { raise: { error: { type: x, status: 418 } } } }] } } }]`;
	expect(await fault(text)).toEqual({ type: 'x', status: 418, instance: '/do/0/both/fork/branches/1/b' });
});

test('a listener takes one, any until, or all of the events that fit', async () => {
	const listen = (to: string, rest = '') => `do: [{ hear: { listen: { to: ${to} }${rest} } }]`;
	const hear = async (text: string, types: string[]) => {
		const world = newWorld();
		const end = outputOf(text, {}, world);
		// Listening begins when the run waits; the clock only moves for whoever waits for it.
		await world.host.until(world.clock.now() + 1_000, new AbortController().signal);
		for (const [index, type] of types.entries())
			await world.bus.publish({
				specversion: '1.0',
				id: String(index),
				source: 's',
				type,
				data: { n: index },
			});
		return end;
	};
	expect(await hear(listen('{ one: { with: { type: b } } }'), ['a', 'b', 'b'])).toEqual([{ n: 1 }]);
	expect(
		await hear(listen('{ all: [{ with: { type: a } }, { with: { type: b } }] }'), ['b', 'b', 'a']),
	).toEqual([{ n: 0 }, { n: 2 }]);
	expect(await hear(listen("{ any: [], until: '(. | length) == 3' }"), ['a', 'b', 'c', 'd'])).toHaveLength(3);
	expect(
		await hear(listen('{ any: [{ with: { type: a } }], until: { one: { with: { type: stop } } } }'), [
			'a',
			'b',
			'a',
			'stop',
		]),
	).toEqual([{ n: 0 }, { n: 2 }]);
	expect(await hear(listen("{ one: { with: { type: a, data: '${ .n > 1 }' } } }"), ['a', 'a', 'a'])).toEqual([
		{ n: 2 },
	]);
	const each = ", foreach: { item: event, do: [{ s: { set: { twice: '${ $event.n * 2 }' } } }] }";
	expect(await hear(listen("{ any: [], until: '(. | length) == 2' }", each), ['a', 'b'])).toEqual([
		{ twice: 0 },
		{ twice: 2 },
	]);
});

test('events tell how a run begins and ends', async () => {
	const world = newWorld();
	await run('do: [{ a: { raise: { error: { type: x, status: 400 } } } }]', {}, { world });
	expect(world.events.map(({ type }) => type)).toEqual([
		'io.serverlessworkflow.workflow.started.v1',
		'io.serverlessworkflow.workflow.faulted.v1',
	]);
});

test('what a browser cannot do is the configuration error of the specification', async () => {
	for (const task of [
		'call: grpc',
		'call: a2a',
		'run: { container: { image: x } }',
		'run: { shell: { command: ls } }',
	])
		expect(await fault(`do: [{ a: { ${task} } }]`)).toMatchObject({
			type: 'https://serverlessworkflow.io/spec/1.0.0/errors/configuration',
		});
});

test('another workflow runs inside a task with data of its own', async () => {
	const world = newWorld({
		workflow: () =>
			Promise.resolve(
				"document: { dsl: '1.0.0', namespace: test, name: two, version: '1.0.0' }\ndo: [{ a: { set: { sum: '${ .a + .b }' }, export: { as: { inner: true } } } }]",
			),
	});
	const text = `do:
  - keep: { set: { a: 1 }, export: { as: { outer: true } } }
  - sub: { run: { workflow: { namespace: test, name: two, input: { a: 1, b: 2 } } } }
  - last: { set: { sum: '\${ .sum }', context: '\${ $context }' } }`;
	expect(await outputOf(text, {}, world)).toEqual({ sum: 3, context: { outer: true } });
});

test('the record never holds what is secret in a header', async () => {
	const world = newWorld();
	const text = `do: [{ a: { call: http, with: { method: get, output: response, endpoint: { uri: 'https://a.test/', authentication: { bearer: { token: hush } } } } } }]`;
	expect(JSON.stringify(await outputOf(text, {}, world))).not.toContain('hush');
	expect(world.calls[0]?.headers['authorization']).toBe('Bearer hush');
});
