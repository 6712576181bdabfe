import * as z from 'zod/mini';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { defineCommand } from '../command.ts';

/** The tool as one file that runs outside of the browser: under Node, or for a tool in Python under Python. */
export const downloadScript = defineCommand({
	id: 'cli.script',
	title: 'Download as a Node or Python script',
	role: 'viewer',
	creationOf: ({ creationId }) => creationId,
	fromContext: ({ creationId, kind }) => (creationId && kind === 'cli' ? { creationId } : null),
	input: z.object({ creationId: creationIdSchema }),
	run: async ({ creationId }, services) =>
		(await import('./make-script.ts')).makeScript(creationId, services),
});
