import * as z from 'zod/mini';
import { MAX_FILES } from '#lib/model/files.ts';
import { filePathSchema } from '#lib/model/file-path-schema.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { err, type Problem, type Result } from '#lib/model/result.ts';
import { defineCommand } from '../command.ts';
import type { Workspace } from './workspace.svelte.ts';

const place = { creationId: creationIdSchema, path: filePathSchema };

/** A new file, empty unless `text` is given. */
export const addFile = defineCommand({
	id: 'file.add',
	title: 'New file',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({ ...place, text: z.optional(z.string()) }),
	run: ({ creationId, path, text }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const refusal = refusalOf(workspace, path);
			return refusal ? err(refusal) : write(workspace, new Map([[path, text ?? '']]));
		}),
});

export const moveFile = defineCommand({
	id: 'file.move',
	title: 'Rename file',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({ ...place, to: filePathSchema }),
	run: ({ creationId, path, to }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const content = workspace.files.get(path);
			const refusal = content === undefined ? fileMissing(path) : refusalOf(workspace, to);
			if (refusal || content === undefined) return err(refusal ?? fileMissing(path));
			return write(
				workspace,
				new Map([
					[path, null],
					[to, content],
				]),
			);
		}),
});

/** Deletes with Undo at hand; the version history has it anyway. */
export const deleteFile = defineCommand({
	id: 'file.delete',
	title: 'Delete file',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object(place),
	run: ({ creationId, path }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const content = workspace.files.get(path);
			if (content === undefined) return err(fileMissing(path));
			services.shell.notify(`Deleted ${path}.`, {
				label: 'Undo',
				run: () =>
					void services.workspaces.with(creationId, (again) => write(again, new Map([[path, content]]))),
			});
			return write(workspace, new Map([[path, null]]));
		}),
});

function write(
	workspace: Workspace,
	changes: ReadonlyMap<string, string | Uint8Array | null>,
): Promise<Result<void, Problem>> {
	workspace.tree.write(changes, 'person');
	return workspace.tree.saved();
}

function refusalOf(workspace: Workspace, path: string): Problem | null {
	if (workspace.files.has(path))
		return {
			type: 'file-exists',
			message: `There is already a file ${path}.`,
			action: 'Choose another name.',
		};
	if (workspace.files.size >= MAX_FILES)
		return { type: 'files-too-many', message: `A creation keeps at most ${MAX_FILES} files.` };
	return null;
}

const fileMissing = (path: string): Problem => ({
	type: 'file-missing',
	message: `There is no file ${path}.`,
});

/** Puts a text in the place of what a file holds. */
export const replaceFile = defineCommand({
	id: 'file.replace',
	title: 'Change file',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({ ...place, text: z.string() }),
	run: ({ creationId, path, text }, services) =>
		services.workspaces.with(creationId, (workspace) => write(workspace, new Map([[path, text]]))),
});
