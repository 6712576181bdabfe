import type { CreationId } from '#lib/model/id.ts';
import { nameFromTitle } from '#lib/model/manifest.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Services } from '../services.ts';
import { PERSON } from '../version/person.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';

/** Writes a creation as a zip and hands it to the browser to save. Edits that are no version yet become one first. */
export async function exportFile(creationId: CreationId, services: Services): Promise<Result<File, Problem>> {
	const packed = await pack(creationId, services);
	if (!packed.ok) return packed;
	const file = new File([packed.value.bytes], `${packed.value.name}.zip`, { type: 'application/zip' });
	services.shell.download(file);
	return ok(file);
}

/** A creation as one zip: its files, its history and what it keeps. */
export interface Packed {
	/** Of a file, without its ending. */
	readonly name: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Packs a creation. Edits that are no version yet become one first. */
export function pack(creationId: CreationId, services: Services): Promise<Result<Packed, Problem>> {
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
		return ok({ name: nameFromTitle(creation?.title ?? 'creation'), bytes: bytes.value });
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
