import type { Kit, KitEntry } from '../kind.ts';
import { WORKFLOW_KIT_IDS, workflowCues, type WorkflowKitId } from './cues.ts';

/** A new kit is one folder in `kits/`, its cues in `cues.ts` and one entry here. */
const entries: Readonly<Record<WorkflowKitId, KitEntry>> = {
	'flow-steps': {
		title: 'Steps in order',
		description: 'The steps you name, with conditions, retries and waits',
		example: 'When a form is sent, check the address, then save it, then send a mail; retry the mail twice',
		isGeneral: true,
		load: async () => (await import('./kits/steps/index.ts')).steps,
	},
	'flow-order': {
		title: 'Order workflow',
		description: 'Check stock, charge with retries, confirm',
		example: 'An order workflow',
		load: async () => (await import('./kits/order/index.ts')).order,
	},
	'flow-approval': {
		title: 'Approval workflow',
		description: 'Small amounts pass, others wait for a decision',
		example: 'An approval workflow',
		load: async () => (await import('./kits/approval/index.ts')).approval,
	},
	'flow-digest': {
		title: 'Daily digest',
		description: 'Every morning a summary of what is open',
		example: 'A daily digest workflow',
		load: async () => (await import('./kits/digest/index.ts')).digest,
	},
	'flow-pipeline': {
		title: 'Data pipeline',
		description: 'Clean rows, leave out broken ones, sum up',
		example: 'A data pipeline workflow',
		load: async () => (await import('./kits/pipeline/index.ts')).pipeline,
	},
	'flow-checks': {
		title: 'Parallel checks',
		description: 'Several checks at once, one answer',
		example: 'A validation workflow',
		load: async () => (await import('./kits/checks/index.ts')).checks,
	},
	'flow-poll': {
		title: 'Wait until ready',
		description: 'Look again with growing pauses, then give up',
		example: 'A polling workflow',
		load: async () => (await import('./kits/poll/index.ts')).poll,
	},
	'flow-onboarding': {
		title: 'Onboarding workflow',
		description: 'Tasks for somebody new, with a reminder',
		example: 'An onboarding workflow',
		load: async () => (await import('./kits/onboarding/index.ts')).onboarding,
	},
	'flow-webhook': {
		title: 'Webhook workflow',
		description: 'Take a message, reshape it, hand it on',
		example: 'A webhook workflow',
		load: async () => (await import('./kits/webhook/index.ts')).webhook,
	},
};

/** The starter kits of the workflow kind. */
export const workflowKits: readonly Kit[] = WORKFLOW_KIT_IDS.map((id) => ({
	id,
	kind: 'workflow',
	cues: workflowCues[id],
	...entries[id],
}));
