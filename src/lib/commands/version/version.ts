import * as z from 'zod/mini';
import { creationIdSchema, objectIdSchema } from '#lib/model/id-schema.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { Version } from '#lib/model/version.ts';
import { defineCommand } from '../command.ts';
import { applied, passGate } from '../mesh/gate.ts';
import { PERSON } from './person.ts';

export const saveVersion = defineCommand({
	id: 'version.save',
	title: 'Save version',
	role: 'editor',
	changesFiles: true,
	shortcut: 'Mod+S',
	creationOf: ({ creationId }) => creationId,
	fromContext: ({ creationId }) => (creationId ? { creationId } : null),
	input: z.object({
		creationId: creationIdSchema,
		message: z.optional(z.string().check(z.trim(), z.maxLength(2000))),
	}),
	run: ({ creationId, message }, services) =>
		services.workspaces.with(creationId, async (workspace): Promise<Result<Version, Problem>> => {
			const head = await workspace.loadHead();
			if (!head.ok) return head;
			const saved = await workspace.tree.saved();
			if (!saved.ok) return saved;
			const landing = { id: creationId, before: workspace.headFiles, after: workspace.files };
			const passed = await passGate(landing, services);
			if (!passed.ok) return passed;
			const paths = workspace.changes.map((change) => change.path);
			workspace.tree.write(passed.value.extra, 'person');
			const whole = await workspace.tree.saved();
			if (!whole.ok) return whole;
			const version = await workspace.commit({ message: message || editMessage(paths), author: PERSON });
			if (version.ok) await passed.value.follow();
			return version;
		}),
});

/** An older version comes back as a new one: nothing in between is lost. */
export const restoreVersion = defineCommand({
	id: 'version.restore',
	title: 'Restore as new version',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({ creationId: creationIdSchema, version: objectIdSchema }),
	audit: ({ version }) => ({ version }),
	run: ({ creationId, version }, services) =>
		services.workspaces.with(creationId, async (workspace): Promise<Result<Version, Problem>> => {
			const head = await workspace.loadHead();
			if (!head.ok) return head;
			const history = await services.history();
			const files = await history.read(creationId, version);
			if (!files.ok) return files;
			const landing = { id: creationId, before: workspace.files, after: files.value };
			const passed = await passGate(landing, services);
			if (!passed.ok) return passed;
			if (workspace.changes.length > 0) {
				const kept = await workspace.commit({ message: 'Keep edits before restoring', author: PERSON });
				if (!kept.ok) return kept;
			}
			workspace.tree.replace(applied(files.value, passed.value.extra), 'restore');
			const saved = await workspace.tree.saved();
			if (!saved.ok) return saved;
			const restored = await workspace.commit({
				message: `Restore ${version.slice(0, 7)}`,
				author: PERSON,
				restored: version,
			});
			if (restored.ok) await passed.value.follow();
			return restored;
		}),
});

const editMessage = (paths: readonly string[]): string =>
	paths.length === 0
		? 'Save'
		: paths.length === 1
			? `Edit ${paths[0] ?? ''}`
			: `Edit ${paths[0] ?? ''} and ${paths.length - 1} more`;
