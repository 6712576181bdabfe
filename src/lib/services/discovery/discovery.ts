import type { CreationId } from '#lib/model/id.ts';
import type { KindId } from '#lib/model/kind.ts';
import type { Problem, Result } from '#lib/model/result.ts';

/** An operation as it is found: enough to choose it, not to call it. */
export interface PublishedOperation {
	/** Id in its document. */
	readonly operation: string;
	/** Lower case. */
	readonly method: string;
	/** With its templates: `/books/{id}`. */
	readonly path: string;
	/** What it is for, in the document's words; may be empty. */
	readonly summary: string;
}

/** A link of a creation, by its alias. */
export interface PublishedLink {
	readonly alias: string;
	readonly to: CreationId;
	readonly range: string;
	/** Absent: all. */
	readonly operations?: readonly string[];
}

/** What a creation says of itself. */
export interface Published {
	readonly creationId: CreationId;
	readonly kind: KindId;
	readonly title: string;
	readonly version: string;
	readonly operations: readonly PublishedOperation[];
	readonly links: readonly PublishedLink[];
	/** Why nothing could be read of it. */
	readonly problem?: string;
}

export interface FoundOperation extends PublishedOperation {
	readonly creationId: CreationId;
	readonly kind: KindId;
	/** Title of its creation. */
	readonly creation: string;
}

/**
 * What all creations outside the trash offer each other. Follows every change, whichever tab made it. Fails as reads of
 * storage do.
 */
export interface Discovery {
	/** Operations that match, best first; tolerant of typos; none for an empty text. `limit` 20 when absent, 200 at most. */
	search(text: string, limit?: number): Promise<Result<readonly FoundOperation[], Problem>>;
	/** Every creation, in the order of their titles. */
	list(): Promise<Result<readonly Published[], Problem>>;
	/** Those that link to `id`. */
	users(id: CreationId): Promise<Result<readonly Published[], Problem>>;
}
