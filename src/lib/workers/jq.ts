import { err, type Problem, type Result } from '#lib/model/result.ts';
import { createExprEngine, type RunJq } from '#lib/services/workflow/jq.ts';
import type { ExprEngine } from '#lib/services/workflow/workflow.ts';
import JqWorker from './jq.worker.ts?worker';
import { connect, type Remote } from './remote.ts';

interface JqDesk {
	readonly run: RunJq;
}

/** Longest time for one program. ms. */
const PROGRAM_MS = 5_000;
/** The same for the first of a worker, which loads jq. ms. */
const FIRST_MS = 30_000;

/**
 * jq in a worker that is killed when a program takes too long; another one stands ready to take over. Programs run one
 * after the other.
 */
export function createJqClient(limits = { programMs: PROGRAM_MS }): ExprEngine & { stop(): void } {
	let [now, spare] = [begin(), begin()];
	let last: Promise<unknown> = Promise.resolve();
	const run: RunJq = async (program, data) => {
		const used = now;
		const answered = await within(
			used.desk.call((desk) => desk.run(program, data)),
			used.isReady() ? limits.programMs : FIRST_MS,
		);
		if (answered?.ok || answered?.error.type.startsWith('expression')) return answered;
		used.desk.stop();
		[now, spare] = [spare, begin()];
		return answered ?? err(slow(limits.programMs));
	};
	return {
		...createExprEngine((...call) => {
			const next = last.then(() => run(...call));
			last = next;
			return next;
		}),
		stop() {
			now.desk.stop();
			spare.desk.stop();
		},
	};
}

interface Standing {
	readonly desk: Remote<JqDesk>;
	/** Whether jq has been loaded. */
	isReady(): boolean;
}

/** A worker that loads jq at once. */
function begin(): Standing {
	const desk = connect<JqDesk>(() => new JqWorker({ name: 'jq' }));
	let isReady = false;
	void desk.call((worker) => worker.run('1', 'null')).then(() => (isReady = true));
	return { desk, isReady: () => isReady };
}

/** The answer; undefined when it takes longer than `ms`. */
async function within(
	answer: Promise<Result<string, Problem>>,
	ms: number,
): Promise<Result<string, Problem> | undefined> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)));
	const first = await Promise.race([answer, late]);
	clearTimeout(timer);
	return first;
}

const slow = (ms: number): Problem => ({
	type: 'expression-slow',
	message: `An expression may take ${ms / 1_000} s, and this one took longer. Does it ever end?`,
});
