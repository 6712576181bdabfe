import type { Files } from '#lib/model/files.ts';
import type { Problem, Result } from '#lib/model/result.ts';

/** What a zip of a creation carries. */
export interface Bundle {
	readonly files: Files;
	/** The repository: paths inside the `.git` folder, such as `refs/heads/main`. Absent in zips made elsewhere. */
	readonly git?: Files;
	/** What the creation keeps (its `localStorage`), in the zip as `.aether-data.json`. */
	readonly data?: ReadonlyMap<string, string>;
}

/** Zip in and out, off the main thread. */
export interface Archive {
	/** Deterministic: equal bundles give equal bytes. */
	zip(bundle: Bundle): Promise<Uint8Array<ArrayBuffer>>;
	/**
	 * Fails with `archive-invalid` (no zip, encrypted, path outside the folder, duplicate path) or `archive-too-large`
	 * (more than `MAX_FILES` or `MAX_TOTAL_BYTES` unpacked; stops while unpacking, so that a bomb costs nothing).
	 */
	unzip(bytes: Uint8Array): Promise<Result<Bundle, Problem>>;
}
