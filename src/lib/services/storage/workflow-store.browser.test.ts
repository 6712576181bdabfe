import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCreationId, newRunId, newUlid, type RunId } from '#lib/model/id.ts';
import type { WorkflowRun, WorkflowStep } from '#lib/model/workflow.ts';
import { Database } from './database.ts';
import { createWorkflowStore, forgetRuns, type WorkflowStore } from './workflow-store.ts';

const database = new Database({ name: newUlid() });
let store: WorkflowStore;

beforeAll(async () => {
	await database.openChecked();
	store = createWorkflowStore(database);
});
afterAll(() => database.delete());

const newRun = (): WorkflowRun => ({
	id: newRunId(),
	creationId: newCreationId(),
	definition: '',
	definitionHash: '',
	status: 'running',
	input: '{}',
	at: [],
	trigger: 'person',
	traceparent: '',
	startedAt: 0,
});

const stepOf = (runId: RunId, seq: number): WorkflowStep => ({
	runId,
	key: `/do/${seq}`,
	reference: `/do/${seq}`,
	attempt: 1,
	seq,
	kind: 'set',
	state: 'done',
	startedAt: 0,
});

const keysOf = async (id: RunId): Promise<readonly string[]> =>
	(await store.steps(id)).map(({ key }) => key).toSorted();

test('steps are there when their write is done, with and without a change of the run', async () => {
	const run = newRun();
	await store.begin(run);
	expect((await store.write(run.id, [stepOf(run.id, 0), stepOf(run.id, 1)], {})).ok).toBe(true);
	expect((await store.write(run.id, [stepOf(run.id, 2)], { status: 'waiting', wakeAt: 5 })).ok).toBe(true);
	expect(await keysOf(run.id)).toEqual(['/do/0', '/do/1', '/do/2']);
	expect(await store.run(run.id)).toMatchObject({ status: 'waiting', wakeAt: 5 });
});

test('many writes at once lose nothing, and the last one of a step counts', async () => {
	const run = newRun();
	await store.begin(run);
	await Promise.all(
		Array.from({ length: 40 }, (_, n) =>
			store.write(run.id, [stepOf(run.id, n), { ...stepOf(run.id, 99), output: String(n) }], {}),
		),
	);
	const steps = await store.steps(run.id);
	expect(steps.length).toBe(41);
	expect(steps.find(({ seq }) => seq === 99)?.output).toBe('39');
});

test('nothing is left of what is written for a run that was forgotten', async () => {
	const run = newRun();
	await store.begin(run);
	await database.transaction('rw', [database.workflowRuns, database.workflowSteps], () =>
		forgetRuns(database, run.creationId),
	);
	expect((await store.write(run.id, [stepOf(run.id, 0)], {})).ok).toBe(true);
	expect((await store.write(run.id, [stepOf(run.id, 1)], { status: 'completed' })).ok).toBe(true);
	expect(await keysOf(run.id)).toEqual([]);
	expect(await store.run(run.id)).toBeUndefined();
});
