import type { CreationId, RunId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { WorkflowRun, WorkflowStatus, WorkflowStep } from '#lib/model/workflow.ts';
import type { Database } from './database.ts';
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

function update(
	database: Database,
	id: RunId,
	steps: readonly WorkflowStep[],
	change: WorkflowRunChange,
): PromiseLike<void> {
	return database.transaction('rw', [database.workflowRuns, database.workflowSteps], async () => {
		// Both at once: each wait for an answer is a turn in which the disk is idle.
		const [isThere] = await Promise.all([
			updateRun(database, id, change),
			steps.length > 0 ? database.workflowSteps.bulkPut([...steps]) : undefined,
		]);
		if (!isThere && steps.length > 0)
			await database.workflowSteps.bulkDelete(steps.map(({ runId, key }) => [runId, key]));
	});
}

/** Whether the run is still there. Its row is read only where it changes: it holds the whole definition. */
async function updateRun(database: Database, id: RunId, change: WorkflowRunChange): Promise<boolean> {
	if (Object.keys(change).length === 0)
		return (await database.workflowRuns.where('id').equals(id).count()) > 0;
	const present = database.row('workflowRuns', await database.workflowRuns.get(id));
	if (present) await database.workflowRuns.put(changed(present, change));
	return present !== undefined;
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
