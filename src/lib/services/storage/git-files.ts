import Dexie from 'dexie';
import type { CreationId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import { loadBytes, storeEach } from './bodies.ts';
import type { Database } from './database.ts';
import { attempt } from './problems.ts';

/** What a write depends on: the file at `path` must still hold these bytes (undefined: must not be there). */
export interface Guard {
	readonly path: string;
	readonly was: Uint8Array | undefined;
}

/** The files of each creation's `.git` folder. The history's port, with this same shape. */
export interface GitFiles {
	/** In the order of `paths`; undefined for one that is missing or damaged. */
	read(
		id: CreationId,
		paths: readonly string[],
	): Promise<Result<readonly (Uint8Array | undefined)[], Problem>>;
	list(id: CreationId): Promise<Result<readonly string[], Problem>>;
	/** All or nothing, in one durable transaction. `moved` when the guard no longer holds. Fails with `quota-full`. */
	write(
		id: CreationId,
		files: ReadonlyMap<string, Uint8Array>,
		guard: Guard,
	): Promise<Result<'written' | 'moved', Problem>>;
}

export function createGitFiles(database: Database): GitFiles {
	return {
		read: (id, paths) =>
			attempt(async () => {
				const raws = await database.gitFiles.bulkGet(paths.map((path) => [id, path]));
				return Promise.all(raws.map((raw) => contentOf(database, raw)));
			}),
		list: (id) =>
			attempt(async () => {
				const keys = await rowsOf(database, id).primaryKeys();
				return keys.map((key) => String([key].flat()[1]));
			}),
		write: (id, files, guard) =>
			attempt(() =>
				database.transaction('rw', [database.gitFiles, database.chunks], async () => {
					const held = await contentOf(database, await database.gitFiles.get([id, guard.path]));
					if (!isSame(held, guard.was)) return 'moved' as const;
					const stored = await storeEach(database, id, files);
					const rows = [...stored].map(([path, content]) => ({ creationId: id, path, content }));
					await database.gitFiles.bulkPut(rows);
					return 'written' as const;
				}),
			),
	};
}

const rowsOf = (database: Database, id: CreationId) =>
	database.gitFiles.where('[creationId+path]').between([id, Dexie.minKey], [id, Dexie.maxKey]);

async function contentOf(database: Database, raw: unknown): Promise<Uint8Array | undefined> {
	const row = database.row('gitFiles', raw);
	return row && loadBytes(database, row.content);
}

const isSame = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
	a === undefined || b === undefined
		? a === b
		: a.length === b.length && a.every((byte, index) => byte === b[index]);
