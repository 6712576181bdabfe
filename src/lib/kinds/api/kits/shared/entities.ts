import type { Entity, Field, Spec } from '#lib/model/spec.ts';

/** An entity with the names that its operations and addresses get. */
export interface Resource {
	/** The entity's name, unique: `orderLine`. */
	readonly name: string;
	readonly label: string;
	readonly plural: string;
	/** In the address: `order-lines`. Empty: its rows are at the root. */
	readonly path: string;
	/** In operationIds: `OrderLine` and `OrderLines`. */
	readonly one: string;
	readonly many: string;
	readonly fields: readonly Field[];
}

/** Names that every row has already. */
const RESERVED = new Set(['id', 'createdAt', 'updatedAt']);

const FALLBACK: Entity = {
	name: 'item',
	label: 'Item',
	plural: 'Items',
	fields: [
		{ name: 'name', label: 'Name', type: 'text', required: true },
		{ name: 'notes', label: 'Notes', type: 'longText' },
	],
};

/** The spec's entities made fit for an API: never empty, none without fields, every name unique, every field one that works. */
export function resourcesOf(spec: Spec): readonly Resource[] {
	const given = uniqueBy(spec.entities.length > 0 ? spec.entities : [FALLBACK], ({ name }) => name);
	const names = new Set(given.map(({ name }) => name));
	const taken = new Set<string>();
	return given.map((entity) => resourceOf(spec, entity, names, taken));
}

function resourceOf(spec: Spec, entity: Entity, names: ReadonlySet<string>, taken: Set<string>): Resource {
	const { name, label, plural } = entity;
	const path = free(kebab(plural) || `${kebab(name)}s`, taken);
	const fields = fieldsOf(isTodo(entity) ? withTodoFields(spec, entity) : entity, names);
	const many = pascal(path);
	return { name, label, plural, path: isAtRoot(spec) ? '' : path, one: pascal(name), many, fields };
}

function fieldsOf(entity: Entity, names: ReadonlySet<string>): readonly Field[] {
	const fields = entity.fields.length > 0 ? entity.fields : FALLBACK.fields;
	const working = uniqueBy(
		fields.map((field) => workingField(field, names)),
		({ name }) => name,
	);
	if (working.some(({ required }) => required)) return working;
	const heading = working.find(({ type }) => type === 'text');
	return working.map((field) => (field === heading ? { ...field, required: true } : field));
}

function workingField(field: Field, names: ReadonlySet<string>): Field {
	const isReserved = RESERVED.has(field.name);
	const lacksTarget = field.type === 'ref' && !names.has(field.ref ?? '');
	const lacksChoices = field.type === 'enum' && !field.options;
	return {
		...field,
		name: isReserved ? `${field.name}Value` : field.name,
		type: lacksTarget || lacksChoices ? 'text' : field.type,
	};
}

/** The public specification of Todo-Backend has the list at the root. */
const isAtRoot = ({ sentence, entities: [first, ...others] }: Spec): boolean =>
	first !== undefined && others.length === 0 && isTodo(first) && /\btodo-?backend\b/i.test(sentence);

/** Where the rows are: `/order-lines`. */
export const collectionPath = ({ path }: Resource): string => `/${path}`;
/** Where one of them is: `/order-lines/{id}`. */
export const rowPath = ({ path }: Resource, id: string): string => `${path && `/${path}`}/${id}`;

const isTodo = ({ name }: Entity): boolean => /^(?:todo|toDo|todoItem|task)$/.test(name);

/** Clients of to-do APIs know the tick as `completed` and keep their own `order`; said otherwise it stays as said. */
function withTodoFields(spec: Spec, entity: Entity): Entity {
	const isTickNamed = /\b(?:done|finished|checked|ticked)\b/i.test(spec.sentence);
	const fields = entity.fields.map((field) =>
		field.name === 'done' && !isTickNamed ? { ...field, name: 'completed', label: 'Completed' } : field,
	);
	const order: Field = { name: 'order', label: 'Order', type: 'integer' };
	return {
		...entity,
		fields: fields.some(({ name }) => name === 'order' || name === 'priority') ? fields : [...fields, order],
	};
}

function uniqueBy<Item>(items: readonly Item[], key: (item: Item) => string): readonly Item[] {
	const keys = items.map(key);
	return items.filter((item, index) => keys.indexOf(key(item)) === index);
}

function free(wanted: string, taken: Set<string>): string {
	let name = wanted;
	for (let count = 2; taken.has(name); count++) name = `${wanted}-${count}`;
	taken.add(name);
	return name;
}

/** `Order lines` → `order-lines`. Letters without an ASCII form are left out. */
export const kebab = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/([a-z\d])([A-Z])/g, '$1-$2')
		.toLowerCase()
		.replace(/[^a-z\d]+/g, '-')
		.replace(/^-+|-+$/g, '');

/** `order-lines` → `OrderLines`. */
export const pascal = (text: string): string =>
	kebab(text)
		.split('-')
		.map((part) => part.charAt(0).toUpperCase() + part.slice(1))
		.join('');
