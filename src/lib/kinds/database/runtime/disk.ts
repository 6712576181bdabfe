import { EmscriptenBuiltinFilesystem } from '@electric-sql/pglite/basefs';
import { contentOf, memoryFilesOf, type FileNode, type MemoryFiles } from './file-system.ts';
import type { DurableBytes } from './house.ts';
import { BLOCK, Tracker, type Traces } from './tracker.ts';
import { untar } from './untar.ts';

/** Where PostgreSQL keeps its data. */
export const DATA = '/pglite/data';

/** The name of the row that holds the data directory as it was first made. */
const BASE_ROW = 'base';

/** The row that names the extensions whose files must be there before PostgreSQL starts, by line. */
const EXTENSIONS_ROW = 'extensions';

/**
 * The data directory of PostgreSQL in memory, with every changed block kept as a durable row: `base` is the directory as
 * first made, `file:<path>` the size of a file that changed since (with a mark when nothing of the base is left in it),
 * `block:<path>:<n>` 8 kB of it. A row set is one consistent state; PostgreSQL recovers from it as after a power cut.
 */
export class Disk extends EmscriptenBuiltinFilesystem {
	readonly #bytes: DurableBytes;
	/** Asked for at once, so that both come while the engine is still compiled. */
	#read: Promise<ReadonlyMap<string, Uint8Array>>;
	#base: Promise<Uint8Array>;
	readonly #prepare: (files: MemoryFiles, extensions: readonly string[]) => Promise<void>;
	#rows = new Map<string, Uint8Array>();
	#tracker: Tracker | undefined;
	#files: MemoryFiles | undefined;
	#unsavedExtensions: readonly string[] | undefined;
	/** Bytes of the base when it has not been kept yet. */
	#unsavedBase: Uint8Array | undefined;
	/** Files of the base that still hold some of it. */
	readonly #fromBase = new Map<string, FileNode>();
	/** All names of the base: a mark is needed where one is gone, or it would come back. */
	readonly #baseNames = new Set<string>();
	/** Blocks that are kept of each file, to know which rows to remove. */
	readonly #kept = new Map<string, Set<number>>();

	/** `prepare` runs when the files are there and PostgreSQL has not looked yet. */
	constructor(options: {
		readonly bytes: DurableBytes;
		readonly template: () => Promise<ArrayBuffer>;
		readonly prepare: (files: MemoryFiles, extensions: readonly string[]) => Promise<void>;
	}) {
		super();
		this.#bytes = options.bytes;
		this.#read = options.bytes.read();
		this.#base = this.#read.then(
			async (rows) => rows.get(BASE_ROW) ?? new Uint8Array(await options.template()),
		);
		// Whoever waits for the start is told.
		this.#base.catch(() => undefined);
		this.#prepare = options.prepare;
	}

	/** Whether nothing had been kept before. */
	get isNew(): boolean {
		return this.#unsavedBase !== undefined;
	}

	override async initialSyncFs(): Promise<void> {
		const module: unknown = this.pg?.Module;
		const files = memoryFilesOf(typeof module === 'object' && module !== null ? module : {});
		this.#files = files;
		this.#rows = new Map(await this.#read);
		const base = await this.#base;
		if (!this.#rows.has(BASE_ROW)) this.#unsavedBase = base;
		await this.#layBase(files, base);
		this.#layRows(files);
		const extensions = new TextDecoder().decode(this.#rows.get(EXTENSIONS_ROW)).split('\n').filter(Boolean);
		this.#rows.clear();
		this.#read = Promise.resolve(this.#rows);
		this.#base = Promise.resolve(new Uint8Array());
		this.#tracker = new Tracker(files, DATA);
		this.#tracker.watch(files.lookupPath(`${DATA}/PG_VERSION`).node, files.lookupPath(DATA).node);
		await this.#prepare(files, extensions);
	}

	/** PostgreSQL calls for it after each message; one `keep` per answer is enough. */
	override async syncToFs(): Promise<void> {}

	override async closeFs(): Promise<void> {
		this.#files?.quit();
	}

	/** Their files are put in place at each start from the next `keep` on. */
	setExtensions(names: readonly string[]): void {
		this.#unsavedExtensions = names;
	}

	/** Makes all that was written durable. Rejects, and tries again next time, when it could not. */
	async keep(): Promise<{ readonly rows: number; readonly bytes: number }> {
		if (!this.#tracker) return { rows: 0, bytes: 0 };
		const traces = this.#tracker.take();
		const changes = this.#changesOf(traces);
		let bytes = 0;
		for (const content of changes.values()) bytes += content?.byteLength ?? 0;
		if (this.#unsavedBase) changes.set(BASE_ROW, this.#unsavedBase);
		const extensions = this.#unsavedExtensions;
		if (extensions) changes.set(EXTENSIONS_ROW, new TextEncoder().encode(extensions.join('\n')));
		if (changes.size === 0) return { rows: 0, bytes };
		try {
			await this.#bytes.write(changes);
		} catch (error) {
			traces.putBack();
			throw error;
		}
		this.#unsavedBase = undefined;
		if (this.#unsavedExtensions === extensions) this.#unsavedExtensions = undefined;
		this.#remember(changes);
		return { rows: changes.size, bytes };
	}

	async #layBase(files: MemoryFiles, base: Uint8Array): Promise<void> {
		files.mkdirTree(DATA);
		for (const { path, isFolder, content } of await untar(base)) {
			const target = `${DATA}/${path}`;
			if (isFolder) files.mkdirTree(target);
			else {
				files.mkdirTree(target.slice(0, target.lastIndexOf('/')));
				files.writeFile(target, content);
				this.#baseNames.add(target);
				this.#fromBase.set(target, files.lookupPath(target).node);
			}
		}
	}

	#layRows(files: MemoryFiles): void {
		const blocks = new Map<string, [number, Uint8Array][]>();
		for (const [name, content] of this.#rows) {
			const [, path, number] = /^block:(.*):(\d+)$/.exec(name) ?? [];
			if (path === undefined) continue;
			const list = blocks.get(path) ?? [];
			list.push([Number(number), content]);
			blocks.set(path, list);
		}
		for (const [name, content] of this.#rows)
			if (name.startsWith('file:'))
				this.#layFile(files, name.slice(5), content, blocks.get(name.slice(5)) ?? []);
	}

	#layFile(
		files: MemoryFiles,
		path: string,
		row: Uint8Array,
		blocks: readonly (readonly [number, Uint8Array])[],
	): void {
		const { size, origin } = readFileRow(row);
		const base = this.#fromBase.get(path);
		if (origin === GONE) {
			this.#fromBase.delete(path);
			if (files.analyzePath(path).exists) files.unlink(path);
			return;
		}
		const content = new Uint8Array(size);
		if (origin === FROM_BASE && base) content.set(contentOf(base).subarray(0, size));
		if (origin === FRESH) this.#fromBase.delete(path);
		for (const [number, block] of blocks)
			if (number * BLOCK < size) content.set(block.subarray(0, size - number * BLOCK), number * BLOCK);
		files.mkdirTree(path.slice(0, path.lastIndexOf('/')));
		files.writeFile(path, content);
		this.#kept.set(path, new Set(blocks.map(([number]) => number)));
	}

	#changesOf(traces: Traces): Map<string, Uint8Array | null> {
		const changes = new Map<string, Uint8Array | null>();
		for (const path of traces.gone) this.#forget(path, changes);
		for (const [node, blocks] of traces.dirty) {
			const path = this.#livingPath(node);
			if (path === undefined) continue;
			const isFresh = traces.rewritten.has(node) || this.#fromBase.get(path) !== node;
			if (isFresh && this.#fromBase.get(path) === node) this.#fromBase.delete(path);
			this.#addFile(changes, { path, node, blocks, isFresh });
		}
		return changes;
	}

	#livingPath(node: FileNode): string | undefined {
		const path = this.#files?.getPath(node);
		if (path === undefined || !this.#tracker?.isKept(path)) return undefined;
		return this.#files?.analyzePath(path).exists && this.#files.lookupPath(path).node === node
			? path
			: undefined;
	}

	#forget(path: string, changes: Map<string, Uint8Array | null>): void {
		const kept = this.#kept.get(path);
		this.#fromBase.delete(path);
		for (const number of kept ?? []) changes.set(`block:${path}:${number}`, null);
		if (this.#baseNames.has(path)) changes.set(`file:${path}`, fileRow(0, GONE));
		else if (kept) changes.set(`file:${path}`, null);
	}

	#addFile(
		changes: Map<string, Uint8Array | null>,
		file: {
			readonly path: string;
			readonly node: FileNode;
			readonly blocks: ReadonlySet<number>;
			readonly isFresh: boolean;
		},
	): void {
		const { path, node, isFresh } = file;
		const content = contentOf(node);
		changes.set(`file:${path}`, fileRow(content.length, isFresh ? FRESH : FROM_BASE));
		const beyond = [...(this.#kept.get(path) ?? [])].filter((number) => number * BLOCK >= content.length);
		for (const number of new Set([...file.blocks, ...beyond])) {
			const block = content.subarray(number * BLOCK, (number + 1) * BLOCK);
			const isEmpty = block.length === 0 || (isFresh && block.every((byte) => byte === 0));
			if (!isEmpty) changes.set(`block:${path}:${number}`, block.slice());
			else if (this.#kept.get(path)?.has(number)) changes.set(`block:${path}:${number}`, null);
			else changes.delete(`block:${path}:${number}`);
		}
	}

	#remember(changes: ReadonlyMap<string, Uint8Array | null>): void {
		for (const [name, content] of changes) {
			const [, path, number] = /^block:(.*):(\d+)$/.exec(name) ?? [];
			if (path !== undefined && content) this.#keptOf(path).add(Number(number));
			else if (path !== undefined) this.#kept.get(path)?.delete(Number(number));
			else if (name.startsWith('file:') && !content) this.#kept.delete(name.slice(5));
			else if (name.startsWith('file:')) this.#keptOf(name.slice(5));
		}
	}

	#keptOf(path: string): Set<number> {
		const kept = this.#kept.get(path) ?? new Set<number>();
		this.#kept.set(path, kept);
		return kept;
	}
}

const FROM_BASE = 0;
const FRESH = 1;
const GONE = 2;

function fileRow(size: number, origin: number): Uint8Array {
	const row = new Uint8Array(9);
	new DataView(row.buffer).setFloat64(0, size);
	row[8] = origin;
	return row;
}

function readFileRow(row: Uint8Array): { readonly size: number; readonly origin: number } {
	const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
	return { size: view.getFloat64(0), origin: row[8] ?? FRESH };
}
