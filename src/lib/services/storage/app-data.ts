import Dexie from 'dexie';
import type { CreationId } from '#lib/model/id.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import type { Bus } from './bus.ts';
import type { Database } from './database.ts';
import { attempt } from './problems.ts';
import type { AppData } from './storage.ts';

type Changes = ReadonlyMap<string, string | null>;

/** What the running creation keeps. Each handle hears what the others write, in this tab and elsewhere. */
export function createAppData(database: Database, bus: Bus, id: CreationId, limitBytes: number): AppData {
	const handle: AppData = {
		async read() {
			const rows = database.rows('appData', await rowsOf(database, id).toArray());
			return new Map(rows.map((row) => [row.key, row.value]));
		},
		async write(changes) {
			const written = await attempt(() => writeChanges(database, id, changes, limitBytes));
			if (!written.ok) return written;
			if (!written.value) return err(fullProblem(limitBytes));
			bus.post({ type: 'data', id, changes: new Map(changes) }, handle);
			return ok(undefined);
		},
		watch(listener) {
			return bus.listen((message, source) => {
				if (message.type === 'data' && message.id === id && source !== handle) listener(message.changes);
			});
		},
	};
	return handle;
}

/** Replaces everything at once. */
export async function replaceAppData(
	database: Database,
	bus: Bus,
	id: CreationId,
	data: ReadonlyMap<string, string>,
): Promise<Result<void, Problem>> {
	const tables = [database.appData, database.appDataSizes];
	const replaced = await attempt(() =>
		database.transaction('rw', tables, async () => {
			const keys = (await rowsOf(database, id).primaryKeys()).map((key) => String([key].flat()[1]));
			await rowsOf(database, id).delete();
			await database.appData.bulkPut([...data].map(([key, value]) => ({ creationId: id, key, value })));
			const sizeBytes = [...data].reduce((sum, [key, value]) => sum + sizeOf(key, value), 0);
			await database.appDataSizes.put({ creationId: id, sizeBytes });
			return new Map<string, string | null>([...keys.map((key) => [key, null] as const), ...data]);
		}),
	);
	if (!replaced.ok) return replaced;
	bus.post({ type: 'data', id, changes: replaced.value });
	return ok(undefined);
}

export const rowsOf = (database: Database, id: CreationId) =>
	database.appData.where('[creationId+key]').between([id, Dexie.minKey], [id, Dexie.maxKey]);

/** False, and nothing written, when the data would grow beyond the limit. */
function writeChanges(
	database: Database,
	id: CreationId,
	changes: Changes,
	limitBytes: number,
): PromiseLike<boolean> {
	return database.transaction('rw', [database.appData, database.appDataSizes], async () => {
		const size = database.row('appDataSizes', await database.appDataSizes.get(id));
		const keys = [...changes.keys()];
		const old = database.rows(
			'appData',
			(await database.appData.bulkGet(keys.map((key) => [id, key]))).filter(isThere),
		);
		const before = old.reduce((sum, row) => sum + sizeOf(row.key, row.value), 0);
		const kept = [...changes].flatMap(([key, value]) =>
			value === null ? [] : [{ creationId: id, key, value }],
		);
		const added = kept.reduce((sum, row) => sum + sizeOf(row.key, row.value), 0);
		const sizeBytes = (size?.sizeBytes ?? 0) - before + added;
		// Taking away is always allowed, or a full store could never be emptied.
		if (sizeBytes > limitBytes && added > before) return false;
		await database.appData.bulkDelete(
			keys.filter((key) => changes.get(key) === null).map((key) => [id, key]),
		);
		await database.appData.bulkPut(kept);
		await database.appDataSizes.put({ creationId: id, sizeBytes });
		return true;
	});
}

const isThere = (raw: unknown): boolean => raw !== undefined;

/** Two bytes a character, as browsers count `localStorage`. */
const sizeOf = (key: string, value: string): number => 2 * (key.length + value.length);

const fullProblem = (limitBytes: number): Problem => ({
	type: 'quota-full',
	message: `This creation may keep ${Math.round(limitBytes / 1024 / 1024)} MiB of data, and they are used up. The last change was not saved.`,
	action: 'Remove some of its data, or raise "storage" in aether.json',
});
