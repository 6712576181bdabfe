import { recordOf } from '../data.ts';
import { tasksOf, pointerOf, type NamedTask } from '../definition.ts';
import type { Activity, Frame, TaskEnd } from '../execution.ts';
import { Lost, Signal } from '../fault.ts';
import { placeOf, runTask } from '../run-task.ts';

interface Branch extends NamedTask {
	readonly reference: string;
}

/** All branches at once with the same input: an object of their outputs by name, or the output of the first to end. */
export async function runFork(activity: Activity): Promise<TaskEnd> {
	const fork = recordOf(activity.task['fork']);
	const branches = tasksOf(fork['branches']).map((branch, index) => ({
		...branch,
		reference: `${activity.reference}/fork/branches${pointerOf([index, branch.name])}`,
	}));
	if (branches.length === 0) return { output: activity.input };
	return fork['compete'] === true ? race(activity, branches) : gather(activity, branches);
}

async function gather(activity: Activity, branches: readonly Branch[]): Promise<TaskEnd> {
	const stop = new AbortController();
	const runs = branches.map((branch) => start(activity, branch, stop));
	// A suspended branch waits for a person; the others still get done what they can.
	const ends = await Promise.allSettled(
		runs.map((run) => run.catch((thrown: unknown) => stopOthers(thrown, stop))),
	);
	const failed = ends.flatMap((end) => (end.status === 'rejected' ? [errorOf(end.reason)] : []));
	const first = failed.find((reason) => !(reason instanceof Lost));
	if (first !== undefined) throw first;
	const done = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
	const output = Object.fromEntries(done.map((end, index) => [branches[index]?.name ?? '', end.output]));
	return done.some(({ then }) => then === 'end') ? { output, then: 'end' } : { output };
}

function stopOthers(thrown: unknown, stop: AbortController): never {
	if (!(thrown instanceof Signal)) stop.abort(new Lost());
	throw thrown;
}

async function race(activity: Activity, branches: readonly Branch[]): Promise<TaskEnd> {
	const stop = new AbortController();
	const before = branches.find(
		({ reference }) =>
			activity.execution.record.at(placeOf({ reference, frame: activity.frame }))?.state === 'done',
	);
	const runs = (before ? [before] : branches).map((branch) => start(activity, branch, stop));
	try {
		return withoutName(await Promise.any(runs));
	} catch (error) {
		throw firstOf(error);
	} finally {
		stop.abort(new Lost());
	}
}

/** Why the first branch failed, where all did. */
function firstOf(error: unknown): Error {
	return errorOf(error instanceof AggregateError ? error.errors[0] : error);
}

const errorOf = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** A branch leads to no other branch: of its ways on, only the end of the workflow counts. */
const withoutName = ({ output, then }: TaskEnd): TaskEnd => (then === 'end' ? { output, then } : { output });

function start(activity: Activity, branch: Branch, stop: AbortController): Promise<TaskEnd> {
	const { execution, input } = activity;
	const signal = AbortSignal.any([activity.frame.signal, stop.signal]);
	const frame: Frame = { ...activity.frame, signal, depth: activity.frame.depth + 1 };
	return runTask({ execution, ...branch, input, frame });
}
