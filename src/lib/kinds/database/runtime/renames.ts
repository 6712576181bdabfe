import type { Rename, SchemaAnswer, Table } from './face.ts';
import { qualified, quoteName } from './sql/identifier.ts';

/**
 * What of a change may be a new name for what was there: one table or column is gone and one of the same shape is new.
 * Where several would fit, nothing is guessed.
 */
export function renamesBetween(before: SchemaAnswer, after: SchemaAnswer): readonly Rename[] {
	const [old, next] = [tablesOf(before), tablesOf(after)];
	const kept = old.flatMap((table): [Table, Table][] => {
		const same = next.find(({ id }) => id === table.id);
		return same ? [[table, same]] : [];
	});
	return [...tableRenames(old, next), ...kept.flatMap(([from, to]) => columnRenames(from, to))];
}

const tablesOf = ({ tables }: SchemaAnswer): readonly Table[] =>
	tables.filter(({ kind }) => kind === 'table');

const tableRenames = (old: readonly Table[], next: readonly Table[]): readonly Rename[] =>
	pairs(
		old.filter(({ id }) => !next.some((table) => table.id === id)),
		next.filter(({ id }) => !old.some((table) => table.id === id)),
		(table) => JSON.stringify([table.schema, ...table.columns.map(({ name, type }) => [name, type]).sort()]),
	).map(([from, to]) => ({
		statement: `ALTER TABLE ${qualified(from.schema, from.name)} RENAME TO ${quoteName(to.name)}`,
		message: `The table ${from.id} is now called ${to.id}.`,
	}));

const columnRenames = (from: Table, to: Table): readonly Rename[] =>
	pairs(
		from.columns.filter(({ name }) => !to.columns.some((column) => column.name === name)),
		to.columns.filter(({ name }) => !from.columns.some((column) => column.name === name)),
		({ type }) => type,
	).map(([gone, added]) => ({
		statement: `ALTER TABLE ${qualified(from.schema, from.name)} RENAME COLUMN ${quoteName(gone.name)} TO ${quoteName(added.name)}`,
		message: `The column ${gone.name} of ${from.id} is now called ${added.name}.`,
	}));

/** One that is gone with one that is new, where each is the only one of its shape. */
function pairs<Item>(
	gone: readonly Item[],
	added: readonly Item[],
	shapeOf: (item: Item) => string,
): readonly (readonly [Item, Item])[] {
	return gone.flatMap((item) => {
		const shape = shapeOf(item);
		const alike = gone.filter((each) => shapeOf(each) === shape);
		const [only, ...others] = added.filter((each) => shapeOf(each) === shape);
		return only && alike.length === 1 && others.length === 0 ? [[item, only] as const] : [];
	});
}
