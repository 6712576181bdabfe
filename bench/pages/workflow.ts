import { newCreationId, newRunId, newUlid } from '#lib/model/id.ts';
import type { WorkflowRun } from '#lib/model/workflow.ts';
import { Database } from '#lib/services/storage/database.ts';
import { createWorkflowStore } from '#lib/services/storage/workflow-store.ts';
import { clockUntil } from '#lib/services/workflow/clock.ts';
import { closedHost } from '#lib/services/workflow/closed-host.ts';
import { executeWorkflow } from '#lib/services/workflow/engine.ts';
import { createJqClient } from '#lib/workers/jq.ts';

const expressions = createJqClient();
const host = closedHost(expressions, {
	now: () => Date.now(),
	until: clockUntil,
	http: () => Promise.resolve(Response.json({ ok: true })),
});

const HEAD = "document: { dsl: '1.0.0', namespace: bench, name: steps, version: '1.0.0' }\n";

const runOf = (text: string): WorkflowRun => ({
	id: newRunId(),
	creationId: newCreationId(),
	definition: HEAD + text,
	definitionHash: '',
	status: 'pending',
	input: '{}',
	at: [],
	trigger: 'person',
	traceparent: '',
	startedAt: Date.now(),
});

/** A store on a database of its own. */
async function openStore() {
	const database = new Database({ name: `bench-${newUlid()}` });
	await database.openChecked();
	return createWorkflowStore(database);
}

async function execute(
	store: ReturnType<typeof createWorkflowStore>,
	run: WorkflowRun,
	signal?: AbortSignal,
) {
	const present = (await store.run(run.id)) ?? run;
	const start = performance.now();
	const end = await executeWorkflow({
		run: present,
		host,
		journal: {
			steps: () => store.steps(run.id),
			write: (steps, change) => store.write(run.id, steps, change),
		},
		...(signal ? { signal } : {}),
	});
	return { ms: performance.now() - start, end: end.type };
}

/**
 * Steps per second: `count` effects, each with its intent and its answer on disk; as many pure steps; and as many bare
 * transactions with the same two rows, one after the other, which the disk and the browser take by themselves.
 */
async function steps(count: number): Promise<{ effects: number; pure: number; bare: number }> {
	const measure = async (task: string, times = count) => {
		const store = await openStore();
		const run = runOf(`do: [{ loop: { for: { in: '[range(${times})]' }, do: [{ step: ${task} }] } }]`);
		await store.begin(run);
		const { ms, end } = await execute(store, run);
		if (end !== 'completed') throw new Error(`It ended as ${end}.`);
		return (times / ms) * 1_000;
	};
	const [effect, pure] = [
		"{ call: http, with: { method: post, endpoint: 'https://a.test/' } }",
		"{ set: { n: '${ $index * 2 }' } }",
	];
	// Loads jq and compiles the engine: once per visit, not per step.
	for (const task of [effect, pure]) await measure(task, count / 4);
	return { bare: await bareWrites(count), effects: await measure(effect), pure: await measure(pure) };
}

/** Transactions per second that write two rows as a step does, with nothing around them. */
async function bareWrites(count: number): Promise<number> {
	const opening = indexedDB.open(`bench-${newUlid()}`);
	opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { keyPath: 'key' });
	await new Promise((resolve, reject) => {
		opening.onsuccess = resolve;
		opening.onerror = reject;
	});
	const start = performance.now();
	for (let n = 0; n < count; n++) {
		const writing = opening.result.transaction('rows', 'readwrite', { durability: 'strict' });
		for (const key of [n, n + 1]) writing.objectStore('rows').put({ key, text: 'x'.repeat(300) });
		await new Promise((resolve, reject) => {
			writing.oncomplete = resolve;
			writing.onabort = reject;
		});
	}
	return (count / (performance.now() - start)) * 1_000;
}

/** ms until a run with `count` recorded steps, whose tab died, is at an end in the next one. */
async function resume(count: number): Promise<number> {
	const store = await openStore();
	const run = runOf(
		`do: [{ loop: { for: { in: '[range(${count})]' }, do: [{ step: { set: { n: '\${ $item }' } } }] } }, { nap: { wait: PT1H } }]`,
	);
	await store.begin(run);
	const gone = new AbortController();
	const dead = execute(store, run, gone.signal);
	while ((await store.run(run.id))?.status !== 'waiting')
		await new Promise((resolve) => setTimeout(resolve, 20));
	gone.abort(new Error('the tab died'));
	await dead;
	const start = performance.now();
	const back = new AbortController();
	const again = executeWorkflow({
		run: (await store.run(run.id)) ?? run,
		host: { ...host, until: () => Promise.resolve() },
		journal: { steps: () => store.steps(run.id), write: (rows, change) => store.write(run.id, rows, change) },
		signal: back.signal,
	});
	await again;
	return performance.now() - start;
}

/** ms of each of `count` expressions, one at a time. */
async function jq(count: number): Promise<number[]> {
	const samples: number[] = [];
	await expressions.evaluate(['1 + 1'], { input: null, variables: {} });
	for (let n = 0; n < count; n++) {
		const start = performance.now();
		await expressions.evaluate(['map(.price * .count) | add'], {
			input: [
				{ price: n, count: 2 },
				{ price: 3, count: 4 },
			],
			variables: {},
		});
		samples.push(performance.now() - start);
	}
	return samples;
}

Object.assign(window, { bench: { steps, resume, jq } });
