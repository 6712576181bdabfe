import * as z from 'zod/mini';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { ok } from '#lib/model/result.ts';
import { defineCommand, type CommandContext } from '../command.ts';

const one = z.object({ creationId: creationIdSchema });
const begun = z.object({
	creationId: creationIdSchema,
	/** A run that is there goes on. */
	ifIdle: z.optional(z.boolean()),
});
const fromContext = ({ creationId }: CommandContext) => (creationId ? { creationId } : null);

/** Starts the open creation, or starts it anew. The screen that shows it holds the workspace. */
export const runCreation = defineCommand({
	id: 'run.start',
	title: 'Run',
	shortcut: 'Mod+Enter',
	creationOf: ({ creationId }) => creationId,
	fromContext: (context): z.infer<typeof begun> | null => fromContext(context),
	input: begun,
	run: ({ creationId, ifIdle }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const { run, files } = workspace;
			await (ifIdle ? run.startIfIdle(files) : run.start(files));
			return ok(undefined);
		}),
});

export const stopCreation = defineCommand({
	id: 'run.stop',
	title: 'Stop',
	creationOf: ({ creationId }) => creationId,
	fromContext,
	input: one,
	run: ({ creationId }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			workspace.run.stop();
			return ok(undefined);
		}),
});

/** The remedy for a creation that hangs: every sandbox frame goes, and what was running is started again by its screen. */
export const resetSandboxes = defineCommand({
	id: 'sandbox.reset',
	title: 'Stop everything that runs',
	input: z.strictObject({}),
	fromContext: () => ({}),
	run: async (_input, services) => {
		for (const sandbox of await Promise.all([services.sandbox(), services.nodeSandbox()])) sandbox.resetAll();
		return ok(undefined);
	},
});
