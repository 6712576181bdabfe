import fc from 'fast-check';
import { expect, test } from 'vitest';
import { err, ok } from '#lib/model/result.ts';
import type { WorkflowRun, WorkflowStep } from '#lib/model/workflow.ts';
import { executeWorkflow } from './engine.ts';
import { MemoryJournal } from './in-memory.ts';
import { newRun, newWorld, type World } from './runs.test-data.ts';
import type { Journal, RunEnd } from './workflow.ts';

/** Dies at the n-th chance: nothing more is written, and nothing more reaches the world. */
class Crash extends Error {}

/** A journal and a world that die together, and come back with what was on disk. */
class Machine {
	readonly journal: MemoryJournal;
	/** Keys of requests that arrived, in order. */
	readonly arrived: string[] = [];
	readonly #world: World;
	#left = Infinity;

	constructor(run: WorkflowRun) {
		this.journal = new MemoryJournal(run);
		this.#world = newWorld({ now: () => 1_000_000 });
		this.#world.answer = ({ headers, url }) => {
			// Dead before the request left, or before the answer came back.
			this.#live();
			this.arrived.push(headers['idempotency-key'] ?? '');
			this.#live();
			return Response.json({ seen: new URL(url).pathname });
		};
	}

	#live(): void {
		if (this.#left-- <= 0) throw new Crash();
	}

	/** Runs until the end, or until it has died after `chances`. */
	async run(chances = Infinity): Promise<RunEnd | 'dead'> {
		this.#left = chances;
		const control = new AbortController();
		const dead = new Promise<'dead'>((resolve) =>
			control.signal.addEventListener('abort', () => resolve('dead')),
		);
		const die = (error: unknown) => {
			if (error instanceof Crash) control.abort(error);
			throw error;
		};
		const { host } = this.#world;
		const ended = executeWorkflow({
			run: this.journal.run,
			host: { ...host, http: (...call) => host.http(...call).catch(die) },
			journal: {
				steps: () => this.journal.steps(),
				write: async (steps: readonly WorkflowStep[], change) => {
					if (control.signal.aborted) return new Promise(() => undefined);
					try {
						this.#live();
					} catch (error) {
						die(error);
					}
					await this.journal.write(steps, change);
					return ok(undefined);
				},
			},
			signal: control.signal,
		});
		return Promise.race([ended.catch(() => 'dead' as const), dead]);
	}
}

/** Runs a text to its end, dying after each number of chances in `deaths` and coming back. */
async function survive(text: string, deaths: readonly number[], isTold = true) {
	const machine = new Machine(newRun(text, { start: 1 }));
	for (const chances of deaths) {
		const end = await machine.run(chances);
		if (end !== 'dead' && end.type !== 'suspended') break;
	}
	let end = await machine.run();
	for (let told = 0; isTold && end !== 'dead' && end.type === 'suspended' && told < 20; told++) {
		forgetIntents(machine.journal);
		end = await machine.run();
	}
	return { end, machine };
}

/** As the person does who says "try again". */
function forgetIntents(journal: MemoryJournal): void {
	for (const [key, { idempotencyKey, ...row }] of journal.rows)
		if (row.state === 'intent' && idempotencyKey !== undefined && row.memo === undefined)
			journal.rows.set(key, row);
}

const TWELVE = `do:
${Array.from({ length: 12 }, (_, n) => `  - call${n}: { call: http, with: { method: post, endpoint: 'https://a.test/${n}' }, output: { as: '$input + { n${n}: .seen }' } }`).join('\n')}`;

test(
	'a run that dies at any of its boundaries ends the same, with one record per step and at most one repeated effect',
	{ timeout: 120_000 },
	async () => {
		const calm = await survive(TWELVE, []);
		expect(calm.machine.arrived).toHaveLength(12);
		for (let chances = 1; chances < 12 * 4 + 2; chances += chances < 12 ? 1 : 3) {
			const { end, machine } = await survive(TWELVE, [chances]);
			expect(end).toEqual(calm.end);
			const done = [...machine.journal.rows.values()].filter(({ state }) => state === 'done');
			expect(done.map(({ reference }) => reference)).toHaveLength(12);
			// A repeat is only ever of the one that was under way, by the same key.
			expect(machine.arrived.length).toBeLessThanOrEqual(13);
			expect(new Set(machine.arrived).size).toBe(12);
		}
	},
);

test('an effect that may have happened is not repeated until a person says so', async () => {
	const { end, machine } = await survive(TWELVE, [4], false);
	expect(end).toEqual({ type: 'suspended', reference: '/do/0/call0' });
	expect(machine.journal.run).toMatchObject({ status: 'suspended', at: ['/do/0/call0'] });
	expect(machine.arrived).toHaveLength(1);
});

const reading = TWELVE.replaceAll('method: post', 'method: get');

test('what only looks is asked again without a word', async () => {
	for (const chances of [2, 3, 4, 5, 6]) {
		const { end, machine } = await survive(reading, [chances], false);
		expect(end).toMatchObject({ type: 'completed' });
		expect(machine.arrived.length).toBeLessThanOrEqual(13);
	}
});

test('the answer of one effect and the intent of the next are one write, and a write that fails ends the run where it stands', async () => {
	const writes: (readonly WorkflowStep[])[] = [];
	const problem = { type: 'quota-full', message: 'full' };
	const end = async (room: number) => {
		const begun = newRun(TWELVE.replaceAll(/, output: .*? }' }/g, ''), { start: 1 });
		const journal = new MemoryJournal(begun);
		const { host } = newWorld();
		const write: Journal['write'] = (steps, change) => {
			if (writes.push(steps) > room) return Promise.resolve(err(problem));
			return journal.write(steps, change);
		};
		return executeWorkflow({ run: begun, host, journal: { steps: () => journal.steps(), write } });
	};
	expect(await end(Infinity)).toMatchObject({ type: 'completed' });
	// One as it begins, one before each effect, one at the end.
	expect(writes).toHaveLength(1 + 12 + 1);
	writes.length = 0;
	expect(await end(5)).toEqual({ type: 'interrupted', problem });
});

interface Tasks {
	readonly text: string;
}

const CONTEXT = "'${ $context.calls }'";

/** Any tasks that end: sets, calls, branches, loops, tries. */
const tasks = fc.letrec<{ list: Tasks; task: Tasks }>((tie) => ({
	list: fc
		.array(tie('task'), { minLength: 1, maxLength: 3 })
		.map((items) => ({ text: `[${items.map(({ text }, n) => `{ t${n}: ${text} }`).join(', ')}]` })),
	task: fc.oneof(
		{ maxDepth: 2 },
		fc.nat(9).map((n) => ({
			text: `{ set: '\${ (if type == "object" then . else { was: . } end) + { s${n}: ${n} } }' }`,
		})),
		fc.nat(9).map((n) => ({
			text: `{ call: http, with: { method: get, endpoint: 'https://a.test/${n}' }, output: { as: '{ last: ., before: ($input | tojson | length) }' }, export: { as: '{ calls: (($context.calls // 0) + 1) }' } }`,
		})),
		tie('list').map(({ text }) => ({ text: `{ do: ${text} }` })),
		fc
			.record({ list: tie('list'), n: fc.integer({ min: 1, max: 3 }) })
			.map(({ list, n }) => ({ text: `{ for: { in: '[range(${n})]' }, do: ${list.text} }` })),
		fc.record({ a: tie('task'), b: tie('task') }).map(({ a, b }) => ({
			// What a branch sees of the other's context hangs on which is quicker, with or without a crash.
			text: `{ fork: { branches: [{ a: ${a.text} }, { b: ${b.text} }] } }`.replaceAll(CONTEXT, 'unseen'),
		})),
		tie('list').map(({ text }) => ({
			text: `{ try: [{ first: { do: ${text} } }, { no: { raise: { error: { type: x, status: 400 } } } }], catch: { do: [{ then: { set: { caught: '\${ $error.status }', context: ${CONTEXT} } } }] } }`,
		})),
	),
}));

test(
	'any workflow that dies at any moments ends as it would have without',
	{ timeout: 240_000 },
	async () => {
		await fc.assert(
			fc.asyncProperty(
				tasks.list,
				fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
				async ({ text }, deaths) => {
					const calm = await survive(`do: ${text}`, []);
					const { end, machine } = await survive(`do: ${text}`, deaths);
					expect(end).toEqual(calm.end);
					expect(new Set(machine.arrived)).toEqual(
						new Set(machine.arrived.filter((key) => key.length === 64)),
					);
				},
			),
			{ numRuns: 60, seed: 7 },
		);
	},
);
