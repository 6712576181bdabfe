import { interpreterOf } from '#lib/kinds/kind.ts';
import { newCreationId } from '#lib/model/id.ts';
import type { Spec } from '#lib/model/spec.ts';
import { prepareProgram } from '../run/prepare.ts';
import type { Services } from '../services.ts';
import { assemble, readManifest } from './assemble.ts';

/** Builds what Create would make of `spec`, while the person still reads what was understood. Keeps nothing. */
export async function foresee(spec: Spec, services: Services): Promise<void> {
	const kind = (await services.kinds())[spec.kind];
	// What is made with others beside it has links, which only exist once it is made.
	if (!kind || spec.also.length > 0) return;
	const files = await assemble(kind, spec, newCreationId());
	const manifest = files.ok && readManifest(files.value);
	if (!manifest || !manifest.ok || interpreterOf(kind, files.value)) return;
	const sandbox = await services.sandbox();
	await sandbox.prebuild({
		files: files.value,
		manifest: manifest.value,
		prepare: (newest) => prepareProgram(newest, kind, manifest.value, services),
	});
}
