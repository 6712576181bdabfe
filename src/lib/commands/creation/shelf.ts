import * as z from 'zod/mini';
import type { CreationId } from '#lib/model/id.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import { forgetSecretsOf } from '../network/grants.ts';
import { defineCommand, type CommandContext } from '../command.ts';
import type { Services } from '../services.ts';
import { manifestText, readManifest } from './assemble.ts';

const one = z.object({ creationId: creationIdSchema });
const creationOf = ({ creationId }: { creationId: CreationId }): CreationId => creationId;
const fromContext = ({ creationId }: CommandContext) => (creationId ? { creationId } : null);

export const renameCreation = defineCommand({
	id: 'creation.rename',
	title: 'Rename',
	role: 'editor',
	changesFiles: true,
	creationOf,
	input: z.object({
		creationId: creationIdSchema,
		title: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
	}),
	run: ({ creationId, title }, services) =>
		services.workspaces.with(creationId, async (workspace) => {
			const manifest = readManifest(workspace.files);
			if (manifest.ok)
				workspace.tree.write(
					new Map([[MANIFEST_PATH, manifestText({ ...manifest.value, title })]]),
					'person',
				);
			const patched = await services.storage.patch(creationId, { title, updatedAt: Date.now() });
			return patched.ok ? workspace.tree.saved() : patched;
		}),
});

export const tagCreation = defineCommand({
	id: 'creation.tag',
	title: 'Set tags',
	role: 'editor',
	creationOf,
	input: z.object({
		creationId: creationIdSchema,
		tags: z
			.array(z.string().check(z.trim(), z.toLowerCase(), z.minLength(1), z.maxLength(40)))
			.check(z.maxLength(20)),
	}),
	run: ({ creationId, tags }, services) => services.storage.patch(creationId, { tags: [...new Set(tags)] }),
});

export const favouriteCreation = defineCommand({
	id: 'creation.favourite',
	title: 'Favourite',
	creationOf,
	input: z.object({ creationId: creationIdSchema, isFavourite: z.boolean() }),
	run: ({ creationId, isFavourite }, services) => services.storage.patch(creationId, { isFavourite }),
});

/** Off this device's shelf, whatever the role: others keep theirs. Into the trash, with Undo at hand. Nothing is forgotten until the trash is emptied. */
export const trashCreation = defineCommand({
	id: 'creation.trash',
	title: 'Move to trash',
	role: 'viewer',
	creationOf,
	fromContext,
	input: one,
	run: async ({ creationId }, services): Promise<Result<void, Problem>> => {
		const creation = await services.storage.creation(creationId);
		const trashed = await services.storage.patch(creationId, { trashedAt: Date.now() });
		if (!trashed.ok) return trashed;
		services.shell.notify(`“${creation?.title ?? 'Creation'}” is in the trash.`, {
			label: 'Undo',
			run: () => void putBack(creationId, services),
		});
		return ok(undefined);
	},
});

export const untrashCreation = defineCommand({
	id: 'creation.untrash',
	title: 'Put back',
	role: 'viewer',
	creationOf,
	input: one,
	run: ({ creationId }, services) => putBack(creationId, services),
});

/** For good. The screen asks first. */
export const eraseCreation = defineCommand({
	id: 'creation.erase',
	title: 'Delete for good',
	role: 'viewer',
	creationOf,
	input: one,
	run: async ({ creationId }, services) => {
		const granted = await services.storage.grants.of(creationId);
		const erased = await services.storage.erase(creationId);
		if (!erased.ok) return erased;
		void forgetSecretsOf(creationId, granted, services);
		void services.sandbox().then((sandbox) => sandbox.forget(creationId));
		return erased;
	},
});

const putBack = (id: CreationId, services: Services): Promise<Result<void, Problem>> =>
	services.storage.patch(id, { trashedAt: undefined });
