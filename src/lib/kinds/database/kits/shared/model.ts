import type { Entity, Field, Spec } from '#lib/model/spec.ts';

/** A table to be written: an entity of a spec with names that PostgreSQL likes. */
export interface TableModel {
	readonly name: string;
	readonly label: string;
	readonly plural: string;
	readonly columns: readonly ColumnModel[];
	/** Of a table that only joins two others. */
	readonly joins?: readonly [string, string];
}

export interface ColumnModel {
	readonly name: string;
	readonly field: Field;
	/** The table it points to. */
	readonly target?: string;
}

/** Words of SQL that a column may not be called without quotes. */
const RESERVED = new Set(
	'all analyse analyze and any array as asc between binary both case cast check collate column constraint create current_date current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having in initially intersect into is join lateral leading left like limit localtime natural not null offset on only or order outer placing primary references returning right select session_user similar some symmetric table then to trailing true union unique user using variadic verbose when where window with id created_at'.split(
		' ',
	),
);

/** Which things belong to which, where the sentence does not say: a loan has a book and a member. */
const BELONGS: Readonly<Record<string, readonly string[]>> = {
	comment: ['post', 'article', 'photo', 'video', 'issue', 'task'],
	reply: ['thread', 'comment'],
	thread: ['forum', 'user'],
	orderLine: ['order', 'product'],
	orderItem: ['order', 'product'],
	invoiceLine: ['invoice', 'product'],
	invoice: ['customer', 'client'],
	order: ['customer'],
	loan: ['book', 'member', 'item', 'tool'],
	reservation: ['book', 'member', 'table', 'guest', 'customer'],
	appointment: ['patient', 'doctor', 'customer', 'client'],
	prescription: ['patient', 'doctor'],
	visit: ['pet', 'patient', 'customer'],
	pet: ['owner'],
	payment: ['member', 'invoice', 'customer', 'tenant', 'order'],
	fee: ['member'],
	booking: ['room', 'guest', 'customer', 'class'],
	track: ['album'],
	song: ['album', 'artist'],
	album: ['artist'],
	player: ['team'],
	enrollment: ['student', 'course'],
	grade: ['student', 'course'],
	exam: ['course'],
	task: ['project'],
	employee: ['department'],
	review: ['product', 'book', 'movie', 'restaurant', 'recipe'],
	ingredient: ['recipe'],
	shift: ['employee'],
	ticket: ['event', 'customer'],
	message: ['conversation', 'channel', 'user'],
	class: ['teacher', 'room'],
	lesson: ['course', 'teacher'],
	chapter: ['book'],
	page: ['book'],
	flight: ['airline'],
	reading: ['sensor', 'meter'],
	deal: ['company', 'contact'],
	contact: ['company'],
	session: ['user', 'speaker', 'event'],
	photo: ['album'],
	transaction: ['account', 'category'],
	expense: ['category'],
	part: ['supplier'],
	product: ['supplier', 'category'],
};

/** Things that go together many to many. */
const PAIRS: readonly (readonly [string, string])[] = [
	['post', 'tag'],
	['article', 'tag'],
	['note', 'tag'],
	['photo', 'tag'],
	['recipe', 'tag'],
	['movie', 'actor'],
	['movie', 'genre'],
	['book', 'genre'],
	['film', 'actor'],
	['user', 'role'],
	['playlist', 'track'],
	['playlist', 'song'],
	['employee', 'project'],
	['employee', 'skill'],
];

/** The tables of a spec, each after those it points to. `known` are tables that are there already, by entity name. */
export function tableModels(
	spec: Spec,
	known: ReadonlyMap<string, string> = new Map(),
): readonly TableModel[] {
	const entities = spec.entities.filter(
		({ name }, index, all) => all.findIndex((each) => each.name === name) === index,
	);
	const names = new Map([...known, ...uniqueNames(entities)]);
	const tables = entities.map((entity) => tableOf(entity, names));
	return sorted([...tables, ...joinTables(entities, names)]);
}

/** `orderLine`, "Order lines" → `order_lines`. */
export const snake = (text: string): string =>
	text
		.normalize('NFKD')
		.replaceAll(/\p{M}+/gu, '')
		.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '_')
		.replaceAll(/^_+|_+$/g, '')
		.replace(/^(\d)/, 'n$1')
		.slice(0, 55);

function uniqueNames(entities: readonly Entity[]): readonly (readonly [string, string])[] {
	const taken = new Set<string>();
	return entities.map(({ name, plural }) => {
		const wish = snake(plural) || snake(name) || 'things';
		const base = RESERVED.has(wish) ? `${wish}_list` : wish;
		let free = base;
		for (let number = 2; taken.has(free); number++) free = `${base}_${number}`;
		taken.add(free);
		return [name, free] as const;
	});
}

function tableOf(entity: Entity, names: ReadonlyMap<string, string>): TableModel {
	const fields = withHeading(withOwners(entity, names));
	const taken = new Set<string>();
	const columns = fields.flatMap((field): readonly ColumnModel[] => {
		const target = field.type === 'ref' ? names.get(field.ref ?? '') : undefined;
		const plain = snake(field.name);
		const wish = target === undefined ? plain : `${plain.replace(/_id$/, '')}_id`;
		const name = RESERVED.has(wish) || wish === '' ? `${wish}_value`.replace(/^_/, '') : wish;
		if (taken.has(name)) return [];
		taken.add(name);
		return [{ name, field, ...(target === undefined ? {} : { target }) }];
	});
	return {
		name: names.get(entity.name) ?? snake(entity.plural),
		label: entity.label,
		plural: entity.plural,
		columns,
	};
}

/** Fields that point to what the thing belongs to; a text of that name gives way. */
function withOwners(entity: Entity, names: ReadonlyMap<string, string>): readonly Field[] {
	const pointed = new Set(entity.fields.map(({ ref }) => ref));
	const owners = (BELONGS[entity.name] ?? []).filter((name) => names.has(name) && !pointed.has(name));
	const own = entity.fields.filter((field) => field.type === 'ref' || !owners.includes(field.name));
	const made = owners.map((name): Field => ({ name, label: name, type: 'ref', ref: name, required: true }));
	return [...made, ...own];
}

function withHeading(fields: readonly Field[]): readonly Field[] {
	if (fields.length === 0) return [{ name: 'name', label: 'Name', type: 'text', required: true }];
	if (fields.some(({ required }) => required)) return fields;
	const heading = fields.find(({ type }) => type === 'text' || type === 'email') ?? fields[0];
	return fields.map((field) => (field === heading ? { ...field, required: true } : field));
}

function joinTables(entities: readonly Entity[], names: ReadonlyMap<string, string>): readonly TableModel[] {
	return PAIRS.flatMap(([left, right]): readonly TableModel[] => {
		const [one, other] = [names.get(left), names.get(right)];
		const isNamed = entities.some(({ name }) => name === left) && entities.some(({ name }) => name === right);
		const isLinked = entities.some(
			({ name, fields }) =>
				(name === left && fields.some(({ ref }) => ref === right)) ||
				(name === right && fields.some(({ ref }) => ref === left)),
		);
		if (one === undefined || other === undefined || !isNamed || isLinked) return [];
		const column = (name: string, target: string): ColumnModel => ({
			name: `${snake(name)}_id`,
			field: { name, label: name, type: 'ref', ref: name, required: true },
			target,
		});
		return [
			{
				name: `${snake(left)}_${other}`,
				label: `${left} ${right}`,
				plural: `${left} ${right}`,
				columns: [column(left, one), column(right, other)],
				joins: [one, other],
			},
		];
	});
}

function sorted(tables: readonly TableModel[]): readonly TableModel[] {
	const done = new Map<string, TableModel>();
	const visit = (table: TableModel, path: readonly string[]): void => {
		if (done.has(table.name) || path.includes(table.name)) return;
		for (const { target } of table.columns) {
			const needed = tables.find(({ name }) => name === target);
			if (needed) visit(needed, [...path, table.name]);
		}
		done.set(table.name, table);
	};
	for (const table of tables) visit(table, []);
	return [...done.values()];
}
