import type { Kind } from '../kind.ts';
import { renderBy } from '../render.ts';
import { check } from './check.ts';
import { guide } from './guide.ts';
import { workflowKits } from './kits.ts';
import { DEFINITION_PATH } from './paths.ts';

/** Workflows: one YAML file in the Serverless Workflow DSL, run by the house's own interpreter. */
export const workflowKind: Kind = {
	id: 'workflow',
	label: 'Workflow',
	kits: workflowKits,
	entry: DEFINITION_PATH,
	guide,
	check,
	amendSteps: async (files, wishes) => (await import('./amend.ts')).amendSteps(files, wishes),
	interpret: async (files) => (await import('./inspect.ts')).inspect(files),
	// Any steps can be put in order, so there is always a kit.
	render: (spec, links) => renderBy(workflowKits, spec, { links, kit: spec.kit || 'flow-steps' }),
};
