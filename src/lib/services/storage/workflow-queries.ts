import Dexie from 'dexie';
import type { CreationId, RunId } from '#lib/model/id.ts';
import type { WorkflowRun, WorkflowStep } from '#lib/model/workflow.ts';
import type { Database } from './database.ts';

/** The newest runs of a workflow, newest first. At most `limit` (100). For screens, through `live()`. */
export async function workflowRunsOf(
	database: Database,
	id: CreationId,
	limit = 100,
): Promise<WorkflowRun[]> {
	const raws = await database.workflowRuns
		.where('[creationId+id]')
		.between([id, Dexie.minKey], [id, Dexie.maxKey])
		.reverse()
		.limit(Math.min(limit, 500))
		.toArray();
	return database.rows('workflowRuns', raws);
}

/** One run; undefined when it is gone. For screens, through `live()`. */
export const workflowRun = async (database: Database, id: RunId): Promise<WorkflowRun | undefined> =>
	database.row('workflowRuns', await database.workflowRuns.get(id));

/** The record of a run in the order in which its steps began. At most `limit` (2,000). For screens, through `live()`. */
export async function workflowStepsOf(
	database: Database,
	runId: RunId,
	limit = 2_000,
): Promise<WorkflowStep[]> {
	const raws = await database.workflowSteps.where('runId').equals(runId).limit(limit).toArray();
	return database.rows('workflowSteps', raws).sort((a, b) => a.seq - b.seq);
}
