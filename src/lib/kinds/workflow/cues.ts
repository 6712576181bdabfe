import type { KitCues } from '../kind.ts';

/** Ids of the workflow kits. Stored in specs: never renamed. */
export const WORKFLOW_KIT_IDS = [
	'flow-steps',
	'flow-order',
	'flow-approval',
	'flow-digest',
	'flow-pipeline',
	'flow-checks',
	'flow-poll',
	'flow-onboarding',
	'flow-webhook',
] as const;
export type WorkflowKitId = (typeof WORKFLOW_KIT_IDS)[number];

const words = (text: string): string[] => text.split(', ');

/** By which words a sentence asks for each kit: lower case, base form. A sentence that tells its own steps is made from them. */
export const workflowCues: Readonly<Record<WorkflowKitId, KitCues>> = {
	'flow-steps': { nouns: [] },
	'flow-order': {
		nouns: words(
			'order workflow, order process, order processing, order fulfilment, checkout process, order',
		),
		hints: words('stock, payment, charge, customer'),
	},
	'flow-approval': {
		nouns: words('approval, approval workflow, approval process, approval flow, sign off, expense approval'),
		verbs: words('approve, sign off'),
		hints: words('manager, boss, budget'),
	},
	'flow-digest': {
		nouns: words(
			'digest, daily digest, weekly digest, daily summary, weekly summary, morning summary, weekly report, daily report, report',
		),
		hints: words('morning, daily, weekly, summary'),
	},
	'flow-pipeline': {
		nouns: words('pipeline, data pipeline, etl, data cleaning, batch job, import job'),
		verbs: words('clean'),
		hints: words('row, data, clean'),
	},
	'flow-checks': {
		nouns: words(
			'parallel check, check in parallel, validation, validation workflow, screening, background check',
		),
		verbs: words('validate, screen'),
		hints: words('parallel, same time, at once'),
	},
	'flow-poll': {
		nouns: words('polling, status poll, health check, availability check, retry with back off, back off'),
		verbs: words('poll'),
		hints: words('ready, until, retry'),
	},
	'flow-onboarding': {
		nouns: words(
			'onboarding, onboarding workflow, onboarding process, onboarding checklist, welcome process',
		),
		verbs: words('onboard'),
		hints: words('employee, colleague, customer, team'),
	},
	'flow-webhook': {
		nouns: words('webhook, webhook workflow, webhook forwarder, forwarding, event forwarder'),
		verbs: words('forward'),
		hints: words('transform, reshape, event'),
	},
};

/** The kits of the workflow kind, as the grammar must know them. */
export const workflowVocabulary = WORKFLOW_KIT_IDS.map((id) => ({
	id,
	kind: 'workflow' as const,
	cues: workflowCues[id],
}));
