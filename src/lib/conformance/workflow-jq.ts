import type { ExprEngine } from '#lib/services/workflow/workflow.ts';

let loaded: Promise<ExprEngine> | undefined;

/** jq as the product has it: in a worker in the browser; in this realm where there are no workers. */
export const loadJq = (): Promise<ExprEngine> =>
	(loaded ??=
		typeof Worker === 'undefined'
			? import('#lib/services/workflow/jq-here.ts').then(({ createJqHere }) => createJqHere())
			: import('#lib/workers/jq.ts').then(({ createJqClient }) => createJqClient()));
