import type { Files } from '#lib/model/files.ts';
import { bytesOf } from '#lib/model/files.ts';
import type { CreationId } from '#lib/model/id.ts';
import { ok, type Problem, type Result } from '#lib/model/result.ts';

/** What a write depends on: the file at `path` must still hold these bytes (undefined: must not be there). */
export interface Guard {
	readonly path: string;
	readonly was: Uint8Array | undefined;
}

/** Where histories keep the files of each `.git` folder, by path within it. Storage provides it; see `createGitFiles`. */
export interface RepositoryFiles {
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

/** A `.git` folder in memory, whatever the id: what is being imported, and scratch paper. */
export function filesInMemory(git: Files = new Map()): RepositoryFiles {
	const held = new Map([...git].map(([path, content]) => [path, bytesOf(content)]));
	return {
		read: (_id, paths) => Promise.resolve(ok(paths.map((path) => held.get(path)))),
		list: () => Promise.resolve(ok([...held.keys()])),
		write: (_id, files) => {
			for (const [path, bytes] of files) held.set(path, bytes);
			return Promise.resolve(ok('written'));
		},
	};
}
