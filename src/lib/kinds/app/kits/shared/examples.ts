import type { Spec } from '#lib/model/spec.ts';
import type { ModelConstant } from './model-source.ts';
import { listOption } from './sensible.ts';

/** The `examples` constant of a model: what the sentence itself put on the list. */
export const examplesConstant = (spec: Spec): ModelConstant => ({
	doc: 'What stands on the list when it is opened for the first time.',
	name: 'examples',
	type: 'readonly string[]',
	value: listOption(spec, 'examples').filter((heading) => heading !== ''),
});
