import type { FlowWishes } from '#lib/model/flow-wish.ts';
import type { KindId } from '#lib/model/kind.ts';
import type { Spec, Understanding } from '#lib/model/spec.ts';

/** What the grammar must know of a kit; `Kit` of the kinds floor satisfies it. */
export interface KitVocabulary {
	readonly id: string;
	readonly kind: KindId;
	readonly cues: {
		readonly nouns: readonly string[];
		readonly verbs?: readonly string[];
		readonly hints?: readonly string[];
	};
}

/** The engine that needs no model and no network: a tokenizer and a recursive-descent grammar. Synchronous, within a frame. */
export interface Starter {
	/** A sentence → what it means, or an honest refusal. `kind` is the person's own choice, which the grammar obeys. */
	understand(sentence: string, options?: { readonly kind?: KindId }): Understanding;
	/** A wish about an existing creation ("add a due date", "sort by rating", "call it Cookbook") → the changed spec, or a refusal. */
	amend(spec: Spec, sentence: string): Understanding;
	/** A wish about the steps of a workflow ("retry the charge five times"): what it asks for, whatever the workflow is. */
	amendFlow(sentence: string): FlowWishes;
}
