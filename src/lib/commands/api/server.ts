import * as z from 'zod/mini';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { defineCommand } from '../command.ts';

/** The API as one file that serves it over HTTP under Node, outside of the browser. */
export const downloadServer = defineCommand({
	id: 'api.server',
	title: 'Download as a Node server',
	role: 'viewer',
	creationOf: ({ creationId }) => creationId,
	fromContext: ({ creationId, kind }) => (creationId && kind === 'api' ? { creationId } : null),
	input: z.object({ creationId: creationIdSchema }),
	run: async ({ creationId }, services) =>
		(await import('./make-server.ts')).makeServer(creationId, services),
});
