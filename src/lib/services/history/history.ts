import type { Author } from '#lib/model/creation.ts';
import type { CreationId, MessageId, ObjectId } from '#lib/model/id.ts';
import type { Files } from '#lib/model/files.ts';
import type { FileChange, Version } from '#lib/model/version.ts';
import type { Problem, Result } from '#lib/model/result.ts';

/**
 * Versions as real Git, one repository per creation, branch `main`. Runs in a worker.
 * Fails with `quota-full`, `object-damaged` (a stored object does not match its hash; other versions stay readable),
 * `version-missing`.
 */
export interface History {
	/** Commits `files` as they are. An equal tree makes no commit and returns the present head. Durable when resolved. */
	commit(id: CreationId, files: Files, facts: CommitFacts): Promise<Result<Version, Problem>>;
	/** Newest first. */
	log(
		id: CreationId,
		options?: { readonly limit?: number; readonly from?: ObjectId },
	): Promise<Result<readonly Version[], Problem>>;
	/** All files of a version, each object's hash verified. */
	read(id: CreationId, version: ObjectId): Promise<Result<Files, Problem>>;
	/** What changed between two versions, by path; `from` null compares with nothing. */
	changes(
		id: CreationId,
		from: ObjectId | null,
		to: ObjectId,
	): Promise<Result<readonly FileChange[], Problem>>;
	/** The Git tree hash of `files` without storing anything. */
	treeHash(files: Files): Promise<ObjectId>;
	/** The repository as the files of a `.git` folder: passes `git fsck --strict`, can be cloned by stock Git. */
	exportRepository(id: CreationId): Promise<Result<Files, Problem>>;
	/** Takes a `.git` folder in. Verifies every object; returns the head version. Nothing is kept when one is wrong. */
	importRepository(id: CreationId, git: Files): Promise<Result<Version, Problem>>;
}

export interface CommitFacts {
	/** First line: what changed, in the imperative. Further lines follow a blank one. */
	readonly message: string;
	readonly author: Author;
	readonly messageId?: MessageId;
	readonly restored?: ObjectId;
	/** ms since the epoch; now when absent. */
	readonly at?: number;
}
