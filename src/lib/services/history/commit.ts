import { bytesOf, type FileContent, type Files } from '#lib/model/files.ts';
import type { CreationId, ObjectId } from '#lib/model/id.ts';
import type { Version } from '#lib/model/version.ts';
import { identityOf, textOf } from './commit-text.ts';
import { HistoryFailure, unwrap } from './failure.ts';
import { pathOfObject } from './file-system.ts';
import type { CommitFacts } from './history.ts';
import { BRANCH, hashObject, Repository } from './repository.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** Repositories whose last files are remembered, so that a commit looks only at what changed. */
const MAX_REMEMBERED = 4;
/** Tries against other tabs that commit to the same creation at the same moment. */
const MAX_TRIES = 8;

const encoder = new TextEncoder();

/** The files beside objects and refs that make a folder a repository. */
export const SKELETON: ReadonlyMap<string, Uint8Array> = new Map([
	['HEAD', encoder.encode(`ref: ${BRANCH}\n`)],
	['config', encoder.encode('[core]\n\trepositoryformatversion = 0\n\tfilemode = false\n\tbare = false\n')],
]);

/** What was true at a head, so that the next commit need not find it out again. */
interface Remembered {
	readonly head: ObjectId | null;
	readonly tree: ObjectId | null;
	readonly files: Files;
	readonly blobs: ReadonlyMap<string, ObjectId>;
	/** Objects that are stored. */
	readonly stored: Set<ObjectId>;
	/** Tree ids by their entries. */
	readonly trees: Map<string, ObjectId>;
}

export class Committer {
	#files: RepositoryFiles;
	#remembered = new Map<CreationId, Remembered>();

	constructor(files: RepositoryFiles) {
		this.#files = files;
	}

	async commit(id: CreationId, files: Files, facts: CommitFacts): Promise<Version> {
		for (let tries = 0; tries < MAX_TRIES; tries++) {
			const version = await this.#try(id, files, facts);
			if (version !== 'moved') return version;
		}
		throw new HistoryFailure({
			type: 'history-busy',
			message: 'Another tab keeps saving this creation at the same time. The version was not made.',
			action: 'Close the other tab and save again',
		});
	}

	/** `moved` when another tab has committed meanwhile. */
	async #try(id: CreationId, files: Files, facts: CommitFacts): Promise<Version | 'moved'> {
		const repository = new Repository(this.#files, id);
		const head = await repository.head();
		const before = await this.#recall(id, head, repository);
		const blobs = await blobsOf(files, before, repository);
		const tree = await repository.addTrees(blobs, before.trees);
		if (head !== null && tree === before.tree) return repository.version(head);
		const commit = await addCommit(repository, tree, head, facts);
		const stored = new Set([...before.stored].map(pathOfObject));
		const writes = new Map([...repository.fs.written].filter(([path]) => !stored.has(path)));
		if (head === null) for (const [path, bytes] of SKELETON) writes.set(path, bytes);
		writes.set(BRANCH, refBytes(commit));
		const was = head === null ? undefined : refBytes(head);
		const written = unwrap(await this.#files.write(id, writes, { path: BRANCH, was }));
		this.#remembered.delete(id);
		if (written === 'moved') return 'moved';
		const known = new Set([...before.stored, ...blobs.values(), ...before.trees.values()]);
		this.#remember(id, { head: commit, tree, files, blobs, stored: known, trees: before.trees });
		return repository.version(commit);
	}

	async #recall(id: CreationId, head: ObjectId | null, repository: Repository): Promise<Remembered> {
		const present = this.#remembered.get(id);
		if (present?.head === head) return present;
		const nothing = {
			head,
			tree: null,
			files: new Map(),
			blobs: new Map(),
			stored: new Set<ObjectId>(),
			trees: new Map(),
		};
		if (head === null) return nothing;
		try {
			const { tree } = await repository.version(head);
			const { blobs, trees } = await repository.listing(tree);
			return { ...nothing, tree, blobs, stored: new Set([...blobs.values(), ...trees]) };
		} catch (error) {
			// A damaged head must not keep anybody from saving: everything is written anew.
			if (error instanceof HistoryFailure) return nothing;
			throw error;
		}
	}

	#remember(id: CreationId, remembered: Remembered): void {
		this.#remembered.set(id, remembered);
		const [oldest] = this.#remembered.keys();
		if (this.#remembered.size > MAX_REMEMBERED && oldest !== undefined) this.#remembered.delete(oldest);
	}
}

export const refBytes = (id: ObjectId): Uint8Array => encoder.encode(`${id}\n`);

/** The ids of all files; those that are new are added to what will be written. */
async function blobsOf(
	files: Files,
	before: Remembered,
	repository: Repository,
): Promise<Map<string, ObjectId>> {
	const blobs = new Map<string, ObjectId>();
	const added = new Set<ObjectId>();
	for (const [path, content] of files) {
		const known = isSame(before.files.get(path), content) ? before.blobs.get(path) : undefined;
		const id = known ?? (await hashObject('blob', content));
		blobs.set(path, id);
		if (before.stored.has(id) || added.has(id)) continue;
		added.add(id);
		await repository.addBlob(bytesOf(content));
	}
	return blobs;
}

function isSame(a: FileContent | undefined, b: FileContent): boolean {
	if (a === undefined || typeof a === 'string' || typeof b === 'string') return a === b;
	return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function addCommit(
	repository: Repository,
	tree: ObjectId,
	head: ObjectId | null,
	facts: CommitFacts,
): Promise<ObjectId> {
	const timestamp = Math.floor((facts.at ?? Date.now()) / 1000);
	const who = { ...identityOf(facts.author), timestamp, timezoneOffset: 0 };
	const parent = head === null ? [] : [head];
	return repository.addCommit({ message: textOf(facts), tree, parent, author: who, committer: who });
}
