import { bytesOf, MAX_TOTAL_BYTES, type FileContent } from '#lib/model/files.ts';
import { creationIdOfUrn, urnOf, type CreationId } from '#lib/model/id.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Services } from '../services.ts';
import { CLOSURE_PATH, digestOf, MAX_CREATIONS, type Closure } from './closure.ts';
import { pack } from './export.ts';

/** One zip with a creation and all that it links to, over however many links, handed to the browser to save. */
export async function exportClosureFile(
	root: CreationId,
	services: Services,
): Promise<Result<File, Problem>> {
	const members = await membersOf(root, services);
	if (!members.ok) return members;
	const files = new Map<string, FileContent>();
	const creations: Closure['creations'] = [];
	let [name, size] = ['creation', 0];
	for (const [id, { title, version }] of members.value) {
		const packed = await pack(id, services);
		if (!packed.ok) return packed;
		name = packed.value.name;
		size += packed.value.bytes.length;
		if (size > MAX_TOTAL_BYTES) return err(TOO_LARGE);
		const file = `creations/${id}.zip`;
		files.set(file, packed.value.bytes);
		creations.push({ id: urnOf(id), title, version, file, digest: await digestOf(packed.value.bytes) });
	}
	const closure: Closure = { format: 'aether-closure-1', root: urnOf(root), creations };
	files.set(CLOSURE_PATH, bytesOf(`${JSON.stringify(closure, null, '\t')}\n`));
	const archive = await services.archive();
	const bytes = await archive.zip({ files, git: new Map(), data: new Map(), bytes: new Map() });
	if (!bytes.ok) return bytes;
	const file = new File([bytes.value], `${name}-with-all.zip`, { type: 'application/zip' });
	services.shell.download(file);
	return ok(file);
}

/** What a creation links to and itself: used ones first. */
async function membersOf(
	root: CreationId,
	{ mesh }: Services,
): Promise<Result<ReadonlyMap<CreationId, Manifest>, Problem>> {
	const manifests = new Map<CreationId, Manifest>();
	const open = new Set([root]);
	for (const id of open) {
		const face = await mesh.offers.face(id);
		if (!face.ok) return id === root ? face : err(missing(id, manifests));
		manifests.set(id, face.value.manifest);
		for (const target of targetsOf(face.value.manifest)) open.add(target);
		if (open.size > MAX_CREATIONS) return err(TOO_LARGE);
	}
	return ok(usedFirst(root, manifests));
}

function usedFirst(
	root: CreationId,
	manifests: ReadonlyMap<CreationId, Manifest>,
): Map<CreationId, Manifest> {
	const ordered = new Map<CreationId, Manifest>();
	const seen = new Set<CreationId>();
	const visit = (id: CreationId): void => {
		const manifest = manifests.get(id);
		if (!manifest || seen.has(id)) return;
		seen.add(id);
		targetsOf(manifest).forEach(visit);
		ordered.set(id, manifest);
	};
	visit(root);
	return ordered;
}

const targetsOf = ({ links }: Manifest): readonly CreationId[] =>
	Object.values(links ?? {}).flatMap(({ ref }) => creationIdOfUrn(ref) ?? []);

function missing(id: CreationId, manifests: ReadonlyMap<CreationId, Manifest>): Problem {
	const user = [...manifests.values()].find((manifest) => targetsOf(manifest).includes(id));
	return {
		type: 'link-broken',
		message: `“${user?.title ?? ''}” uses a creation that is not on this device or cannot be read.`,
		action: 'Put it back from the trash, or remove the link.',
	};
}

const TOO_LARGE: Problem = {
	type: 'archive-too-large',
	message: 'All of it together is more than one file may hold (64 MB, 200 creations).',
	action: 'Export the creations one by one.',
};
