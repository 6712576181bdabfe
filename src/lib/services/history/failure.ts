import { err, ok, type Problem, type Result } from '#lib/model/result.ts';

/** A Problem on its way to the edge of this room, where it becomes a Result. */
export class HistoryFailure extends Error {
	readonly problem: Problem;

	constructor(problem: Problem) {
		super(problem.message);
		this.problem = problem;
	}
}

/** The value, or the failure thrown. */
export function unwrap<T>(result: Result<T, Problem>): T {
	if (!result.ok) throw new HistoryFailure(result.error);
	return result.value;
}

/** The edge: failures become values, bugs go on as exceptions. */
export async function attempt<T>(work: () => Promise<T>): Promise<Result<T, Problem>> {
	try {
		return ok(await work());
	} catch (error) {
		if (error instanceof HistoryFailure) return err(error.problem);
		throw error;
	}
}

/** Reads something stored; whatever Git says against it means that it is damaged or missing. */
export async function intact<T>(what: string, read: () => Promise<T>): Promise<T> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof HistoryFailure) throw error;
		throw new HistoryFailure(damaged(what, String(error)));
	}
}

export const damaged = (what: string, detail: string): Problem => ({
	type: 'object-damaged',
	message: `${what} is damaged on this device and cannot be read. Other versions are not affected.`,
	action: 'Open another version in History',
	detail,
});

export const VERSION_MISSING: Problem = {
	type: 'version-missing',
	message: 'This version is not on this device.',
	action: 'Open another version in History',
};

export const repositoryInvalid = (detail: string): Problem => ({
	type: 'repository-invalid',
	message: 'The history in this archive cannot be taken over: it holds something AetherOS does not keep.',
	action: 'Import the files without their history',
	detail,
});
