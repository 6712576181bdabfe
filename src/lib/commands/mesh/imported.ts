import { creationIdOfUrn } from '#lib/model/id.ts';
import { importsOf } from '#lib/model/imports.ts';
import type { Files } from '#lib/model/files.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import type { Services } from '../services.ts';

const SOURCE = /\.(tsx?|jsx?|svelte)$/;
/** Modules of the house, which are no links. */
const OWN = new Set(['storage', 'bytes', 'events', 'model']);

/** Names of links that `files` import and the manifest does not have. */
function missingLinks(files: Files, { links }: Pick<Manifest, 'links'>): readonly string[] {
	const names = [...files].flatMap(([path, content]) =>
		SOURCE.test(path) && typeof content === 'string'
			? importsOf(content).flatMap(({ specifier }) =>
					specifier.startsWith('aether:') ? [specifier.slice('aether:'.length)] : [],
				)
			: [],
	);
	return [...new Set(names)].filter((name) => !OWN.has(name) && !links?.[name]);
}

/** The person is asked for what the files import and nobody linked. */
export function askForLinks(files: Files, manifest: Manifest, { mesh }: Services): void {
	const id = creationIdOfUrn(manifest.id);
	if (id) for (const alias of missingLinks(files, manifest)) mesh.wishes.ask(id, alias, []);
}
