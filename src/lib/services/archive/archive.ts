import type { Files } from '#lib/model/files.ts';
import type { Problem, Result } from '#lib/model/result.ts';

/** Zip in and out, off the main thread. */
export interface Archive {
	/** Deterministic: equal files give equal bytes. */
	zip(files: Files): Promise<Uint8Array<ArrayBuffer>>;
	/**
	 * Fails with `archive-invalid` (no zip, encrypted, path outside the folder, duplicate path) or `archive-too-large`
	 * (more than `MAX_FILES` or `MAX_TOTAL_BYTES` unpacked; stops while unpacking, so that a bomb costs nothing).
	 */
	unzip(bytes: Uint8Array): Promise<Result<Files, Problem>>;
}
