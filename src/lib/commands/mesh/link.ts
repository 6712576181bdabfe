import * as z from 'zod/mini';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { creationIdOfUrn, urnOf, type CreationId } from '#lib/model/id.ts';
import { LOCK_PATH, lockText, type LockedLink } from '#lib/model/lock.ts';
import { MANIFEST_PATH, type Manifest } from '#lib/model/manifest.ts';
import { err, type Problem, type Result } from '#lib/model/result.ts';
import type { Version } from '#lib/model/version.ts';
import { manifestText } from '../creation/assemble.ts';
import { defineCommand } from '../command.ts';
import type { Services } from '../services.ts';
import { PERSON } from '../version/person.ts';
import type { Workspace } from '../workspace/workspace.svelte.ts';
import { callsOf, wayBack } from './cycles.ts';
import type { Face, Offer } from './documents.ts';
import { adaptedLink, lockedLink } from './locks.ts';

type Link = NonNullable<Manifest['links']>[string];

const alias = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/));
const operations = z.optional(z.array(z.string().check(z.maxLength(120))));

/** Links a creation to another as one version. Fails with `link-cyclic`, `link-self`, or as reading the other does. */
export const addLink = defineCommand({
	id: 'link.add',
	title: 'Link…',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({
		creationId: creationIdSchema,
		alias,
		target: creationIdSchema,
		/** Those it may call; all where absent. */
		operations,
		/** Versions that it works with; those that fit the present one where absent. */
		range: z.optional(z.string().check(z.maxLength(60))),
	}),
	audit: ({ alias: name, target }) => ({ alias: name, to: target }),
	run: async ({ creationId, alias: name, target, operations: names, range }, services) => {
		const offer = await services.mesh.offers.of(target);
		if (!offer.ok) return offer;
		if (names?.length !== 0) {
			const circle = await circleOf(creationId, target, services);
			if (circle) return err(circle);
		}
		const link: Link = {
			ref: urnOf(target),
			range: range ?? rangeFor(offer.value.manifest.version),
			...(names ? { operations: names } : {}),
		};
		const locked = await lockedLink(link.ref, offer.value, names);
		const message = `Link to ${offer.value.manifest.title} as “${name}”`;
		return changeLink(creationId, services, { name, link, locked, message });
	},
});

/** Takes a link away, as one version. Fails with `link-missing`. */
export const removeLink = defineCommand({
	id: 'link.remove',
	title: 'Remove link',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({ creationId: creationIdSchema, alias }),
	audit: ({ alias: name }) => ({ alias: name }),
	run: ({ creationId, alias: name }, services) =>
		withLink(creationId, name, services, () =>
			changeLink(creationId, services, { name, message: `Remove the link “${name}”` }),
		),
});

/**
 * Makes a link anew against what the other creation offers now, as one version; `operations` changes what it may call,
 * `adapt` keeps the old shape and has the mesh rewrite calls. Fails with `link-missing` or `adapter-impossible`.
 */
export const updateLink = defineCommand({
	id: 'link.update',
	title: 'Update link',
	role: 'editor',
	changesFiles: true,
	creationOf: ({ creationId }) => creationId,
	input: z.object({ creationId: creationIdSchema, alias, operations, adapt: z.optional(z.boolean()) }),
	audit: ({ alias: name, adapt }) => ({ alias: name, adapt: adapt === true }),
	run: ({ creationId, alias: name, operations: names, adapt }, services) =>
		withLink(creationId, name, services, async (present, { lock }, offer) => {
			const allowed = names ?? present.operations;
			const link: Link = {
				...present,
				range: rangeFor(offer.manifest.version),
				...(allowed ? { operations: allowed } : {}),
			};
			const before = lock.links[name];
			const locked = adapt
				? before && (await adaptedLink(before, offer))
				: await lockedLink(link.ref, offer, allowed);
			if (!locked) return err(NO_ADAPTER);
			const message = `${adapt ? 'Adapt' : 'Update'} the link “${name}” to ${offer.manifest.title} ${offer.manifest.version}`;
			return changeLink(creationId, services, { name, link, locked, message });
		}),
});

/** `1.2.3` → `^1.2.3`: later versions that break nothing. */
export const rangeFor = (version: string): string => `^${version}`;

/** Why `from` may not link to `target`: each would wait for the other. */
export async function circleOf(
	from: CreationId,
	target: CreationId,
	{ mesh }: Services,
	linksOf: (manifest: Manifest) => readonly CreationId[] = callsOf,
): Promise<Problem | undefined> {
	const way = await wayBack(target, from, async (id) => {
		const face = await mesh.offers.face(id);
		return face.ok ? linksOf(face.value.manifest) : [];
	});
	if (!way) return undefined;
	const titles = await Promise.all(
		way.map(async (id) => {
			const face = await mesh.offers.face(id);
			return face.ok ? face.value.manifest.title : id;
		}),
	);
	return {
		type: way.length === 1 ? 'link-self' : 'link-cyclic',
		message:
			way.length === 1
				? 'A creation cannot be linked to itself.'
				: `This would close a circle: ${titles.map((title) => `“${title}”`).join(' uses ')}, so each would wait for the other.`,
		action: 'Choose another creation.',
	};
}

async function withLink(
	id: CreationId,
	name: string,
	{ mesh }: Services,
	work: (link: Link, face: Face, offer: Offer) => Promise<Result<Version, Problem>>,
): Promise<Result<Version, Problem>> {
	const face = await mesh.offers.face(id);
	if (!face.ok) return face;
	const link = face.value.manifest.links?.[name];
	const target = link && creationIdOfUrn(link.ref);
	if (!link || !target) return err(missing(name));
	const offer = await mesh.offers.of(target);
	return offer.ok ? work(link, face.value, offer.value) : offer;
}

export interface LinkChange {
	readonly name: string;
	/** Absent: the link goes. */
	readonly link?: Link;
	readonly locked?: LockedLink;
	/** Files that change with it: null takes one away. */
	readonly beside?: ReadonlyMap<string, string | null>;
	readonly message: string;
}

/** Manifest and lock change together, as a version of their own. */
export function changeLink(
	id: CreationId,
	services: Services,
	wish: LinkChange,
): Promise<Result<Version, Problem>> {
	return services.workspaces.with(id, async (workspace) => {
		const face = await services.mesh.offers.face(id);
		if (!face.ok) return face;
		const kept = await keepEdits(workspace);
		if (!kept.ok) return kept;
		workspace.tree.write(filesOf(face.value, wish), 'person');
		const saved = await workspace.tree.saved();
		if (!saved.ok) return saved;
		services.mesh.wishes.settle(id, wish.name);
		return workspace.commit({ message: wish.message, author: PERSON });
	});
}

async function keepEdits(workspace: Workspace): Promise<Result<unknown, Problem>> {
	const head = await workspace.loadHead();
	if (!head.ok || workspace.changes.length === 0) return head;
	return workspace.commit({ message: 'Keep edits before linking', author: PERSON });
}

function filesOf(
	{ manifest, lock }: Face,
	{ name, link, locked, beside = new Map() }: LinkChange,
): Map<string, string | null> {
	const links = changed(manifest.links ?? {}, name, link);
	const fixed = changed(lock.links, name, locked);
	return new Map([
		[MANIFEST_PATH, manifestText({ ...manifest, links })],
		[LOCK_PATH, Object.keys(fixed).length > 0 ? lockText({ links: fixed }) : null],
		...beside,
	]);
}

function changed<Value>(
	present: Readonly<Record<string, Value>>,
	name: string,
	value: Value | undefined,
): Record<string, Value> {
	const others = Object.entries(present).filter(([each]) => each !== name);
	return Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
}

const missing = (name: string): Problem => ({
	type: 'link-missing',
	message: `There is no link “${name}” here any more.`,
});

const NO_ADAPTER: Problem = {
	type: 'adapter-impossible',
	message: 'The change cannot be bridged: what is new has no value of its own, or something is gone.',
	action: 'Update the link, then ask for the creation to follow.',
};
