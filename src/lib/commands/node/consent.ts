import type { CreationId } from '#lib/model/id.ts';
import type { BuildFailure } from '#lib/services/sandbox/sandbox.ts';
import type { Services } from '../services.ts';

/** Why this creation may not run in WebContainers: the person has not agreed to it. Undefined when they have. */
export async function consentMissing(
	creationId: CreationId,
	{ storage }: Services,
): Promise<BuildFailure | undefined> {
	const { allowed } = await storage.setting('nodeProjects');
	return allowed.includes(creationId) ? undefined : CONSENT_MISSING;
}

const CONSENT_MISSING: BuildFailure = {
	type: 'consent-missing',
	message: 'This is a Node project. It runs in WebContainers by StackBlitz, which you have not allowed yet.',
	action: 'Open it in the studio and allow WebContainers',
	problems: [],
};
