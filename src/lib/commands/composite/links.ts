import type { Composite, Panel } from '#lib/model/composite.ts';
import { creationIdOfUrn, urnOf, type CreationId } from '#lib/model/id.ts';
import { nameFromTitle, type Manifest } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Face } from '../mesh/documents.ts';
import { isGranted } from '../mesh/granted.ts';
import { circleOf, rangeFor, type LinkChange } from '../mesh/link.ts';
import { lockedLink } from '../mesh/locks.ts';
import type { Services } from '../services.ts';

/** What a panel needs of another creation. */
export interface Linked {
	readonly change: Pick<LinkChange, 'name' | 'link' | 'locked'>;
	/** What it is called where the person does not say. */
	readonly title: string;
}

interface Wanted {
	readonly id: CreationId;
	readonly target: CreationId;
	readonly face: Face;
}

/**
 * The link that lets a composite call one operation more; what it was linked to before stays as it was locked. Fails with
 * `operation-missing`, `link-cyclic`, `link-self`, or as reading the other does.
 */
export async function operationLink(
	{ id, target, face, operation: name }: Wanted & { readonly operation: string },
	services: Services,
): Promise<Result<Linked, Problem>> {
	const offer = await services.mesh.offers.of(target);
	if (!offer.ok) return offer;
	const operation = offer.value.document.operations.find((each) => each.id === name);
	if (!operation) return err(operationMissing(offer.value.manifest.title, name));
	const circle = await circleOf(id, target, services);
	if (circle) return err(circle);
	const { alias, link } = linkTo(target, face.manifest, offer.value.manifest);
	const before = face.lock.links[alias];
	const fresh = await lockedLink(link.ref, offer.value, [operation.id]);
	const locked = before ? { ...before, operations: { ...fresh.operations, ...before.operations } } : fresh;
	const names = link.operations ?? [];
	const isThere = link.operations === undefined || isGranted(names, operation);
	const wide = isThere ? link : { ...link, operations: [...names, operation.id] };
	return ok({ change: { name: alias, link: wide, locked }, title: operation.summary || operation.id });
}

/** The link by which a composite shows an app; it calls nothing of it. Fails with `app-expected`, `link-cyclic` or `link-self`. */
export async function appLink(
	{ id, target, face }: Wanted,
	services: Services,
): Promise<Result<Linked, Problem>> {
	const other = await services.mesh.offers.face(target);
	if (!other.ok) return other;
	const { manifest } = other.value;
	if (manifest.kind !== 'app') return err(appExpected(manifest.title));
	const circle = await circleOf(id, target, services, everyLink);
	if (circle) return err(circle);
	const { alias, link } = linkTo(target, face.manifest, manifest);
	const locked = face.lock.links[alias];
	return ok({ change: { name: alias, link, ...(locked ? { locked } : {}) }, title: manifest.title });
}

/** The link of `panel` once it is gone: as much of it as other panels use, and none where nobody does. */
export function linkWithout(
	panel: Panel,
	rest: Composite,
	{ manifest, lock }: Face,
): CompositeLink | undefined {
	if (panel.type === 'value') return undefined;
	const link = manifest.links?.[panel.alias];
	const users = rest.panels.filter((other) => other.type !== 'value' && other.alias === panel.alias);
	if (!link) return undefined;
	if (users.length === 0) return { name: panel.alias };
	const locked = lock.links[panel.alias];
	if (panel.type !== 'operation' || !link.operations || users.some((other) => isSame(other, panel)))
		return { name: panel.alias, link, ...(locked ? { locked } : {}) };
	const operations = link.operations.filter((name) => name !== panel.operation);
	const kept = Object.entries(locked?.operations ?? {}).filter(([name]) => name !== panel.operation);
	return {
		...{ name: panel.alias, link: { ...link, operations } },
		...(locked ? { locked: { ...locked, operations: Object.fromEntries(kept) } } : {}),
	};
}

type CompositeLink = Pick<LinkChange, 'name' | 'link' | 'locked'>;

const isSame = (other: Panel, panel: Panel): boolean =>
	other.type === 'operation' && panel.type === 'operation' && other.operation === panel.operation;

const everyLink = ({ links }: Manifest): readonly CreationId[] =>
	Object.values(links ?? {}).flatMap(({ ref }) => creationIdOfUrn(ref) ?? []);

/** The link that is there, or a new one that may call nothing yet. */
function linkTo(target: CreationId, { links = {} }: Manifest, { title, version }: Manifest) {
	const ref = urnOf(target);
	const present = Object.entries(links).find(([, each]) => each.ref === ref);
	if (present) return { alias: present[0], link: present[1] };
	const name = nameFromTitle(title).slice(0, 40);
	return {
		alias: freeName(name, Object.keys(links)),
		link: { ref, range: rangeFor(version), operations: [] },
	};
}

/** `name`, or `name-2` and so on where it is taken. */
export function freeName(name: string, taken: readonly string[]): string {
	for (let count = 1; ; count++) {
		const free = count === 1 ? name : `${name}-${count}`;
		if (!taken.includes(free)) return free;
	}
}

const operationMissing = (title: string, operation: string): Problem => ({
	type: 'operation-missing',
	message: `“${title}” has no operation “${operation}” any more.`,
	action: 'Choose another one.',
});

const appExpected = (title: string): Problem => ({
	type: 'app-expected',
	message: `“${title}” has no page of its own to show.`,
	action: 'Add one of its operations instead.',
});
