import * as z from 'zod/mini';
import type { FileContent } from '#lib/model/files.ts';
import { filePathSchema } from '#lib/model/file-path-schema.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { defineCommand } from '../command.ts';

/** One file becomes again what it is in the newest version, with Undo at hand. */
export const discardChanges = defineCommand({
	id: 'file.discard',
	title: 'Discard changes',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({ creationId: creationIdSchema, path: filePathSchema }),
	run: ({ creationId, path }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const head = await workspace.loadHead();
			if (!head.ok) return head;
			const edited = workspace.files.get(path) ?? null;
			const put = (content: FileContent | null) =>
				services.workspaces.with(creationId, (open) => {
					open.tree.write(new Map([[path, content]]), 'person');
					return open.tree.saved();
				});
			services.shell.notify(`Discarded the changes to ${path}.`, {
				label: 'Undo',
				run: () => void put(edited),
			});
			return put(workspace.headFiles.get(path) ?? null);
		}),
});
