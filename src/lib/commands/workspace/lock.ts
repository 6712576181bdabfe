import * as z from 'zod/mini';
import { filePathSchema } from '#lib/model/file-path-schema.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { defineCommand } from '../command.ts';
import { LOCKS_PATH, withLock } from '../generate/locked.ts';

/** Keeps models from changing a file, or lets them again. People may change it all the same. */
export const lockFile = defineCommand({
	id: 'file.lock',
	title: 'Lock file',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({ creationId: creationIdSchema, path: filePathSchema, isLocked: z.boolean() }),
	audit: ({ path, isLocked }) => ({ path, isLocked }),
	run: ({ creationId, path, isLocked }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const list = withLock(workspace.files, path, isLocked);
			workspace.tree.write(new Map([[LOCKS_PATH, list]]), 'person');
			return workspace.tree.saved();
		}),
});
