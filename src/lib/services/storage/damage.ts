import * as z from 'zod/mini';
import type { Database } from './database.ts';
import { SCHEMA_OF, type TableName } from './schema.ts';
import { LAST, shelfFor, TRASH } from './shelves.ts';
import type { DamagedRow } from './storage.ts';

/** Most rows reported; what is behind a thousand is one and the same trouble. */
const MAX_REPORTED = 1_000;

/** Rows that could not be read, as they are now: those that were repaired or erased meanwhile are forgotten. */
export async function damagedRows(database: Database): Promise<DamagedRow[]> {
	await noteLostCreations(database);
	await database.flushDamage();
	const notes = database.rows('damaged', await database.damagedRows.limit(MAX_REPORTED).toArray());
	const rows = await Promise.all(notes.map((note) => present(database, note)));
	return rows.filter((row) => row !== undefined);
}

async function present(database: Database, note: DamageNote): Promise<DamagedRow | undefined> {
	const table = tableNamed(note.table);
	const raw = table && (await rawRow(database, table, note.key));
	if (table !== undefined && raw !== undefined && !isHealed(database, table, note, raw))
		return { ...note, raw: SECRET.has(table) ? WITHHELD : raw };
	await database.damagedRows.delete([note.table, note.key]);
	return undefined;
}

/** Tables with keys in them: whoever has a damage report could come in by those. */
const SECRET: ReadonlySet<TableName> = new Set(['rooms', 'devices']);
const WITHHELD = 'not shown: holds a key';

/** Keys in our tables are words and numbers, one or several. */
const keySchema = z.array(z.union([z.string(), z.number()]));

type DamageNote = Omit<DamagedRow, 'raw'>;

/** A row that fits now, except where the damage lies in bytes that no schema can judge. */
const isHealed = (database: Database, table: TableName, note: DamageNote, raw: unknown): boolean =>
	table !== 'trees' &&
	table !== 'treeUpdates' &&
	database.reasonOf(table, raw) === undefined &&
	note.reason !== '';

const tableNamed = (name: string): TableName | undefined =>
	Object.keys(SCHEMA_OF).find((known): known is TableName => known === name);

async function rawRow(database: Database, table: TableName, key: string): Promise<unknown> {
	const [first, ...rest] = keySchema.parse(JSON.parse(key));
	return first === undefined
		? undefined
		: database.table(table).get(rest.length === 0 ? first : [first, ...rest]);
}

/** A row whose places in the index are broken stands in no list, so no reader would ever meet it. */
async function noteLostCreations(database: Database): Promise<void> {
	const onShelf = (shelf: string) =>
		database.creations
			.where('shelves')
			.between(shelf, shelf + LAST)
			.count();
	const [all, listed, trashed] = await Promise.all([
		database.creations.count(),
		onShelf(shelfFor({})),
		onShelf(TRASH),
	]);
	if (all === listed + trashed) return;
	await database.creations.each((raw) => void database.row('creations', raw));
}
