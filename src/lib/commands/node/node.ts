import * as z from 'zod/mini';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { clientIdSchema } from '#lib/model/settings.ts';
import { defineCommand } from '../command.ts';

/** Lets one creation, a Node project, load the vendor's runtime and run in it. Before this nothing is asked there. */
export const allowNodeProject = defineCommand({
	id: 'node.allow',
	title: 'Allow WebContainers for this creation',
	role: 'editor',
	creationOf: ({ creationId }) => creationId,
	input: z.object({ creationId: creationIdSchema }),
	run: ({ creationId }, { storage }) =>
		storage.changeSetting('nodeProjects', (present) => ({
			...present,
			allowed: [...new Set([...present.allowed, creationId])],
		})),
});

/** From now on every Node project asks again. */
export const forbidNodeProjects = defineCommand({
	id: 'node.forbid',
	title: 'Ask again before Node projects run',
	input: z.strictObject({}),
	run: (_input, { storage }) =>
		storage.changeSetting('nodeProjects', (present) => ({ ...present, allowed: [] })),
});

/** The person's own key at StackBlitz, needed where their free use ends; null takes it out. Read once per page. */
export const setNodeKey = defineCommand({
	id: 'node.key',
	title: 'Set the key for WebContainers',
	input: z.object({ clientId: z.nullable(clientIdSchema) }),
	audit: ({ clientId }) => ({ isSet: clientId !== null }),
	run: ({ clientId }, { storage }) =>
		storage.changeSetting('nodeProjects', (present) => ({ ...present, clientId })),
});
