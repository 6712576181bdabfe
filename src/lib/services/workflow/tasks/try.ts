import type { WorkflowError } from '#lib/model/workflow.ts';
import { isRecord, recordOf, textOf } from '../data.ts';
import { tasksOf } from '../definition.ts';
import type { Activity, Frame, TaskEnd } from '../execution.ts';
import { errorFrom, isCaught, Signal, WorkflowFault } from '../fault.ts';
import { endOf, placeOf, runList, withDeadline } from '../run-task.ts';
import { durationMs } from '../duration.ts';
import { pause } from './pause.ts';
import { nextDelay, retryOf, type Retry } from './retry.ts';

/** The tasks of `try`; an error that `catch` names is tried again, then handled, else it goes on. */
export async function runTry(activity: Activity): Promise<TaskEnd> {
	const { execution, task, frame } = activity;
	const handler = recordOf(task['catch']);
	const retry = retryOf(execution.definition, handler['retry']);
	const startedAt = retry ? begin(activity) : 0;
	for (let attempt = 1; ; attempt++) {
		try {
			return await once(activity, attempt, retry);
		} catch (thrown) {
			if (thrown instanceof Signal || frame.signal.aborted) throw thrown;
			const error = errorFrom(thrown, activity.reference);
			const caught = withError(frame, handler, error);
			if (!(await isWanted(activity, handler, error, caught))) throw thrown;
			const delay = retry
				? await nextDelay({ activity, retry, attempt, startedAt, error, frame: caught })
				: undefined;
			if (delay === undefined) return handle(activity, handler, caught, retry ? thrown : undefined);
			const waiting = { ...frame, attempts: [...frame.attempts, attempt] };
			const reference = `${activity.reference}/catch/retry`;
			await pause({ execution, reference, frame: waiting }, delay, 'another try');
		}
	}
}

/** When the first attempt began, on record. */
function begin(activity: Activity): number {
	return activity.execution.record.note(placeOf(activity), { kind: 'try' }).startedAt;
}

async function once(activity: Activity, attempt: number, retry: Retry | undefined): Promise<TaskEnd> {
	const { execution, task, reference, input, frame } = activity;
	const inner = { ...frame, depth: frame.depth + 1, attempts: [...frame.attempts, attempt] };
	const list = { tasks: tasksOf(task['try']), reference: `${reference}/try` };
	const run = async (signal: AbortSignal) =>
		endOf(await runList(execution, list, input, { ...inner, signal }));
	const ms = durationMs(recordOf(retry?.limit['attempt'])['duration']);
	if (ms === undefined) return run(frame.signal);
	return withDeadline(execution, frame.signal, { at: execution.host.now() + ms, ms }, run);
}

function withError(frame: Frame, handler: Readonly<Record<string, unknown>>, error: WorkflowError): Frame {
	const name = textOf(handler['as']) ?? 'error';
	return { ...frame, variables: { ...frame.variables, error, [name]: error } };
}

async function isWanted(
	{ execution, input }: Activity,
	handler: Readonly<Record<string, unknown>>,
	error: WorkflowError,
	frame: Frame,
): Promise<boolean> {
	const filter = await execution.fill(recordOf(handler['errors'])['with'], input, frame);
	if (isRecord(filter) && !isCaught(error, filter)) return false;
	const { when, exceptWhen } = handler;
	if (when !== undefined && !(await execution.test(when, error, frame))) return false;
	return exceptWhen === undefined || !(await execution.test(exceptWhen, error, frame));
}

/** What `catch.do` makes of it. Without one the error is forgotten, unless it outlived its retries. */
async function handle(
	{ execution, reference, input }: Activity,
	handler: Readonly<Record<string, unknown>>,
	frame: Frame,
	outlived: unknown,
): Promise<TaskEnd> {
	if (handler['do'] !== undefined) {
		const list = { tasks: tasksOf(handler['do']), reference: `${reference}/catch/do` };
		return endOf(await runList(execution, list, input, { ...frame, depth: frame.depth + 1 }));
	}
	if (outlived !== undefined)
		throw outlived instanceof Error ? outlived : new WorkflowFault(errorFrom(outlived, reference));
	return { output: input };
}
