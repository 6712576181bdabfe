import * as Y from 'yjs';
import { newCreation } from '#lib/model/creation.ts';
import type { Files } from '#lib/model/files.ts';
import { newCreationId, urnOf } from '#lib/model/id.ts';
import { MANIFEST_PATH } from '#lib/model/manifest.ts';
import { filesIn } from '#lib/services/storage/tree.ts';
import { manifestText, readManifest } from '../creation/assemble.ts';
import type { Services } from '../services.ts';
import { changesBetween } from '../workspace/changes.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import type { Replaced } from './together.svelte.ts';

/**
 * The workspace goes on with what counts now. What the old document had besides becomes a creation of the person's own,
 * and the person is told.
 */
export async function keepDraft(
	{ doc, draft }: Replaced,
	workspace: Workspace,
	services: Services,
): Promise<void> {
	workspace.tree.adopt(doc);
	const files = filesOf(draft);
	if (changesBetween(files, workspace.files).length === 0) return;
	const creation = await services.storage.creation(workspace.id);
	if (creation === undefined) return;
	const id = newCreationId();
	const title = `${creation.title.slice(0, 100)} (recovered)`;
	const created = await services.storage.create(
		newCreation({
			...{ id, kind: creation.kind, title },
			summary: `What you had of “${creation.title}” before`.slice(0, 300),
		}),
		renamed(files, { id: urnOf(id), title }),
		[],
	);
	if (!created.ok) return services.shell.notify(created.error.message);
	services.shell.notify('Some changes no longer count here. Your draft of them is kept.', {
		label: 'Open draft',
		run: () => services.shell.navigate(`/c/${id}`),
	});
}

function filesOf(draft: Uint8Array): Files {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, draft);
	return filesIn(doc);
}

/** A manifest that cannot be read stays as it is. */
function renamed(files: Files, facts: { readonly id: string; readonly title: string }): Files {
	const manifest = readManifest(files);
	if (!manifest.ok) return files;
	return new Map(files).set(MANIFEST_PATH, manifestText({ ...manifest.value, ...facts }));
}
