/** Where a new step goes; `step` in the person's words, as everywhere here. */
export type StepPlace =
	{ readonly at: 'first' | 'last' } | { readonly at: 'before' | 'after'; readonly step: string };

/** One change of a workflow that a sentence asks for. */
export type FlowWish =
	/** A new step that does `action`: "send a mail". */
	| { readonly type: 'add'; readonly action: string; readonly place: StepPlace }
	| { readonly type: 'remove'; readonly step: string }
	/** Further attempts when it fails; 0 for none. */
	| { readonly type: 'retry'; readonly step: string; readonly count: number }
	/** Five fields, in local time; null where it is not to start by the clock any more. */
	| { readonly type: 'schedule'; readonly cron: string | null };

/** What was read of a sentence. */
export interface FlowWishes {
	readonly wishes: readonly FlowWish[];
	/** Parts that were not understood, as they were said. */
	readonly ignored: readonly string[];
}
