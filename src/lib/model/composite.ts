import * as z from 'zod/mini';
import type { Manifest } from './manifest.ts';
import { err, ok, type Problem, type Result } from './result.ts';

/** The entry that makes an app a composite: it holds no code, and the house runs it. */
export const COMPOSITE_PATH = 'composite.json';

/** Columns of the layout. */
export const COLUMNS = 12;
const MAX_ROWS = 400;
const MAX_PANELS = 40;

const name = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'small letters, digits and dashes'));
const title = z.string().check(z.trim(), z.minLength(1), z.maxLength(120));
const path = z.string().check(z.minLength(1), z.maxLength(200));

export const panelIdSchema = name;
export const panelTitleSchema = title;

export const panelSchema = z.discriminatedUnion('type', [
	/** A form for one operation of a linked creation, and what it answered. */
	z.strictObject({ id: name, type: z.literal('operation'), alias: name, operation: path, title }),
	/** A linked app as it is. */
	z.strictObject({ id: name, type: z.literal('app'), alias: name, title }),
	/** A value that a wire brings. */
	z.strictObject({ id: name, type: z.literal('value'), title }),
]);
export type Panel = z.infer<typeof panelSchema>;

/** `answer`, `answer.title`, `item.id` from a form; `value` from a value. */
const output = path;
/** `id`, `body.title` of a form; `value` of a value. */
const field = path;

export const wireSchema = z.strictObject({
	from: z.strictObject({ panel: name, output }),
	to: z.strictObject({ panel: name, field }),
	/** jq that makes of the output what the field takes; absent: as it is. */
	map: z.optional(z.string().check(z.maxLength(4000))),
	/** Also sends the form that is filled, where its operation only reads. */
	run: z.optional(z.boolean()),
});
export type Wire = z.infer<typeof wireSchema>;

/** Where a panel stands, in columns and rows from 0. */
export const placeSchema = z.strictObject({
	panel: name,
	x: z.int().check(z.gte(0), z.lt(COLUMNS)),
	y: z.int().check(z.gte(0), z.lte(MAX_ROWS)),
	w: z.int().check(z.gte(1), z.lte(COLUMNS)),
	h: z.int().check(z.gte(1), z.lte(40)),
});
export type Place = z.infer<typeof placeSchema>;

/** `composite.json`. */
export const compositeSchema = z.strictObject({
	panels: z.array(panelSchema).check(z.maxLength(MAX_PANELS)),
	/** At most one for each field. */
	wires: z.array(wireSchema).check(z.maxLength(200)),
	layout: z.array(placeSchema).check(z.maxLength(MAX_PANELS)),
});
export type Composite = z.infer<typeof compositeSchema>;

export const EMPTY_COMPOSITE: Composite = { panels: [], wires: [], layout: [] };

/** Whether the house runs it from panels and wires, instead of a sandbox from code. */
export const isComposite = ({ kind, entry }: Pick<Manifest, 'kind' | 'entry'>): boolean =>
	kind === 'app' && entry === COMPOSITE_PATH;

/** Fails with `composite-invalid`. */
export function readComposite(text: string | undefined): Result<Composite, Problem> {
	if (text === undefined) return err(invalid('it is missing'));
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		return err(invalid(`it is not valid JSON (${String(error)})`));
	}
	const read = compositeSchema.safeParse(value);
	if (read.success) return ok(read.data);
	const [issue] = read.error.issues;
	return err(invalid(`"${issue?.path.join('.') ?? ''}" is not as it should be (${issue?.message ?? ''})`));
}

/** As it is written: a tab, a newline at the end, so that diffs stay small. */
export const compositeText = (composite: Composite): string => `${JSON.stringify(composite, null, '\t')}\n`;

/** What does not hold together, in sentences: panels without a link, wires to nowhere, forms that fill each other in a circle. */
export function compositeFaults(
	{ panels, wires, layout }: Composite,
	aliases: readonly string[],
): readonly string[] {
	const ids = panels.map(({ id }) => id);
	const known = (id: string): boolean => ids.includes(id);
	const unlinked = panels.flatMap((panel) =>
		panel.type === 'value' || aliases.includes(panel.alias)
			? []
			: [`The panel “${panel.title}” uses the link “${panel.alias}”, which is not in aether.json.`],
	);
	const loose = wires
		.flatMap(({ from, to }) => [from.panel, to.panel])
		.concat(layout.map(({ panel }) => panel))
		.filter((id) => !known(id))
		.map((id) => `There is no panel “${id}”.`);
	const twice = ids
		.filter((id, index) => ids.indexOf(id) !== index)
		.map((id) => `Two panels are called “${id}”.`);
	const circle = wires.some(({ from, to }) => reaches(to.panel, from.panel, wires))
		? ['Some wires go round in a circle, so none of them would ever rest.']
		: [];
	return [...new Set([...unlinked, ...twice, ...loose, ...circle])];
}

/** Whether what `start` gives comes to `end`, over however many wires. */
export function reaches(start: string, end: string, wires: readonly Wire[]): boolean {
	const seen = new Set([start]);
	for (const each of seen) {
		if (each === end) return true;
		for (const { from, to } of wires) if (from.panel === each) seen.add(to.panel);
	}
	return false;
}

/** The composite with a wire to its field in place of the one that was there. */
export const withWire = (composite: Composite, wire: Wire): Composite => ({
	...composite,
	wires: [...withoutWire(composite, wire.to).wires, wire],
});

export const withoutWire = (composite: Composite, { panel, field: name }: Wire['to']): Composite => ({
	...composite,
	wires: composite.wires.filter(({ to }) => to.panel !== panel || to.field !== name),
});

/** The composite without a panel, what led to it and what came from it. */
export const withoutPanel = ({ panels, wires, layout }: Composite, id: string): Composite => ({
	panels: panels.filter((panel) => panel.id !== id),
	wires: wires.filter(({ from, to }) => from.panel !== id && to.panel !== id),
	layout: layout.filter(({ panel }) => panel !== id),
});

const overlap = (a: Place, b: Place): boolean =>
	a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** The layout with one panel at its new place; those it would cover move down, each no further than it must. Its order says nothing. */
export function arranged(layout: readonly Place[], wanted: Place): readonly Place[] {
	const settled: Place[] = [{ ...wanted, x: Math.min(wanted.x, COLUMNS - wanted.w) }];
	for (const each of layout.filter(({ panel }) => panel !== wanted.panel).toSorted((a, b) => a.y - b.y)) {
		let place = each;
		for (let other; (other = settled.find((before) => overlap(before, place)));)
			place = { ...place, y: other.y + other.h };
		settled.push(place);
	}
	return settled;
}

/** The layout with a panel of usual size in the first row where it fits. */
export function placed(layout: readonly Place[], panel: string, h: number): readonly Place[] {
	const w = COLUMNS / 2;
	for (let y = 0; ; y++)
		for (const x of [0, w]) {
			const place = { panel, x, y, w, h };
			if (!layout.some((other) => overlap(other, place))) return [...layout, place];
		}
}

const invalid = (reason: string): Problem => ({
	type: 'composite-invalid',
	message: `${COMPOSITE_PATH} cannot be used: ${reason}.`,
	action: 'Correct the file, or restore an earlier version.',
});
