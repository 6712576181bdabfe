import { readFields, unfit, type Values } from '../../shared/files/fields.ts';
import {
	bodyOf,
	created,
	json,
	nothing,
	page,
	Problem,
	type Call,
	type Routes,
} from '../../shared/files/http.ts';
import { entities } from './model.ts';
import { readQuery, type Query, type Row } from './query.ts';
import type { Entity } from './schema.ts';
import { storeOf } from './store.ts';

/** The routes of one entity: list, create, read, replace, change, delete. */
export function resource(entity: Entity): Routes {
	const store = storeOf(entity);
	const find = async (id = ''): Promise<Row> => present(entity, await store.get(id), id);
	return {
		[`/${entity.path}`]: {
			async GET({ url }) {
				const { limit, offset } = page(url, 0);
				const { rows, total } = await store.find(readQuery(entity, url), { limit, offset });
				return json(
					rows.map((row) => shown(entity, row, url)),
					page(url, total).headers,
				);
			},
			async POST({ request, url }) {
				const values = readFields(entity.fields, await bodyOf(request));
				await checkRefs(entity, values);
				const row = await store.add(values);
				return created(shown(entity, row, url), addressOf(entity, row, url));
			},
			async DELETE() {
				await checkUnused(entity);
				await store.clear();
				return nothing();
			},
		},
		[`${rowsAt(entity)}/{id}`]: {
			GET: async ({ path, url }) => json(shown(entity, await find(path['id']), url)),
			PUT: (call) => change(call, false),
			PATCH: (call) => change(call, true),
			async DELETE({ path }) {
				const { id } = await find(path['id']);
				await checkUnused(entity, id);
				await store.remove(id);
				return nothing();
			},
		},
	};

	async function change({ request, path, url }: Call, isPartial: boolean): Promise<Response> {
		const { id } = await find(path['id']);
		const values = readFields(entity.fields, await bodyOf(request), isPartial);
		await checkRefs(entity, values);
		return json(shown(entity, present(entity, await store.change(id, values), id), url));
	}
}

/** A row as it is answered: with its own address, unless a field has that name. */
const shown = (entity: Entity, row: Row, url: URL) => ({
	id: row.id,
	url: addressOf(entity, row, url),
	...row.values,
	createdAt: row.createdAt,
	updatedAt: row.updatedAt,
});

const addressOf = (entity: Entity, { id }: Row, { origin }: URL): string =>
	`${origin}${rowsAt(entity)}/${encodeURIComponent(id)}`;

/** What stands before the id of a row in its address. */
const rowsAt = ({ path }: Entity): string => path && `/${path}`;

function present({ label }: Entity, row: Row | undefined, id: string): Row {
	if (!row) throw new Problem(404, `There is no ${label.toLowerCase()} with the id "${id}".`);
	return row;
}

/** What a row points to has to be there. */
async function checkRefs({ fields }: Entity, values: Values): Promise<void> {
	const faults = await Promise.all(
		fields.map(async ({ name, ref }) => {
			const target = entities.find((entity) => entity.name === ref);
			const id = values[name];
			if (!target || typeof id !== 'string' || (await storeOf(target).get(id))) return [];
			return [
				{
					field: name,
					message: `${name} points to the ${target.label.toLowerCase()} "${id}", which is not there`,
				},
			];
		}),
	);
	if (faults.flat().length > 0) throw unfit(faults.flat());
}

/** What other rows point to stays: 409 tells which. Without `id`: nothing may point to any row of the entity. */
async function checkUnused(entity: Entity, id?: string): Promise<void> {
	for (const other of entities)
		for (const field of other.fields) {
			if (field.ref !== entity.name || (other === entity && id === undefined)) continue;
			const pointing = await pointingTo(other, field, id);
			if (pointing > 0)
				throw new Problem(
					409,
					`${pointing} of ${other.plural.toLowerCase()} still point here (${field.name}). Change or delete them first.`,
				);
		}
}

async function pointingTo(other: Entity, field: Entity['fields'][number], id?: string): Promise<number> {
	const query: Query = { words: [], equals: [], sort: undefined, isDescending: false };
	const one = { limit: 1, offset: 0 };
	if (id !== undefined) return (await storeOf(other).find({ ...query, equals: [[field, id]] }, one)).total;
	const { rows } = await storeOf(other).find(query, { limit: Number.MAX_SAFE_INTEGER, offset: 0 });
	return rows.filter(({ values }) => typeof values[field.name] === 'string').length;
}
