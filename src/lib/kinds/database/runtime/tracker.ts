import { childOf, contentOf, type FileNode, type MemoryFiles } from './file-system.ts';

/** PostgreSQL's page; what is kept is kept in pieces of it. */
export const BLOCK = 8192;

/** What happened to files since the last look. Nodes are files as they live, paths are names that were given up. */
export interface Traces {
	/** Changed blocks of each file. */
	readonly dirty: ReadonlyMap<FileNode, ReadonlySet<number>>;
	/** Files that no longer begin with what the template had. */
	readonly rewritten: ReadonlySet<FileNode>;
	readonly gone: ReadonlySet<string>;
}

/** Notes each write to the in-memory file system below a folder, so that nobody has to search for changes. */
export class Tracker {
	readonly #files: MemoryFiles;
	readonly #root: string;
	#dirty = new Map<FileNode, Set<number>>();
	#rewritten = new Set<FileNode>();
	#gone = new Set<string>();

	constructor(files: MemoryFiles, root: string) {
		this.#files = files;
		this.#root = root;
	}

	/** Starts noting. `file` and `folder` are any two of the file system: all share their operations. */
	watch(file: FileNode, folder: FileNode): void {
		this.#watchWrites(file);
		this.#watchNames(folder);
	}

	/** What was noted so far; noting starts anew. `putBack` undoes that when it could not be kept. */
	take(): Traces & { readonly putBack: () => void } {
		const taken = { dirty: this.#dirty, rewritten: this.#rewritten, gone: this.#gone };
		this.#dirty = new Map();
		this.#rewritten = new Set();
		this.#gone = new Set();
		return { ...taken, putBack: () => this.#putBack(taken) };
	}

	#putBack(traces: Traces): void {
		for (const [node, blocks] of traces.dirty) for (const block of blocks) this.#blocksOf(node).add(block);
		for (const node of traces.rewritten) this.#rewritten.add(node);
		for (const path of traces.gone) this.#gone.add(path);
	}

	#watchWrites(file: FileNode): void {
		const { stream_ops: stream, node_ops: attributes } = file;
		const { write } = stream;
		stream.write = (...parameters) => {
			const written = write(...parameters);
			const [opened, , , , position] = parameters;
			this.#mark(opened.node, position, written);
			return written;
		};
		const { setattr } = attributes;
		attributes.setattr = (node, change) => {
			const before = node.usedBytes ?? 0;
			setattr(node, change);
			if (change.size !== undefined && change.size !== before) this.#resized(node, before, change.size);
		};
	}

	#watchNames(folder: FileNode): void {
		const operations = folder.node_ops;
		const { mknod, rename, unlink } = operations;
		operations.mknod = (parent, name, mode, device) => {
			const node = mknod(parent, name, mode, device);
			if (this.#files.isFile(mode)) this.#rewrite(node);
			return node;
		};
		operations.rename = (node, target, name) => {
			this.#gone.add(this.#files.getPath(node));
			rename(node, target, name);
			this.#rewriteTree(node);
		};
		operations.unlink = (parent, name) => {
			const node = childOf(parent, name);
			if (node) {
				this.#gone.add(this.#files.getPath(node));
				this.#dirty.delete(node);
			}
			unlink(parent, name);
		};
	}

	#mark(node: FileNode, position: number, length: number): void {
		if (length <= 0) return;
		const blocks = this.#blocksOf(node);
		for (let block = Math.floor(position / BLOCK); block * BLOCK < position + length; block++)
			blocks.add(block);
	}

	/** Cut short, a file of the template must never show its old end again, so all of it counts as written. */
	#resized(node: FileNode, before: number, after: number): void {
		if (after < before) this.#rewrite(node);
		this.#mark(node, Math.min(before, after), Math.abs(after - before));
	}

	#rewrite(node: FileNode): void {
		this.#rewritten.add(node);
		this.#blocksOf(node);
		this.#mark(node, 0, contentOf(node).length);
	}

	#rewriteTree(node: FileNode): void {
		if (this.#files.isFile(node.mode)) return this.#rewrite(node);
		const names =
			typeof node.contents === 'object' && node.contents !== null ? Object.keys(node.contents) : [];
		for (const name of names) {
			const child = childOf(node, name);
			if (child) this.#rewriteTree(child);
		}
	}

	#blocksOf(node: FileNode): Set<number> {
		const blocks = this.#dirty.get(node) ?? new Set<number>();
		this.#dirty.set(node, blocks);
		return blocks;
	}

	/** Whether a path lies where it is worth keeping. */
	isKept(path: string): boolean {
		return path.startsWith(`${this.#root}/`) && !PASSING.test(path);
	}
}

/** What PostgreSQL makes anew at each start, or throws away. */
const PASSING = /\/(postmaster\.(pid|opts)|pgsql_tmp(\/|$)|pg_stat_tmp\/|PG_VERSION\.tmp)/;
