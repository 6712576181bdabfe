import { COMPOSITE_PATH, compositeText, EMPTY_COMPOSITE } from '#lib/model/composite.ts';
import { newCreation } from '#lib/model/creation.ts';
import { newCreationId, urnOf, type CreationId } from '#lib/model/id.ts';
import { MANIFEST_PATH, nameFromTitle, type Manifest } from '#lib/model/manifest.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';
import { manifestText } from '../creation/assemble.ts';
import type { Services } from '../services.ts';

/** Keeps an empty composite with its first version, and opens it. */
export async function makeComposite(
	{ title }: { readonly title: string },
	services: Services,
): Promise<Result<CreationId, Problem>> {
	const id = newCreationId();
	const manifest: Manifest = {
		...{ id: urnOf(id), name: nameFromTitle(title), title, kind: 'app', version: '1.0.0' },
		...{ license: 'MIT', tags: [], entry: COMPOSITE_PATH },
	};
	const files = new Map([
		[MANIFEST_PATH, manifestText(manifest)],
		[COMPOSITE_PATH, compositeText(EMPTY_COMPOSITE)],
	]);
	const created = await services.storage.create(
		newCreation({ id, kind: 'app', title, summary: 'Made of other creations' }),
		files,
		[],
	);
	if (!created.ok) return created;
	const first = await services.workspaces.with(id, (workspace) => workspace.loadHead());
	if (!first.ok) return first;
	services.shell.navigate(`/c/${id}`);
	return ok(id);
}
