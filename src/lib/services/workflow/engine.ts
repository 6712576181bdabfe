import type { WorkflowError } from '#lib/model/workflow.ts';
import { runBody } from './body.ts';
import { fromJson, isRecord, jsonOf, recordOf } from './data.ts';
import { parseWorkflow } from './definition.ts';
import { durationMs } from './duration.ts';
import { Execution, type Frame } from './execution.ts';
import { Cancellation, errorFrom, Interruption, standardFault, Suspension } from './fault.ts';
import { announce } from './lifecycle.ts';
import { TOP } from './place.ts';
import { RunRecord } from './record.ts';
import { withDeadline } from './run-task.ts';
import { DEFAULT_LIMITS, type ExecuteOptions, type RunChange, type RunEnd } from './workflow.ts';

/**
 * Runs a workflow from wherever its journal says it stands to its end, or to where it can go no further alone. Whoever
 * calls must be the only one that runs this run. How it ended is on disk when this resolves, unless it is `interrupted`.
 */
export async function executeWorkflow(options: ExecuteOptions): Promise<RunEnd> {
	const { run, host, journal } = options;
	const record = new RunRecord(run, journal, () => host.now());
	try {
		await record.load();
		const end = await settle(options, record);
		if (end.type === 'interrupted') return end;
		record.change(changeFor(end, host.now()));
		await record.flush();
		await announce(host.bus, run, end, host.now());
		return end;
	} catch (thrown) {
		if (thrown instanceof Interruption) return interrupted(thrown);
		throw thrown;
	} finally {
		record.close();
	}
}

async function settle(options: ExecuteOptions, record: RunRecord): Promise<RunEnd> {
	const { run, host, signal = new AbortController().signal } = options;
	const parsed = parseWorkflow(run.definition);
	if (!parsed.ok) return { type: 'faulted', error: brokenError(parsed.error[0]?.message ?? '') };
	const limits = { ...DEFAULT_LIMITS, ...options.limits };
	const input = fromJson(run.input);
	const execution = new Execution({ run, host, definition: parsed.value, limits, record, input, place: TOP });
	const frame: Frame = { indices: [], attempts: [], variables: {}, signal, depth: 0 };
	record.change({ status: 'running', wakeAt: null, waitingFor: null });
	await record.flush();
	if (run.status === 'pending') await announce(host.bus, run, { type: 'started' }, host.now());
	try {
		const output = await inTime(execution, frame, (inner) => runBody(execution, input, '/do', inner));
		execution.json(output);
		return { type: 'completed', output };
	} catch (thrown) {
		return endFrom(thrown, signal);
	}
}

async function inTime<T>(execution: Execution, frame: Frame, run: (frame: Frame) => Promise<T>): Promise<T> {
	const { source, use } = execution.definition;
	const timeout = source['timeout'];
	if (timeout === undefined) return run(frame);
	const named = typeof timeout === 'string' ? recordOf(use['timeouts'])[timeout] : timeout;
	const ms = isRecord(named) ? durationMs(named['after']) : undefined;
	if (ms === undefined) throw standardFault('configuration', `There is no timeout "${String(timeout)}".`);
	const at = execution.run.startedAt + ms;
	return withDeadline(execution, frame.signal, { at, ms }, (signal) => run({ ...frame, signal }));
}

function endFrom(thrown: unknown, signal: AbortSignal): RunEnd {
	if (thrown instanceof Suspension) return { type: 'suspended', reference: thrown.reference };
	if (thrown instanceof Cancellation) return { type: 'cancelled' };
	if (thrown instanceof Interruption) return interrupted(thrown);
	if (signal.aborted) return { type: 'interrupted' };
	return { type: 'faulted', error: errorFrom(thrown, '/') };
}

const interrupted = ({ problem }: Interruption): RunEnd => ({
	type: 'interrupted',
	...(problem ? { problem } : {}),
});

const brokenError = (message: string): WorkflowError => {
	const { error } = standardFault('configuration', message);
	return { ...error, instance: '/' };
};

/** What an end means for the row of the run. */
function changeFor(end: Exclude<RunEnd, { type: 'interrupted' }>, endedAt: number): RunChange {
	const rest: RunChange = { status: end.type, wakeAt: null, waitingFor: null };
	if (end.type === 'suspended')
		return { ...rest, at: [end.reference], waitingFor: 'your word on whether a step happened' };
	if (end.type === 'completed') return { ...rest, at: [], output: jsonOf(end.output), endedAt };
	if (end.type === 'faulted') return { ...rest, at: [], error: end.error, endedAt };
	return { ...rest, at: [], endedAt };
}
