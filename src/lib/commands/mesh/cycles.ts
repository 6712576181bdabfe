import { creationIdOfUrn, type CreationId } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';

/** Creations that a manifest may call: links for events alone wait for nobody. */
export const callsOf = ({ links }: Manifest): readonly CreationId[] =>
	Object.values(links ?? {})
		.filter(({ operations }) => operations?.length !== 0)
		.flatMap(({ ref }) => creationIdOfUrn(ref) ?? []);

/**
 * The way back from `target` to `from` along links, both ends included: a link from `from` to `target` would close it to
 * a circle. Undefined where there is none. `linksOf` gives the creations that one may call.
 */
export async function wayBack(
	target: CreationId,
	from: CreationId,
	linksOf: (id: CreationId) => Promise<readonly CreationId[]>,
): Promise<readonly CreationId[] | undefined> {
	const before = new Map<CreationId, CreationId | null>([[target, null]]);
	for (const id of before.keys()) {
		if (id === from) return pathTo(id, before);
		for (const next of await linksOf(id)) if (!before.has(next)) before.set(next, id);
	}
	return undefined;
}

function pathTo(end: CreationId, before: ReadonlyMap<CreationId, CreationId | null>): readonly CreationId[] {
	const path: CreationId[] = [];
	for (let id: CreationId | null = end; id !== null; id = before.get(id) ?? null) path.unshift(id);
	return path;
}
