import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import type { Result, Problem } from '#lib/model/result.ts';
import { ok } from '#lib/model/result.ts';
import { readManifest } from '../creation/assemble.ts';
import type { Services } from '../services.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';

/**
 * What others changed reaches what lists show of a creation: its title and kind. The files of a joined creation become its
 * first version once the manifest and what it starts with are here.
 */
export async function settle(workspace: Workspace, services: Services): Promise<Result<void, Problem>> {
	if (!workspace.files.has(MANIFEST_PATH) || workspace.together.state === 'alone') return ok(undefined);
	const manifest = readManifest(workspace.files);
	const creation = await services.storage.creation(workspace.id);
	if (!manifest.ok || creation === undefined) return manifest.ok ? ok(undefined) : manifest;
	const { title, kind, entry, tags = [] } = manifest.value;
	if (creation.title !== title || creation.kind !== kind) {
		const patched = await services.storage.patch(workspace.id, { title, kind, tags, updatedAt: Date.now() });
		if (!patched.ok) return patched;
		workspace.kind = kind;
	}
	return creation.head === null && workspace.files.has(entry) ? workspace.loadHead() : ok(undefined);
}
