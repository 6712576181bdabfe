import * as z from 'zod/mini';
import {
	arranged,
	panelIdSchema,
	panelTitleSchema,
	placed,
	placeSchema,
	reaches,
	wireSchema,
	withoutPanel,
	withoutWire,
	withWire,
	type Composite,
	type Panel,
	type Wire,
} from '#lib/model/composite.ts';
import type { CreationId } from '#lib/model/id.ts';
import { creationIdSchema } from '#lib/model/id-schema.ts';
import { nameFromTitle } from '#lib/model/manifest.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { defineCommand } from '../command.ts';
import type { Services } from '../services.ts';
import { changeComposite, type CompositeChange } from './change.ts';
import { appLink, freeName, linkWithout, operationLink, type Linked } from './links.ts';

const creationOf = ({ creationId }: { creationId: CreationId }): CreationId => creationId;
const one = { role: 'editor' as const, changesFiles: true, creationOf };
const creationId = creationIdSchema;
const operation = z.string().check(z.maxLength(120));

/** What a person wants to add. */
export const panelWishSchema = z.discriminatedUnion('type', [
	z.object({ type: z.literal('operation'), target: creationIdSchema, operation }),
	z.object({ type: z.literal('app'), target: creationIdSchema }),
	z.object({ type: z.literal('value') }),
]);
export type PanelWish = z.infer<typeof panelWishSchema>;

/**
 * Adds a panel and the link that it needs, as one version; gives its id. Fails with `operation-missing`, `app-expected`,
 * `link-cyclic`, `link-self`, or as reading the other creation does.
 */
export const addPanel = defineCommand({
	id: 'composite.addPanel',
	title: 'Add panel',
	...one,
	input: z.object({ creationId, panel: panelWishSchema, title: z.optional(panelTitleSchema) }),
	audit: ({ panel }) => ({ type: panel.type, ...(panel.type === 'value' ? {} : { to: panel.target }) }),
	run: async ({ creationId: id, panel: wish, title }, services): Promise<Result<string, Problem>> => {
		let added = '';
		const changed = await changeComposite(id, services, async (composite) => {
			const linked = await linkedFor(id, wish, services);
			if (!linked.ok) return linked;
			const panel = panelFor(wish, linked.value, composite, title);
			added = panel.id;
			return ok({
				composite: withPanel(composite, panel),
				message: `Add the panel “${panel.title}”`,
				...(linked.value ? { link: linked.value.change } : {}),
			});
		});
		return changed.ok ? ok(added) : changed;
	},
});

/** Takes a panel away, with its wires and what of its link no other panel uses. Fails with `panel-missing`. */
export const removePanel = defineCommand({
	id: 'composite.removePanel',
	title: 'Remove panel',
	...one,
	input: z.object({ creationId, panel: panelIdSchema }),
	run: ({ creationId: id, panel: gone }, services) =>
		changeComposite(id, services, async (composite) => {
			const panel = composite.panels.find((each) => each.id === gone);
			if (!panel) return err(panelMissing(gone));
			const face = await services.mesh.offers.face(id);
			if (!face.ok) return face;
			const rest = withoutPanel(composite, gone);
			const link = linkWithout(panel, rest, face.value);
			return ok({
				...{ composite: rest, message: `Remove the panel “${panel.title}”` },
				...(link ? { link } : {}),
			});
		}),
});

/** Gives a panel another title. Fails with `panel-missing`. */
export const renamePanel = defineCommand({
	id: 'composite.renamePanel',
	title: 'Rename panel',
	...one,
	input: z.object({ creationId, panel: panelIdSchema, title: panelTitleSchema }),
	run: ({ creationId: id, panel, title }, services) =>
		changeComposite(id, services, (composite) =>
			composite.panels.some((each) => each.id === panel)
				? ok({
						composite: {
							...composite,
							panels: composite.panels.map((each) => (each.id === panel ? { ...each, title } : each)),
						},
						message: `Rename a panel to “${title}”`,
					})
				: err(panelMissing(panel)),
		),
});

/** Leads an output to a field, in place of what filled it before. Fails with `panel-missing`, `wire-cyclic` or `expression-invalid`. */
export const wirePanels = defineCommand({
	id: 'composite.wire',
	title: 'Connect',
	...one,
	input: z.object({ creationId, wire: wireSchema }),
	run: ({ creationId: id, wire }, services) =>
		changeComposite(id, services, async (composite): Promise<Result<CompositeChange, Problem>> => {
			const fault = wireFault(wire, composite) ?? (await mapFault(wire.map, services));
			if (fault) return err(fault);
			const message = `Connect ${wire.from.panel} to ${wire.to.panel}`;
			return ok({ composite: withWire(composite, wire), message });
		}),
});

/** Lets a field be filled by hand again. */
export const unwirePanels = defineCommand({
	id: 'composite.unwire',
	title: 'Disconnect',
	...one,
	input: z.object({ creationId, to: wireSchema.shape.to }),
	run: ({ creationId: id, to }, services) =>
		changeComposite(id, services, (composite) =>
			ok({ composite: withoutWire(composite, to), message: `Disconnect ${to.panel}` }),
		),
});

/** Puts a panel in another place or size; what it would cover moves down. Fails with `panel-missing`. */
export const arrangePanel = defineCommand({
	id: 'composite.arrange',
	title: 'Arrange',
	...one,
	input: z.object({ creationId, place: placeSchema }),
	run: ({ creationId: id, place }, services) =>
		changeComposite(id, services, (composite) =>
			composite.panels.some((each) => each.id === place.panel)
				? ok({
						composite: { ...composite, layout: [...arranged(composite.layout, place)] },
						message: `Arrange ${place.panel}`,
					})
				: err(panelMissing(place.panel)),
		),
});

async function linkedFor(
	id: CreationId,
	wish: PanelWish,
	services: Services,
): Promise<Result<Linked | undefined, Problem>> {
	if (wish.type === 'value') return ok(undefined);
	const face = await services.mesh.offers.face(id);
	if (!face.ok) return face;
	const wanted = { ...wish, id, face: face.value };
	return wanted.type === 'app' ? appLink(wanted, services) : operationLink(wanted, services);
}

function panelFor(wish: PanelWish, linked: Linked | undefined, { panels }: Composite, given?: string): Panel {
	const title = (given ?? linked?.title ?? 'Value').slice(0, 120);
	const name = nameFromTitle(wish.type === 'operation' ? wish.operation : title).slice(0, 40);
	const id = freeName(
		name,
		panels.map((panel) => panel.id),
	);
	const alias = linked?.change.name ?? '';
	if (wish.type === 'value') return { id, type: 'value', title };
	return wish.type === 'app'
		? { id, type: 'app', alias, title }
		: { id, type: 'operation', alias, operation: wish.operation, title };
}

const HEIGHTS = { operation: 6, app: 8, value: 2 };

const withPanel = (composite: Composite, panel: Panel): Composite => ({
	...composite,
	panels: [...composite.panels, panel],
	layout: [...placed(composite.layout, panel.id, HEIGHTS[panel.type])],
});

function wireFault({ from, to }: Wire, { panels, wires }: Composite): Problem | undefined {
	const missing = [from.panel, to.panel].find((id) => !panels.some((panel) => panel.id === id));
	if (missing !== undefined) return panelMissing(missing);
	const others = wires.filter((wire) => wire.to.panel !== to.panel || wire.to.field !== to.field);
	return reaches(to.panel, from.panel, others) ? CIRCLE : undefined;
}

/** Only what jq cannot read is refused: on which data it fails is seen when there is some. */
async function mapFault(map: string | undefined, { workflows }: Services): Promise<Problem | undefined> {
	if (map === undefined) return undefined;
	const jq = await workflows.expressions();
	const read = await jq.evaluate([`(try (${map}\n) catch null)`], { input: null, variables: {} });
	return read.ok ? undefined : { ...read.error, action: 'Correct the mapping.' };
}

const panelMissing = (id: string): Problem => ({
	type: 'panel-missing',
	message: `There is no panel “${id}” here any more.`,
});

const CIRCLE: Problem = {
	type: 'wire-cyclic',
	message: 'This would lead a panel back to itself, so it would never rest.',
	action: 'Connect it to another panel.',
};
