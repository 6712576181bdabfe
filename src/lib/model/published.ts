import type { CreationId } from './id.ts';
import type { KindId } from './kind.ts';

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
