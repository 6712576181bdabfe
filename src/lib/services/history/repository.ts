import { hexOf } from '#lib/model/digest.ts';
import git from 'isomorphic-git';
import * as z from 'zod/mini';
import { bytesOf, contentFromBytes, type FileContent } from '#lib/model/files.ts';
import type { CreationId, ObjectId } from '#lib/model/id.ts';
import { objectIdSchema } from '#lib/model/id-schema.ts';
import type { Version } from '#lib/model/version.ts';
import { authorOf, factsOf } from './commit-text.ts';
import { damaged, HistoryFailure, intact, VERSION_MISSING } from './failure.ts';
import { GIT_FOLDER, GitFileSystem, pathOfObject } from './file-system.ts';
import type { RepositoryFiles } from './repository-files.ts';

export const BRANCH = 'refs/heads/main';

/** Every file of a version, and every tree on the way to them. */
export interface Listing {
	readonly blobs: ReadonlyMap<string, ObjectId>;
	readonly trees: ReadonlySet<ObjectId>;
}

/** One creation's repository during one operation. */
export class Repository {
	readonly fs: GitFileSystem;
	readonly #at;

	constructor(files: RepositoryFiles, id: CreationId) {
		this.fs = new GitFileSystem(files, id);
		this.#at = { fs: this.fs, gitdir: GIT_FOLDER };
	}

	/** The newest version, or null before the first. */
	async head(): Promise<ObjectId | null> {
		const bytes = await this.fs.bytes(BRANCH);
		if (bytes === undefined) return null;
		const id = z.safeParse(objectIdSchema, new TextDecoder().decode(bytes).trim());
		if (!id.success) throw new HistoryFailure(damaged('The list of versions', 'refs/heads/main'));
		return id.data;
	}

	async version(id: ObjectId): Promise<Version> {
		if ((await this.fs.bytes(pathOfObject(id))) === undefined) throw new HistoryFailure(VERSION_MISSING);
		const { commit } = await intact('This version', () => git.readCommit({ ...this.#at, oid: id }));
		return {
			id,
			tree: objectIdSchema.parse(commit.tree),
			parents: commit.parent.map((parent) => objectIdSchema.parse(parent)),
			author: authorOf(commit.author),
			at: commit.author.timestamp * 1000,
			...factsOf(commit.message),
		};
	}

	async listing(tree: ObjectId): Promise<Listing> {
		const blobs = new Map<string, ObjectId>();
		const trees = new Set<ObjectId>([tree]);
		let level: readonly Place[] = [['', tree]];
		while (level.length > 0) {
			await this.fs.fetch(level.map(([, id]) => pathOfObject(id)));
			const entries = (await Promise.all(level.map((place) => this.#entries(place)))).flat();
			level = entries.flatMap(({ path, id, type }): Place[] => (type === 'tree' ? [[`${path}/`, id]] : []));
			for (const [, id] of level) trees.add(id);
			for (const { path, id, type } of entries) if (type === 'blob') blobs.set(path, id);
		}
		return { blobs, trees };
	}

	async content(path: string, id: ObjectId): Promise<FileContent> {
		const { blob } = await intact(path, () => git.readBlob({ ...this.#at, oid: id }));
		return contentFromBytes(new Uint8Array(blob));
	}

	/** Puts a blob among what will be written. */
	async addBlob(bytes: Uint8Array): Promise<void> {
		await git.writeBlob({ ...this.#at, blob: bytes });
	}

	/** Puts the trees over `blobs` among what will be written, those of `known` signature excepted. */
	async addTrees(blobs: ReadonlyMap<string, ObjectId>, known: Map<string, ObjectId>): Promise<ObjectId> {
		return this.#addTree(folderOf(blobs), known);
	}

	async addCommit(commit: Parameters<typeof git.writeCommit>[0]['commit']): Promise<ObjectId> {
		return objectIdSchema.parse(await git.writeCommit({ ...this.#at, commit }));
	}

	async #entries([prefix, id]: Place): Promise<Entry[]> {
		const { tree } = await intact(prefix === '' ? 'This version' : `The folder ${prefix}`, () =>
			git.readTree({ ...this.#at, oid: id }),
		);
		return tree.map((entry) => ({
			path: prefix + entry.path,
			id: objectIdSchema.parse(entry.oid),
			type: entry.type,
			mode: entry.mode,
		}));
	}

	async #addTree(folder: Folder, known: Map<string, ObjectId>): Promise<ObjectId> {
		const entries = [];
		for (const [path, child] of folder)
			entries.push(
				typeof child === 'string'
					? { mode: '100644', path, oid: child, type: 'blob' as const }
					: { mode: '040000', path, oid: await this.#addTree(child, known), type: 'tree' as const },
			);
		const signature = entries.map(({ oid, path }) => `${oid} ${path}`).join('\0');
		const present = known.get(signature);
		if (present !== undefined) return present;
		const id = objectIdSchema.parse(await git.writeTree({ ...this.#at, tree: entries }));
		known.set(signature, id);
		return id;
	}
}

type Place = readonly [prefix: string, tree: ObjectId];

interface Entry {
	readonly path: string;
	readonly id: ObjectId;
	readonly type: 'blob' | 'tree' | 'commit';
	readonly mode: string;
}

type Folder = Map<string, ObjectId | Folder>;

function folderOf(blobs: ReadonlyMap<string, ObjectId>): Folder {
	const root: Folder = new Map();
	for (const [path, id] of blobs) {
		const segments = path.split('/');
		const name = segments.pop() ?? path;
		let folder = root;
		for (const segment of segments) folder = subfolder(folder, segment);
		folder.set(name, id);
	}
	return root;
}

function subfolder(folder: Folder, name: string): Folder {
	const present = folder.get(name);
	if (present instanceof Map) return present;
	const made: Folder = new Map();
	folder.set(name, made);
	return made;
}

/** The Git id of an object. */
export async function hashObject(type: 'blob' | 'tree' | 'commit', content: FileContent): Promise<ObjectId> {
	const bytes = bytesOf(content);
	const header = new TextEncoder().encode(`${type} ${bytes.length}\0`);
	const whole = new Uint8Array(header.length + bytes.length);
	whole.set(header);
	whole.set(bytes, header.length);
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', whole));
	return objectIdSchema.parse(hexOf(digest));
}
