import type { CreationId } from '#lib/model/id.ts';
import { nameFromTitle } from '#lib/model/manifest.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Services } from '../services.ts';
import { PERSON } from '../version/person.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';

/** Writes a creation as a zip and hands it to the browser to save. Edits that are no version yet become one first. */
export function exportFile(creationId: CreationId, services: Services): Promise<Result<File, Problem>> {
	return services.workspaces.with(creationId, async (workspace) => {
		const isKept = await keepEdits(workspace);
		if (!isKept.ok) return isKept;
		const [creation, history, archive] = await Promise.all([
			services.storage.creation(creationId),
			services.history(),
			services.archive(),
		]);
		const git = await history.exportRepository(creationId);
		if (!git.ok) return git;
		const data = await services.storage.appData(creationId, Number.MAX_SAFE_INTEGER).read();
		const kept = await services.storage.readAppBytes(creationId);
		const bytes = await archive.zip({ files: workspace.files, git: git.value, data, bytes: kept });
		if (!bytes.ok) return bytes;
		const name = `${nameFromTitle(creation?.title ?? 'creation')}.zip`;
		const file = new File([bytes.value], name, { type: 'application/zip' });
		services.shell.download(file);
		return ok(file);
	});
}

async function keepEdits(workspace: Workspace): Promise<Result<unknown, Problem>> {
	const head = await workspace.loadHead();
	if (!head.ok || workspace.changes.length === 0) return head;
	return workspace.commit({
		message: 'Keep edits before exporting',
		author: PERSON,
	});
}
