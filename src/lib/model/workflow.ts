import * as z from 'zod/mini';
import { creationIdSchema, runIdSchema } from './id-schema.ts';

/** How a run of a workflow stands. `suspended`: only the person can say whether an effect happened. */
export const workflowStatusSchema = z.enum([
	'pending',
	'running',
	'waiting',
	'suspended',
	'completed',
	'faulted',
	'cancelled',
]);
export type WorkflowStatus = z.infer<typeof workflowStatusSchema>;

/** An error as the DSL has it. */
export const workflowErrorSchema = z.object({
	type: z.string(),
	status: z.int(),
	title: z.optional(z.string()),
	detail: z.optional(z.string()),
	/** JSON pointer of the task that raised it. */
	instance: z.optional(z.string()),
});
export type WorkflowError = z.infer<typeof workflowErrorSchema>;

/** One run of a workflow: a small row; what its steps gave lies in `workflowSteps`. */
export const workflowRunSchema = z.object({
	id: runIdSchema,
	creationId: creationIdSchema,
	/** The workflow's text as it was when the run began; an edit never changes a run. */
	definition: z.string(),
	/** SHA-256 of `definition`, hexadecimal. */
	definitionHash: z.string(),
	status: workflowStatusSchema,
	/** JSON. */
	input: z.string(),
	output: z.optional(z.string()),
	error: z.optional(workflowErrorSchema),
	/** JSON pointers of the tasks that run or wait now. */
	at: z.array(z.string()),
	/** When to go on. ms since 1970. */
	wakeAt: z.optional(z.number()),
	/** What it waits for, in words. */
	waitingFor: z.optional(z.string()),
	/** What began it: a person, a schedule, an event, another creation. */
	trigger: z.enum(['person', 'schedule', 'event', 'call', 'workflow']),
	traceparent: z.string(),
	startedAt: z.number(),
	endedAt: z.optional(z.number()),
});
export type WorkflowRun = z.infer<typeof workflowRunSchema>;

/** The record of one attempt of one task: written before its effect (`intent`) and after it. */
export const workflowStepSchema = z.object({
	runId: runIdSchema,
	/** Task reference and the indices of loops and branches around it, then the attempt: stable over replay. */
	key: z.string(),
	/** JSON pointer of the task: `/do/1/charge`. */
	reference: z.string(),
	/** From 1. */
	attempt: z.int(),
	/** Order within the run, from 0. */
	seq: z.int(),
	kind: z.string(),
	state: z.enum(['intent', 'done', 'failed', 'skipped']),
	/** The same for every attempt to have one effect: `sha256(run|reference|indices)`. */
	idempotencyKey: z.optional(z.string()),
	/** JSON; cut to 64 kB for showing, whole where replay needs it. */
	input: z.optional(z.string()),
	output: z.optional(z.string()),
	error: z.optional(workflowErrorSchema),
	/** Where it went on, when not to the next task. */
	then: z.optional(z.string()),
	/** JSON; the context after a step that exported one. */
	context: z.optional(z.string()),
	/** JSON; what replay needs besides: the answer of an effect, the items of a loop, when a wait is over. */
	memo: z.optional(z.string()),
	startedAt: z.number(),
	endedAt: z.optional(z.number()),
});
export type WorkflowStep = z.infer<typeof workflowStepSchema>;
