import { newCreation, type Creation } from '#lib/model/creation.ts';
import { MAX_TOTAL_BYTES, type Files } from '#lib/model/files.ts';
import { creationIdOfUrn, newCreationId, urnOf, type CreationId } from '#lib/model/id.ts';
import { bytesOfSize, MANIFEST_PATH, type Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { MAX_GIT_BYTES, MAX_KEPT_BYTES, type ArchiveContents } from '#lib/services/archive/archive.ts';
import { readSpec } from '../creation/amend.ts';
import { manifestText, readManifest } from '../creation/assemble.ts';
import { summaryOf } from '../creation/reply.ts';
import { adoptProject } from './adopt.ts';
import { isClosure } from './closure.ts';
import type { Services } from '../services.ts';

/** Reads a zip and makes a creation of it, whole or not at all. */
export async function importFile(file: Blob, services: Services): Promise<Result<CreationId, Problem>> {
	if (file.size > MAX_TOTAL_BYTES + MAX_GIT_BYTES + MAX_KEPT_BYTES) return err(tooLarge);
	const bundle = await (await services.archive()).unzip(new Uint8Array(await file.arrayBuffer()));
	if (!bundle.ok) return bundle;
	if (isClosure(bundle.value.files))
		return (await import('./import-closure.ts')).importClosure(bundle.value.files, services);
	const files = adoptProject(bundle.value.files);
	const manifest = readManifest(files);
	if (!manifest.ok) return manifest;
	if (!files.has(manifest.value.entry)) return err(entryMissing(manifest.value.entry));
	return takeIn({ ...bundle.value, files }, manifest.value, services);
}

async function takeIn(
	bundle: ArchiveContents,
	manifest: Manifest,
	services: Services,
): Promise<Result<CreationId, Problem>> {
	const { id, isTaken } = await idFor(manifest, services);
	// The same creation twice on one device needs two names; otherwise the files stay byte for byte, and so does the tree hash.
	const files = isTaken
		? new Map(bundle.files).set(MANIFEST_PATH, manifestText({ ...manifest, id: urnOf(id) }))
		: bundle.files;
	return takeInAs(id, { ...bundle, files }, manifest, services);
}

/** Makes the creation `id` of what was unpacked, whole or not at all. */
export async function takeInAs(
	id: CreationId,
	bundle: ArchiveContents,
	manifest: Manifest,
	services: Services,
): Promise<Result<CreationId, Problem>> {
	const { files } = bundle;
	const created = await services.storage.create(rowFor(id, manifest, files), files, []);
	if (!created.ok) return created;
	const filled = await fill(id, bundle, manifest, services);
	if (!filled.ok) {
		await services.storage.erase(id);
		return filled;
	}
	return ok(id);
}

async function fill(
	id: CreationId,
	bundle: ArchiveContents,
	manifest: Manifest,
	services: Services,
): Promise<Result<void, Problem>> {
	if (bundle.data.size > 0) {
		const limit = bytesOfSize(manifest.grants?.storage ?? '16MiB');
		const size = [...bundle.data].reduce((total, [key, value]) => total + key.length + value.length, 0);
		if (size > limit) return err(tooLarge);
		const put = await services.storage.putAppData(id, bundle.data);
		if (!put.ok) return put;
	}
	if (bundle.bytes.size > 0) {
		const put = await services.storage.putAppBytes(id, bundle.bytes);
		if (!put.ok) return put;
	}
	if (bundle.git.size > 0) {
		const history = await services.history();
		const imported = await history.importRepository(id, bundle.git);
		if (!imported.ok) return imported;
		const log = await history.log(id);
		if (!log.ok) return log;
		const patched = await services.storage.patch(id, {
			head: imported.value.id,
			versionCount: log.value.length,
		});
		if (!patched.ok) return patched;
	}
	return services.workspaces.with(id, (workspace) => workspace.commitImport());
}

/** The id that a manifest names where it is free on this device, else a new one. */
export async function idFor(
	manifest: Manifest,
	services: Services,
): Promise<{ id: CreationId; isTaken: boolean }> {
	const own = creationIdOfUrn(manifest.id);
	if (own && !(await services.storage.creation(own))) return { id: own, isTaken: false };
	return { id: newCreationId(), isTaken: true };
}

function rowFor(id: CreationId, manifest: Manifest, files: Files): Creation {
	const spec = readSpec(files);
	return newCreation({
		id,
		kind: manifest.kind,
		title: manifest.title,
		summary: spec.ok ? summaryOf(spec.value) : 'Imported from a file',
		tags: manifest.tags ?? [],
		...(spec.ok ? { kit: spec.value.kit } : {}),
	});
}

const tooLarge: Problem = {
	type: 'archive-too-large',
	message: 'This file is larger than a creation may be (64 MB).',
	action: 'Take large media out of it and try again.',
};

export const entryMissing = (entry: string): Problem => ({
	type: 'manifest-invalid',
	message: `aether.json says the program starts in ${entry}, but there is no such file.`,
	action: 'Correct "entry" in aether.json and try again.',
});
