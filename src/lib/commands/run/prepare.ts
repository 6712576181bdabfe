import type { Kind } from '#lib/kinds/kind.ts';
import type { Files } from '#lib/model/files.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import type { Prepared } from '#lib/services/sandbox/sandbox.ts';
import { readManifest } from '../creation/assemble.ts';
import { linkModules } from '../mesh/modules.ts';
import { askForLinks } from '../mesh/imported.ts';
import type { Services } from '../services.ts';

/**
 * What is built of `files`: the modules of their links beside them, the runtime of their kind in front. `started`
 * counts where the manifest is broken.
 */
export async function prepareProgram(
	files: Files,
	kind: Kind | undefined,
	started: Manifest,
	services: Services,
): Promise<Prepared> {
	const read = readManifest(files);
	const manifest = read.ok ? read.value : started;
	const modules = await linkModules(manifest, services);
	askForLinks(files, manifest, services);
	const linked = modules.size > 0 ? new Map([...files, ...modules]) : files;
	return kind?.program ? kind.program(linked) : { files: linked, entry: manifest.entry };
}
