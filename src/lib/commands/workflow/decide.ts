import { newRunId, type RunId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { WorkflowStep } from '#lib/model/workflow.ts';
import { jsonOf } from '#lib/services/workflow/data.ts';
import { standardFault } from '#lib/services/workflow/fault.ts';
import type { WorkflowStore } from '#lib/services/storage/workflow-store.ts';
import type { Decision } from './workflows.ts';

/** Writes down what the person knows of the effects at which a run is suspended. Fails with `run-missing` or `run-not-suspended`. */
export async function decide(
	store: WorkflowStore,
	id: RunId,
	decision: Decision,
	output: unknown,
): Promise<Result<void, Problem>> {
	const run = await store.run(id);
	if (!run) return err(RUN_MISSING);
	if (run.status !== 'suspended') return err(NOT_SUSPENDED);
	const open = (await store.steps(id)).filter(
		(step) => step.state === 'intent' && step.idempotencyKey !== undefined && step.memo === undefined,
	);
	const steps = open
		.filter(({ reference }) => run.at.includes(reference))
		.map((step) => decided(step, decision, output));
	return store.write(id, steps, { status: 'running', waitingFor: null });
}

function decided(step: WorkflowStep, decision: Decision, output: unknown): WorkflowStep {
	if (decision === 'happened') return { ...step, memo: jsonOf(output) };
	if (decision === 'fail') {
		const { error } = standardFault('runtime', 'The person said that this step failed.');
		return { ...step, state: 'failed', error: { ...error, instance: step.reference }, endedAt: Date.now() };
	}
	// Without its key the step counts as not begun; it gets the same one again.
	const { idempotencyKey: _, ...rest } = step;
	return rest;
}

/**
 * A new run with the same text and input that takes over every step which began before `reference` first did. Fails with
 * `run-missing` or `step-missing`.
 */
export async function branchOff(
	store: WorkflowStore,
	id: RunId,
	reference: string,
): Promise<Result<RunId, Problem>> {
	const run = await store.run(id);
	if (!run) return err(RUN_MISSING);
	const steps = await store.steps(id);
	const from = Math.min(...steps.filter((step) => step.reference === reference).map(({ seq }) => seq));
	if (from === Infinity) return err(STEP_MISSING);
	const next = newRunId();
	const kept = steps
		.filter((step) => step.seq < from && step.state !== 'failed' && !isAround(step.reference, reference))
		.map((step) => ({ ...step, runId: next }));
	const {
		id: _id,
		output: _output,
		error: _error,
		endedAt: _endedAt,
		wakeAt: _wakeAt,
		waitingFor: _for,
		...facts
	} = run;
	const begun = await store.begin(
		{ ...facts, id: next, status: 'pending', at: [], trigger: 'person', startedAt: Date.now() },
		kept,
	);
	return begun.ok ? ok(next) : begun;
}

/** A task that holds the one to begin with is not over before it. */
const isAround = (outer: string, inner: string): boolean => inner.startsWith(`${outer}/`);

const RUN_MISSING: Problem = { type: 'run-missing', message: 'This run is not on this device.' };
const NOT_SUSPENDED: Problem = {
	type: 'run-not-suspended',
	message: 'This run does not wait for a decision.',
};
const STEP_MISSING: Problem = { type: 'step-missing', message: 'This run never came to that step.' };
