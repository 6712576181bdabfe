import type { Problem } from '#lib/model/result.ts';
import type { WorkflowError } from '#lib/model/workflow.ts';
import { isRecord } from './data.ts';

const STANDARD = 'https://serverlessworkflow.io/spec/1.0.0/errors/';

const STATUS = {
	configuration: 400,
	validation: 400,
	expression: 400,
	authentication: 401,
	authorization: 403,
	timeout: 408,
	communication: 500,
	runtime: 500,
} as const;

export type StandardError = keyof typeof STATUS;

/** An error of the DSL on its way to whoever catches it. */
export class WorkflowFault extends Error {
	readonly error: WorkflowError;

	constructor(error: WorkflowError) {
		super(error.detail ?? error.title ?? error.type);
		this.error = error;
	}
}

/** One of the specification's own errors. `status` is the standard's where it is not given. */
export function standardFault(
	name: StandardError,
	detail: string,
	status: number = STATUS[name],
): WorkflowFault {
	const title = `${name.charAt(0).toUpperCase()}${name.slice(1)} error`;
	return new WorkflowFault({ type: STANDARD + name, status, title, detail: detail.slice(0, 4_000) });
}

/** What ends work without being an error of the workflow: nothing catches it, nothing records it. */
export class Signal extends Error {}

/** The effect at `reference` may or may not have happened: only a person can say. */
export class Suspension extends Signal {
	readonly reference: string;

	constructor(reference: string) {
		super(`suspended at ${reference}`);
		this.reference = reference;
	}
}

/** The person gives the run up. */
export class Cancellation extends Signal {}

/** The run is let go of as it stands: another tab goes on, or the storage refused. */
export class Interruption extends Signal {
	readonly problem: Problem | undefined;

	constructor(problem?: Problem) {
		super(problem?.message ?? 'interrupted');
		this.problem = problem;
	}
}

/** Another branch of a race has won. */
export class Lost extends Signal {}

/** Whatever was thrown, as an error of the DSL at `instance`. */
export function errorFrom(thrown: unknown, instance: string): WorkflowError {
	const { error } = thrown instanceof WorkflowFault ? thrown : standardFault('runtime', String(thrown));
	return error.instance === undefined ? { ...error, instance } : error;
}

/**
 * Whether an error is one that `filter` (of `catch.errors.with`) names. The kit and the text of the specification spell
 * the addresses of standard errors differently, and some documents write only their last word: all are the same.
 */
export function isCaught(error: WorkflowError, filter: Readonly<Record<string, unknown>>): boolean {
	const facts: unknown = error;
	return Object.entries(filter).every(([name, wanted]) => {
		const found = isRecord(facts) ? facts[name] : undefined;
		if (name === 'type') return plainType(found) === plainType(wanted);
		return found === wanted || String(found) === String(wanted);
	});
}

const STANDARD_TYPE = new RegExp(
	`^(?:https://serverlessworkflow\\.io/(?:[\\w.-]+/)*)?(${Object.keys(STATUS).join('|')})$`,
);

const plainType = (type: unknown): string => {
	const text = String(type);
	return STANDARD_TYPE.exec(text)?.[1] ?? text;
};
