import type { Entity, Field, Spec } from '#lib/model/spec.ts';

export type Entities = readonly [Entity, ...Entity[]];

/** Names that every stored row has already. */
const RESERVED = new Set(['id', 'createdAt', 'updatedAt']);
/** Types that make no readable heading. */
const NO_HEADING: ReadonlySet<string> = new Set(['boolean', 'rating', 'color', 'tags']);

/** The spec's entities made fit for a kit: never empty, never without fields, and every field one that works. */
export function sensibleEntities(spec: Spec, fallback: Entity): Entities {
	const names = new Set(spec.entities.map((entity) => entity.name));
	const [first = fallback, ...others] = dedupe(spec.entities).map((entity) =>
		sensibleEntity(entity, names, fallback.fields),
	);
	return [first, ...others];
}

/** Finds a field that fits, by name first, then by type alone. */
export function findField(
	entity: Entity,
	types: readonly Field['type'][],
	name: RegExp,
	isNameNeeded = false,
): Field | undefined {
	const fitting = entity.fields.filter((field) => types.includes(field.type));
	return fitting.find((field) => name.test(field.name)) ?? (isNameNeeded ? undefined : fitting[0]);
}

/** The entity with one more field, unless it has one of that name. */
export function withField(entity: Entity, field: Field): Entity {
	return entity.fields.some(({ name }) => name === field.name)
		? { ...entity, fields: entity.fields.map((old) => (old.name === field.name ? field : old)) }
		: { ...entity, fields: [...entity.fields, field] };
}

/** A text option of the spec, or the fallback. */
export function textOption(spec: Spec, name: string, fallback = ''): string {
	const value = spec.options[name];
	return typeof value === 'string' ? value : fallback;
}

/** A positive number option of the spec, or the fallback. */
export function numberOption(spec: Spec, name: string, fallback: number): number {
	const value = Number(spec.options[name]);
	return Number.isFinite(value) && value > 0 ? value : fallback;
}

/** A list option of the spec; text is split at commas. */
export function listOption(spec: Spec, name: string): readonly string[] {
	const value = spec.options[name];
	if (Array.isArray(value)) return value;
	return typeof value === 'string' ? value.split(',').map((item) => item.trim()) : [];
}

function sensibleEntity(entity: Entity, names: ReadonlySet<string>, fallback: readonly Field[]): Entity {
	const fields = entity.fields.length > 0 ? entity.fields : fallback;
	const working = dedupe(fields.map((field) => sensibleField(field, names)));
	return { ...entity, fields: withRequired(withHeading(working)) };
}

function sensibleField(field: Field, names: ReadonlySet<string>): Field {
	const name = RESERVED.has(field.name) ? `${field.name}Value` : field.name;
	const lacksTarget = field.type === 'ref' && !names.has(field.ref ?? '');
	const lacksChoices = field.type === 'enum' && !field.options;
	return { ...field, name, type: lacksTarget || lacksChoices ? 'text' : field.type };
}

function dedupe<Named extends { readonly name: string }>(items: readonly Named[]): readonly Named[] {
	return items.filter(({ name }, index) => items.findIndex((item) => item.name === name) === index);
}

function withHeading(fields: readonly Field[]): readonly Field[] {
	const heading = fields.find((field) => !NO_HEADING.has(field.type));
	const [first] = fields;
	if (!heading || !first || !NO_HEADING.has(first.type)) return fields;
	return [heading, ...fields.filter((field) => field !== heading)];
}

/** A row needs a heading; the rest may wait. */
function withRequired(fields: readonly Field[]): Field[] {
	if (fields.some((field) => field.required)) return [...fields];
	return fields.map((field, index) =>
		index === 0 && !NO_HEADING.has(field.type) ? { ...field, required: true } : field,
	);
}
