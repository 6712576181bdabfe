import { bytesOf, textOf, type Files } from '#lib/model/files.ts';
import { urnOf, type CreationId } from '#lib/model/id.ts';
import { LOCK_PATH, lockText, readLock } from '#lib/model/lock.ts';
import { MANIFEST_PATH, type Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { ArchiveContents } from '#lib/services/archive/archive.ts';
import { manifestText, readManifest } from '../creation/assemble.ts';
import type { Services } from '../services.ts';
import { damaged, digestOf, readClosure, type Closure } from './closure.ts';
import { entryMissing, idFor, takeInAs } from './import.ts';

interface Member {
	readonly id: CreationId;
	readonly bundle: ArchiveContents;
	readonly manifest: Manifest;
}

/** Takes in every creation of a zip, all or none, with their links to each other; gives the id of the one that was exported. */
export async function importClosure(files: Files, services: Services): Promise<Result<CreationId, Problem>> {
	const closure = readClosure(files);
	if (!closure.ok) return closure;
	const members = await unpack(closure.value, files, services);
	if (!members.ok) return members;
	const renamed = new Map(members.value.map(({ id, manifest }) => [manifest.id, urnOf(id)]));
	const made: CreationId[] = [];
	for (const member of members.value) {
		const taken = await takeMember(member, renamed, services);
		if (!taken.ok) {
			for (const id of made) await services.storage.erase(id);
			return taken;
		}
		made.push(taken.value);
	}
	const root = made.at(-1);
	return root ? ok(root) : err(damaged('It holds no creation.'));
}

async function unpack(
	{ creations }: Closure,
	files: Files,
	services: Services,
): Promise<Result<readonly Member[], Problem>> {
	const archive = await services.archive();
	const members: Member[] = [];
	for (const { id: urn, file, digest } of creations) {
		const content = files.get(file);
		const bytes = content === undefined ? undefined : new Uint8Array(bytesOf(content));
		if (!bytes || (await digestOf(bytes)) !== digest) return err(damaged(`${file} is not what was packed.`));
		const bundle = await archive.unzip(bytes);
		if (!bundle.ok) return bundle;
		const manifest = readManifest(bundle.value.files);
		if (!manifest.ok) return manifest;
		if (manifest.value.id !== urn) return err(damaged(`${file} is another creation than it says.`));
		if (!bundle.value.files.has(manifest.value.entry)) return err(entryMissing(manifest.value.entry));
		const { id } = await idFor(manifest.value, services);
		members.push({ id, bundle: bundle.value, manifest: manifest.value });
	}
	return ok(members);
}

/** A creation whose name and links are what they were stays byte for byte the same. */
function takeMember(
	{ id, bundle, manifest }: Member,
	renamed: ReadonlyMap<string, string>,
	services: Services,
): Promise<Result<CreationId, Problem>> {
	const own = urnOf(id);
	const links = Object.entries(manifest.links ?? {});
	const isSame = manifest.id === own && links.every(([, { ref }]) => (renamed.get(ref) ?? ref) === ref);
	if (isSame) return takeInAs(id, bundle, manifest, services);
	const next: Manifest = {
		...manifest,
		id: own,
		...(manifest.links ? { links: relinked(manifest.links, renamed) } : {}),
	};
	const lock = readLock(textOf(bundle.files.get(LOCK_PATH)));
	const files = new Map(bundle.files).set(MANIFEST_PATH, manifestText(next));
	if (bundle.files.has(LOCK_PATH)) files.set(LOCK_PATH, lockText({ links: relinked(lock.links, renamed) }));
	return takeInAs(id, { ...bundle, files }, next, services);
}

const relinked = <Link extends { readonly ref: string }>(
	links: Readonly<Record<string, Link>>,
	renamed: ReadonlyMap<string, string>,
): Record<string, Link> =>
	Object.fromEntries(
		Object.entries(links).map(([alias, link]) => [
			alias,
			{ ...link, ref: renamed.get(link.ref) ?? link.ref },
		]),
	);
