import * as z from 'zod/mini';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { PACKAGE_JSON, packageNameSchema, packageVersionSchema, withPackage } from '#lib/model/package.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { DEFAULT_REGISTRY } from '#lib/services/packages/registry.ts';
import type { PackageFacts } from '#lib/services/packages/packages.ts';
import { defineCommand } from '../command.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';

export type { PackageFacts };

/** Address of the registry in words for a person. */
export const registryHost = (registry: string | null): string => new URL(registry ?? DEFAULT_REGISTRY).host;

/** Lets AetherOS reach the registry. Before this nothing is asked there. */
export const allowPackages = defineCommand({
	id: 'packages.allow',
	title: 'Allow the package registry',
	input: z.strictObject({}),
	run: (_input, { storage }) =>
		storage.changeSetting('packages', (present) => ({ ...present, isConfirmed: true })),
});

/** What a package is and brings along; nothing of it is fetched. */
export const lookAtPackage = defineCommand({
	id: 'packages.look',
	title: 'Look up package',
	input: z.object({ name: packageNameSchema }),
	audit: ({ name }) => ({ name }),
	run: async ({ name }, services) => (await services.packages()).look(name),
});

/** Fetches a package once, keeps it, and names its exact version in the creation's `package.json`. */
export const addPackage = defineCommand({
	id: 'packages.add',
	title: 'Add package',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({ creationId: creationIdSchema, name: packageNameSchema, version: packageVersionSchema }),
	audit: ({ name, version }) => ({ name, version }),
	run: async ({ creationId, name, version }, services) => {
		const packages = await services.packages();
		const facts = await packages.look(name, version);
		if (!facts.ok) return facts;
		const added = await packages.add(facts.value);
		if (!added.ok) return added;
		return services.workspaces.with(creationId, (workspace) => nameIn(workspace, name, version));
	},
});

/** Takes a package out of the creation. Its files stay on this device: older versions of the creation still need them. */
export const removePackage = defineCommand({
	id: 'packages.remove',
	title: 'Remove package',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({ creationId: creationIdSchema, name: packageNameSchema }),
	audit: ({ name }) => ({ name }),
	run: ({ creationId, name }, services) =>
		services.workspaces.with(creationId, (workspace) => nameIn(workspace, name, null)),
});

async function nameIn(
	workspace: Workspace,
	name: string,
	version: string | null,
): Promise<Result<void, Problem>> {
	const text = withPackage(workspace.files, name, version);
	if (text === undefined) return err(UNREADABLE);
	workspace.tree.write(new Map([[PACKAGE_JSON, text]]), 'person');
	const saved = await workspace.tree.saved();
	return saved.ok ? ok(undefined) : saved;
}

const UNREADABLE: Problem = {
	type: 'package-json-invalid',
	message: 'package.json of this creation cannot be read, so nothing was changed in it.',
	action: 'Put package.json right',
};
