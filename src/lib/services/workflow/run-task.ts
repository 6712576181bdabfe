import type { WorkflowStep } from '#lib/model/workflow.ts';
import { abortable, reasonOf } from './abort.ts';
import { fromJson, isRecord, jsonOf, recordOf, textOf } from './data.ts';
import { pointerOf, type NamedTask, type TaskDefinition } from './definition.ts';
import { durationMs } from './duration.ts';
import { momentOf, type Execution, type Frame, type TaskEnd } from './execution.ts';
import { extended } from './extensions.ts';
import { errorFrom, Signal, standardFault, WorkflowFault } from './fault.ts';
import type { Place } from './place.ts';
import { kindOfTask } from '#lib/model/task.ts';
import { checkSchema } from './schema.ts';
import { runners } from './tasks/index.ts';

/** A task about to run. */
export interface Call {
	readonly execution: Execution;
	readonly name: string;
	readonly task: TaskDefinition;
	readonly reference: string;
	readonly input: unknown;
	readonly frame: Frame;
}

/** How a list came to its end: by its last task, or because a task said so. */
export interface ListEnd {
	readonly output: unknown;
	readonly by?: 'exit' | 'end';
}

/** One after the other, each with the output of the one before. */
export async function runList(
	execution: Execution,
	list: { readonly tasks: readonly NamedTask[]; readonly reference: string },
	input: unknown,
	frame: Frame,
): Promise<ListEnd> {
	const visits = new Map<string, number>();
	let output = input;
	for (let at = 0; ;) {
		const next = list.tasks[at];
		if (!next) return { output };
		const visit = visits.get(next.name) ?? 0;
		visits.set(next.name, visit + 1);
		const reference = `${list.reference}${pointerOf([at, next.name])}`;
		const within = visit > 0 ? { ...frame, indices: [...frame.indices, `v${visit}`] } : frame;
		const end = await runTask({ execution, ...next, reference, input: output, frame: within });
		output = end.output;
		if (end.then === 'exit' || end.then === 'end') return { output, by: end.then };
		at = end.then === undefined ? at + 1 : targetOf(list.tasks, end.then);
	}
}

function targetOf(tasks: readonly NamedTask[], name: string): number {
	const at = tasks.findIndex((task) => task.name === name);
	if (at < 0) throw standardFault('configuration', `There is no task "${name}" to go to.`);
	return at;
}

/** What a list's end means for the task around it: only `end` goes further up. */
export const endOf = ({ output, by }: ListEnd): TaskEnd => (by === 'end' ? { output, then: by } : { output });

/** One task with all that the DSL wraps around it; what its record already holds is not done again. */
export async function runTask(call: Call): Promise<TaskEnd> {
	const { execution, reference, frame } = call;
	if (frame.signal.aborted) throw reasonOf(frame.signal);
	const known = execution.record.at(placeOf(call));
	const settled = known && settledEnd(known, call);
	if (settled) return settled;
	execution.enter(reference);
	try {
		execution.count(frame.depth);
		return await attempt(call, known?.startedAt ?? execution.host.now());
	} catch (thrown) {
		throw await failure(call, thrown);
	} finally {
		execution.leave(reference);
	}
}

export const placeOf = ({ reference, frame }: Pick<Call, 'reference' | 'frame'>): Place => ({
	reference,
	indices: frame.indices,
	attempts: frame.attempts,
});

function settledEnd(known: WorkflowStep, call: Call): TaskEnd | undefined {
	if (known.state === 'skipped') return { output: call.input };
	if (known.state === 'failed' && known.error) throw new WorkflowFault(known.error);
	if (known.state !== 'done') return undefined;
	return { output: fromJson(known.output), ...(known.then === undefined ? {} : { then: known.then }) };
}

async function attempt(call: Call, startedAt: number): Promise<TaskEnd> {
	const { execution, task, frame, input } = call;
	const kind = kindOfTask(task);
	const outer = withTask(call, startedAt, input);
	if (task['if'] !== undefined && !(await isWanted(task['if'], input, execution, outer))) {
		execution.record.note(placeOf(call), {
			kind: kind ?? 'do',
			state: 'skipped',
			startedAt,
			endedAt: execution.record.endTime(),
		});
		return { output: input };
	}
	const end = await limited(call, startedAt, async (signal) => {
		const inner = await enter(call, { ...outer, signal }, startedAt);
		return leave(call, await work(call, inner), inner);
	});
	if (frame.signal.aborted) throw reasonOf(frame.signal);
	await finish(call, startedAt, end);
	return end;
}

const isWanted = async (
	condition: unknown,
	input: unknown,
	execution: Execution,
	frame: Frame,
): Promise<boolean> => (typeof condition === 'boolean' ? condition : execution.test(condition, input, frame));

/** The frame in which the task itself runs, with its input. */
interface Inside {
	readonly frame: Frame;
	readonly input: unknown;
}

async function enter(call: Call, frame: Frame, startedAt: number): Promise<Inside> {
	const { schema, from } = recordOf(call.task['input']);
	await checkSchema(call.execution, schema, call.input, frame);
	const input = from === undefined ? call.input : await call.execution.evaluate(from, call.input, frame);
	const variables = { ...withTask(call, startedAt, input).variables, input };
	return { input, frame: { ...frame, variables } };
}

async function work(call: Call, { input, frame }: Inside): Promise<TaskEnd> {
	const { execution, name, task, reference } = call;
	const kind = kindOfTask(task);
	if (!kind) throw standardFault('configuration', `"${name}" is no task that is known here.`);
	return extended({ execution, name, task, reference, input, frame }, kind, runners[kind]);
}

async function leave(call: Call, end: TaskEnd, { frame }: Inside): Promise<TaskEnd & { context?: string }> {
	const { execution, task } = call;
	const { as, schema } = recordOf(task['output']);
	const output = as === undefined ? end.output : await execution.evaluate(as, end.output, frame);
	await checkSchema(execution, schema, output, frame);
	const then = directive(end.then ?? textOf(task['then']));
	const rest = then === undefined ? { output } : { output, then };
	const exported = recordOf(task['export']);
	if (exported['as'] === undefined) return rest;
	const context = await execution.evaluate(exported['as'], output, frame);
	await checkSchema(execution, exported['schema'], context, frame);
	return { ...rest, context: execution.export(context) };
}

const directive = (then: string | undefined): string | undefined => (then === 'continue' ? undefined : then);

async function finish(
	call: Call,
	startedAt: number,
	{ output, then, context }: TaskEnd & { context?: string },
): Promise<void> {
	const { record } = call.execution;
	record.note(placeOf(call), {
		kind: kindOfTask(call.task) ?? 'do',
		state: 'done',
		input: shown(call.input),
		output: call.execution.json(output),
		...(then === undefined ? {} : { then }),
		...(context === undefined ? {} : { context }),
		startedAt,
		endedAt: record.endTime(),
	});
	await record.relax();
}

/** Records the failure and gives what to throw; a signal from outside is neither a failure nor recorded. */
async function failure(call: Call, thrown: unknown): Promise<unknown> {
	const { execution, frame, reference } = call;
	if (thrown instanceof Signal) return thrown;
	if (frame.signal.aborted) return reasonOf(frame.signal);
	const error = errorFrom(thrown, reference);
	execution.record.note(placeOf(call), {
		kind: kindOfTask(call.task) ?? 'do',
		state: 'failed',
		input: shown(call.input),
		error,
		endedAt: execution.record.endTime(),
	});
	await execution.record.relax();
	return new WorkflowFault(error);
}

const SHOWN_CHARACTERS = 64 * 1024;

/** For people, not for replay. */
const shown = (input: unknown): string => {
	const text = jsonOf(input);
	return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
};

function withTask(call: Call, startedAt: number, input: unknown): Frame {
	const { name, reference, task, frame } = call;
	const facts = { ...task, name, reference, definition: task, input, startedAt: momentOf(startedAt) };
	return { ...frame, variables: { ...frame.variables, task: facts } };
}

/** Within the task's timeout, counted from its first start. */
async function limited<T>(
	call: Call,
	startedAt: number,
	run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const after = await timeoutMs(call.task['timeout'], call);
	if (after === undefined) return run(call.frame.signal);
	call.execution.record.note(placeOf(call), {
		kind: kindOfTask(call.task) ?? 'do',
		state: 'intent',
		startedAt,
	});
	return withDeadline(call.execution, call.frame.signal, { at: startedAt + after, ms: after }, run);
}

async function timeoutMs(timeout: unknown, { execution, input, frame }: Call): Promise<number | undefined> {
	if (timeout === undefined) return undefined;
	const named =
		typeof timeout === 'string' ? recordOf(execution.definition.use['timeouts'])[timeout] : timeout;
	const after = isRecord(named) ? durationMs(await execution.fill(named['after'], input, frame)) : undefined;
	if (after === undefined) throw standardFault('configuration', `There is no timeout "${String(timeout)}".`);
	return after;
}

/** Aborts `run` with a timeout error when the clock shows `deadline.at`. */
export async function withDeadline<T>(
	execution: Execution,
	outer: AbortSignal,
	deadline: { readonly at: number; readonly ms: number },
	run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const late = new AbortController();
	const done = new AbortController();
	const fault = () => late.abort(standardFault('timeout', `It took longer than ${deadline.ms / 1_000} s.`));
	const signal = AbortSignal.any([outer, late.signal]);
	execution.host.until(deadline.at, AbortSignal.any([outer, done.signal])).then(fault, () => undefined);
	try {
		return await abortable(run(signal), signal);
	} finally {
		done.abort();
	}
}
