import type { CreationId, RunId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { WorkflowRun, WorkflowStatus, WorkflowStep } from '#lib/model/workflow.ts';
import type { Database } from './database.ts';
import { endsWithNextWrite } from './last-write.ts';
import { attempt, write } from './problems.ts';
import { SCHEMA_OF } from './schema.ts';
import { workflowRun, workflowRunsOf } from './workflow-queries.ts';

/** What may change of a run; null takes a fact away. */
export interface WorkflowRunChange {
	readonly status?: WorkflowStatus;
	readonly at?: readonly string[];
	readonly wakeAt?: number | null;
	readonly waitingFor?: string | null;
	readonly output?: string;
	readonly error?: WorkflowRun['error'];
	readonly endedAt?: number;
}

/** Runs of workflows and their records. What is written is on disk when the promise resolves. */
export interface WorkflowStore {
	/** Keeps a new run, with the steps that it takes over from another. */
	begin(run: WorkflowRun, steps?: readonly WorkflowStep[]): Promise<Result<void, Problem>>;
	run(id: RunId): Promise<WorkflowRun | undefined>;
	/** The newest runs of a creation, newest first. */
	runsOf(id: CreationId, limit?: number): Promise<readonly WorkflowRun[]>;
	/** Runs that are neither over nor suspended. */
	openRuns(): Promise<readonly WorkflowRun[]>;
	/** All steps of a run, in no order. */
	steps(id: RunId): Promise<readonly WorkflowStep[]>;
	/** Steps and the run's change, all or nothing. Does nothing for a run that is gone. */
	write(id: RunId, steps: readonly WorkflowStep[], change: WorkflowRunChange): Promise<Result<void, Problem>>;
}

const OPEN: readonly WorkflowStatus[] = ['pending', 'running', 'waiting'];

export const createWorkflowStore = (database: Database): WorkflowStore => ({
	begin: (run, steps = []) => write(() => begin(database, run, steps)),
	run: (id) => workflowRun(database, id),
	runsOf: (id, limit) => workflowRunsOf(database, id, limit),
	openRuns: async () =>
		database.rows('workflowRuns', await database.workflowRuns.where('status').anyOf(OPEN).toArray()),
	steps: async (id) =>
		database.rows('workflowSteps', await database.workflowSteps.where('runId').equals(id).toArray()),
	async write(id, steps, change) {
		const rows = steps.map((step) => SCHEMA_OF.workflowSteps.parse(step));
		return attempt(() => update(database, id, rows, change));
	},
});

async function begin(database: Database, run: WorkflowRun, steps: readonly WorkflowStep[]): Promise<void> {
	const row = SCHEMA_OF.workflowRuns.parse(run);
	const rows = steps.map((step) => SCHEMA_OF.workflowSteps.parse(step));
	await database.transaction('rw', [database.workflowRuns, database.workflowSteps], async () => {
		await database.workflowRuns.add(row);
		await database.workflowSteps.bulkPut(rows);
	});
}

async function update(
	database: Database,
	id: RunId,
	steps: readonly WorkflowStep[],
	change: WorkflowRunChange,
): Promise<void> {
	const hasChange = Object.keys(change).length > 0;
	const isThere = await (hasChange
		? updateBoth(database, id, steps, change)
		: updateSteps(database, id, steps));
	if (isThere) return;
	await database.workflowSteps.bulkDelete(steps.map(({ runId, key }) => [runId, key]));
}

/** Gives whether the run is there. */
function updateBoth(
	database: Database,
	id: RunId,
	steps: readonly WorkflowStep[],
	change: WorkflowRunChange,
): PromiseLike<boolean> {
	return database.transaction('rw', [database.workflowRuns, database.workflowSteps], async () => {
		const present = database.row('workflowRuns', await database.workflowRuns.get(id));
		if (!present) return false;
		await Promise.all([
			database.workflowRuns.put(changed(present, change)),
			steps.length > 0 ? database.workflowSteps.bulkPut([...steps]) : undefined,
		]);
		return true;
	});
}

/** Gives whether the run is there, of which only the key is read: its row holds the whole definition. */
function updateSteps(database: Database, id: RunId, steps: readonly WorkflowStep[]): PromiseLike<boolean> {
	return database.transaction('rw', [database.workflowRuns, database.workflowSteps], async (transaction) => {
		const key = transaction.idbtrans.objectStore('workflowRuns').getKey(id);
		endsWithNextWrite(transaction);
		await database.workflowSteps.bulkPut([...steps]);
		return key.result !== undefined;
	});
}

function changed(run: WorkflowRun, { wakeAt, waitingFor, at, ...rest }: WorkflowRunChange): WorkflowRun {
	const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
	const next = {
		...run,
		...given,
		at: at ? [...at] : run.at,
		...(wakeAt === undefined ? {} : { wakeAt: wakeAt ?? undefined }),
		...(waitingFor === undefined ? {} : { waitingFor: waitingFor ?? undefined }),
	};
	return SCHEMA_OF.workflowRuns.parse(next);
}

/** Forgets the runs of a creation, inside a transaction over both tables. */
export async function forgetRuns(database: Database, id: CreationId): Promise<void> {
	const runs = await database.workflowRuns
		.where('[creationId+id]')
		.between([id, ''], [id, '\uffff'])
		.primaryKeys();
	for (const run of runs) await database.workflowSteps.where('runId').equals(String(run)).delete();
	await database.workflowRuns.bulkDelete(runs);
}
