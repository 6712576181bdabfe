import type { Kit, Links } from '#lib/kinds/kind.ts';
import { newCreationId, urnOf, type CreationId } from '#lib/model/id.ts';
import { KIND_LABELS, type KindId } from '#lib/model/kind.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import type { Spec } from '#lib/model/spec.ts';
import type { Kinds } from '../services.ts';

/** One creation of a wish, with the ones it uses. */
export interface Planned {
	readonly id: CreationId;
	readonly spec: Spec;
	readonly links: Links;
	/** For its manifest. */
	readonly refs: NonNullable<Manifest['links']>;
}

/** Name under which a kind is linked: `import … from 'aether:db'`. */
const ALIASES: Readonly<Record<KindId, string>> = {
	app: 'app',
	api: 'api',
	cli: 'cli',
	database: 'db',
	workflow: 'flow',
};

/** The first published version and what fits it. */
const RANGE = '^1.0.0';

/**
 * What a wish for several kinds becomes: "…, with an API my phone can call" is an app over an API over a database.
 * Used ones come first, so that each is there when another links to it; the wish's own kind is last.
 */
export async function planOf(spec: Spec, kinds: Kinds): Promise<readonly Planned[]> {
	const planned: Planned[] = [];
	if (spec.also.length > 0) {
		const wanted = new Set<KindId>(spec.also);
		for (const kind of wanted) for (const used of usesOf(generalKit(kinds, kind), kinds)) wanted.add(used);
		wanted.delete(spec.kind);
		const shared = { ...spec, entities: await keptBy(spec, kinds) };
		for (const kind of inOrder(wanted, kinds))
			planned.push(plan(companion(shared, kind, kinds), kinds, planned));
	}
	return [...planned, plan(spec, kinds, planned)];
}

/** What the creations of one wish share: the things that the wish's own kit keeps. */
async function keptBy(spec: Spec, kinds: Kinds): Promise<Spec['entities']> {
	const kit = kinds[spec.kind]?.kits.find(({ id }) => id === spec.kit);
	const kept = (await kit?.load())?.entities?.(spec);
	return kept ? [...kept] : spec.entities;
}

function plan(spec: Spec, kinds: Kinds, others: readonly Planned[]): Planned {
	const kit = kinds[spec.kind]?.kits.find(({ id }) => id === spec.kit);
	const used = usesOf(kit, kinds).flatMap((kind) => others.find((other) => other.spec.kind === kind) ?? []);
	const aliased = used.map((other) => [ALIASES[other.spec.kind], other] as const);
	return {
		id: newCreationId(),
		spec,
		links: Object.fromEntries(
			aliased.map(
				([
					alias,
					{
						spec: { kind, title },
					},
				]) => [alias, { kind, title }],
			),
		),
		refs: Object.fromEntries(aliased.map(([alias, { id }]) => [alias, { ref: urnOf(id), range: RANGE }])),
	};
}

/** The same things, kept or offered by another kind. */
function companion(spec: Spec, kind: KindId, kinds: Kinds): Spec {
	return {
		...spec,
		kind,
		also: [],
		kit: generalKit(kinds, kind)?.id ?? '',
		title: `${spec.title} ${KIND_LABELS[kind]}`.slice(0, 80),
		features: [],
		options: { seed: false },
	};
}

const generalKit = (kinds: Kinds, kind: KindId): Kit | undefined =>
	kinds[kind]?.kits.find(({ isGeneral }) => isGeneral);

const usesOf = (kit: Kit | undefined, kinds: Kinds): readonly KindId[] =>
	(kit?.uses ?? []).filter((kind) => generalKit(kinds, kind));

/** Those that others use before those that use them; kinds that cannot be made are left out. */
function inOrder(wanted: ReadonlySet<KindId>, kinds: Kinds): KindId[] {
	const makeable = [...wanted].filter((kind) => generalKit(kinds, kind));
	const depth = (kind: KindId): number => {
		const used = usesOf(generalKit(kinds, kind), kinds).filter((each) => wanted.has(each));
		return used.length === 0 ? 0 : 1 + Math.max(...used.map(depth));
	};
	return makeable.sort((a, b) => depth(a) - depth(b));
}
