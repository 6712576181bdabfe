import type { RunId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';

/** What the person can wish for in the pane; the tab turns it into commands. */
export interface WorkflowActions {
	/** Starts a run with this input; gives its id. */
	readonly start: (input: unknown) => Promise<Result<RunId, Problem>>;
	readonly cancel: (id: RunId) => Promise<Result<unknown, Problem>>;
	/** A new run that takes over what was done before `reference`; gives its id. */
	readonly retryFrom: (id: RunId, reference: string) => Promise<Result<RunId, Problem>>;
	/** Says what became of the effect at which a run is suspended. */
	readonly resolve: (
		id: RunId,
		decision: 'retry' | 'happened' | 'fail',
		output: unknown,
	) => Promise<Result<unknown, Problem>>;
	/** Sends an event that runs wait for, or that starts one. */
	readonly send: (type: string, data: unknown) => Promise<Result<unknown, Problem>>;
	/** Lets the document's schedule start runs, or not. */
	readonly setSchedule: (isOn: boolean) => Promise<Result<unknown, Problem>>;
	/** Works out a jq expression. */
	readonly evaluate: (expression: string, data: unknown) => Promise<Result<unknown, Problem>>;
}
