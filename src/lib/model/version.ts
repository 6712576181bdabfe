import type { Author } from './creation.ts';
import type { MessageId, ObjectId } from './id.ts';

/** One Git commit of a creation. */
export interface Version {
	readonly id: ObjectId;
	/** Git tree hash of all files: equal trees are equal creations. */
	readonly tree: ObjectId;
	readonly parents: readonly ObjectId[];
	/** First line of the commit message. */
	readonly message: string;
	readonly author: Author;
	/** ms since the epoch. */
	readonly at: number;
	/** The thread message that caused it. */
	readonly messageId?: MessageId;
	/** The version this one restored. */
	readonly restored?: ObjectId;
}

export interface FileChange {
	readonly path: string;
	readonly status: 'added' | 'changed' | 'removed';
	/** Lines; 0 and 0 for bytes. */
	readonly added: number;
	readonly removed: number;
}
