import type { Kind } from '#lib/kinds/kind.ts';
import type { Files } from '#lib/model/files.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import type { Prepared } from '#lib/services/sandbox/sandbox.ts';
import { readManifest } from '../creation/assemble.ts';

/** What is built of `files`: the runtime of their kind stands in front. `started` counts where the manifest is broken. */
export function prepareProgram(files: Files, kind: Kind | undefined, started: Manifest): Prepared {
	if (kind?.program) return kind.program(files);
	const manifest = readManifest(files);
	return { files, entry: manifest.ok ? manifest.value.entry : started.entry };
}
