import type { Files } from '#lib/model/files.ts';
import type { Problem, Result } from '#lib/model/result.ts';

/** A creation as it travels in one zip. Absent parts are empty maps. */
export interface ArchiveContents {
	/** The creation's files, at the root of the zip. */
	readonly files: Files;
	/** Its history as the files of a `.git` folder, stored under `.git/`. */
	readonly git: Files;
	/** What the running creation has kept, stored as `ARCHIVE_DATA_PATH`. */
	readonly data: ReadonlyMap<string, string>;
	/** The rows of bytes that its runtime keeps, such as the pages of a database, stored as `ARCHIVE_BYTES_PATH`. */
	readonly bytes: ReadonlyMap<string, Uint8Array>;
}

/** Where the app data lies in the zip; `isFilePath` reserves the name, so no file of a creation can be in its place. */
export const ARCHIVE_DATA_PATH = '.aether-data.json';
/** Where the bytes lie, packed into one file; reserved in the same way. */
export const ARCHIVE_BYTES_PATH = '.aether-bytes.bin';
/** Most of them unpacked: 256 MiB. */
export const MAX_KEPT_BYTES = 256 * 1024 * 1024;
/** Most objects of a history in one archive: a classic zip ends at 65,535 entries. */
export const MAX_GIT_FILES = 60_000;
/** Most bytes of a history unpacked: 256 MiB. */
export const MAX_GIT_BYTES = 256 * 1024 * 1024;

/** Zip in and out, off the main thread. */
export interface Archive {
	/** Deterministic: equal contents give equal bytes. Fails with `archive-too-large`, or `archive-invalid` when a file is called `__proto__`. */
	zip(contents: ArchiveContents): Promise<Result<Uint8Array<ArrayBuffer>, Problem>>;
	/**
	 * Gives back what `zip` was given; any other zip of files gives empty `git`, `data` and `bytes`. Fails with `archive-invalid`
	 * (no zip, encrypted, damaged, path outside the folder, duplicate or case-colliding path) or `archive-too-large`
	 * (more than `MAX_FILES` or `MAX_TOTAL_BYTES` unpacked; stops while unpacking, so that a bomb costs nothing).
	 */
	unzip(bytes: Uint8Array): Promise<Result<ArchiveContents, Problem>>;
}
