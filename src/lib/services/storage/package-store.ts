import type { PackageKey } from '#lib/model/package.ts';
import { dropBytes, loadBytes, storeBytes } from './bodies.ts';
import type { Database } from './database.ts';
import { write } from './problems.ts';
import type { PackageStore } from './storage.ts';

export function createPackageStore(database: Database): PackageStore {
	const tables = [database.packages, database.packageBodies, database.chunks];
	return {
		rows: () => packageRows(database),
		async body(key) {
			const row = database.row('packageBodies', await database.packageBodies.get(key));
			return row && loadBytes(database, row.content);
		},
		put: (packages) =>
			write(() =>
				database.transaction('rw', tables, async () => {
					for (const { row, body } of packages) {
						await drop(database, row.id);
						const content = await storeBytes(database, `package:${row.id}`, body);
						await database.packageBodies.put({ id: row.id, content });
						await database.packages.put(row);
					}
				}),
			),
		remove: (keys) =>
			write(() =>
				database.transaction('rw', tables, async () => {
					for (const key of keys) await drop(database, key);
				}),
			),
	};
}

/** All packages that are kept. For screens, through `live()`. */
export const packageRows = async (database: Database) =>
	database.rows('packages', await database.packages.toArray());

async function drop(database: Database, key: PackageKey): Promise<void> {
	const row = database.row('packageBodies', await database.packageBodies.get(key));
	if (row) await dropBytes(database, row.content);
	await database.packageBodies.delete(key);
	await database.packages.delete(key);
}
