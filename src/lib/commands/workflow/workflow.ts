import * as z from 'zod/mini';
import { creationIdSchema, runIdSchema } from '#lib/model/id-schema.ts';
import { defineCommand } from '../command.ts';

const oneRun = z.object({ runId: runIdSchema });

/** Starts a run of a workflow creation, gives its id, and does not wait for its end. Fails with `workflow-invalid`. */
export const startWorkflow = defineCommand({
	id: 'workflow.start',
	title: 'Run workflow',
	role: 'viewer',
	creationOf: ({ creationId }) => creationId,
	input: z.object({
		creationId: creationIdSchema,
		/** What the workflow's own `input.schema` asks for; absent means `{}`. */
		input: z.optional(z.json()),
	}),
	run: ({ creationId, input }, { workflows }) => workflows.start(creationId, input ?? {}, 'person'),
});

/** Cancels a run, wherever it stands. Fails with `run-missing` or `run-ended`. */
export const cancelWorkflow = defineCommand({
	id: 'workflow.cancel',
	title: 'Cancel run',
	input: oneRun,
	run: ({ runId }, { workflows }) => workflows.cancel(runId),
});

/**
 * The person says what became of the effect at which a run is suspended: try it again, it happened (and gave `output`),
 * or it failed. Fails with `run-missing` or `run-not-suspended`.
 */
export const resolveWorkflow = defineCommand({
	id: 'workflow.resolve',
	title: 'Decide about a step',
	input: z.object({
		runId: runIdSchema,
		decision: z.enum(['retry', 'happened', 'fail']),
		output: z.optional(z.json()),
	}),
	audit: ({ runId, decision }) => ({ runId, decision }),
	run: ({ runId, decision, output }, { workflows }) => workflows.resolve(runId, decision, output ?? null),
});

/** A new run of the same text that takes over what was recorded before `reference` first began. Gives its id. Fails with `run-missing` or `step-missing`. */
export const retryWorkflowFrom = defineCommand({
	id: 'workflow.retryFrom',
	title: 'Run again from here',
	input: z.object({ runId: runIdSchema, reference: z.string() }),
	run: ({ runId, reference }, { workflows }) => workflows.retryFrom(runId, reference),
});

/** Turns the document's `schedule` on or off; on, it starts runs as long as a tab is open. */
export const setSchedule = defineCommand({
	id: 'workflow.schedule',
	title: 'Set schedule',
	role: 'editor',
	creationOf: ({ creationId }) => creationId,
	input: z.object({ creationId: creationIdSchema, isOn: z.boolean() }),
	audit: ({ isOn }) => ({ isOn }),
	run: ({ creationId, isOn }, { workflows }) => workflows.schedules.set(creationId, isOn),
});
