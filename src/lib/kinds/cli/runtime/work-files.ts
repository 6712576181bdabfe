import { FileError, type CliFiles } from './io.ts';

/** Where the files of a tool live in its shell: its home. */
export const HOME = '/home';

/** The creation's storage of bytes, as the sandbox gives it. */
export interface ByteStore {
	read(): Promise<ReadonlyMap<string, Uint8Array>>;
	write(changes: ReadonlyMap<string, Uint8Array | null>): Promise<unknown>;
}

export type Content = string | Uint8Array;

const encoder = new TextEncoder();
const FILE = 'file:';
/** Marks a file that came with the creation and was removed since. */
const GONE = 'gone:';

/** Files that a tool works on: those that came with the creation, and over them what was written since. */
export class WorkFiles {
	readonly #initial: ReadonlyMap<string, Uint8Array>;
	readonly #store: ByteStore | undefined;
	#files = new Map<string, Uint8Array>();
	#trouble: string | undefined;
	#loading: Promise<void> | undefined;

	constructor(initial: Readonly<Record<string, Content>>, store?: ByteStore) {
		this.#initial = new Map(Object.entries(initial).map(([path, content]) => [path, bytesOf(content)]));
		this.#store = store;
	}

	/** Reads what was kept; once. */
	load(): Promise<void> {
		this.#loading ??= this.#load();
		return this.#loading;
	}

	/** Why nothing written is kept beyond this session; undefined when it is. */
	get trouble(): string | undefined {
		return this.#trouble;
	}

	paths(): string[] {
		return [...this.#files.keys()].sort();
	}

	get(path: string): Uint8Array | undefined {
		return this.#files.get(path);
	}

	/** Kept when resolved; nothing changes when the storage refuses. */
	async set(changes: ReadonlyMap<string, Uint8Array | null>): Promise<void> {
		const kept = new Map<string, Uint8Array | null>();
		for (const [path, bytes] of changes) {
			kept.set(FILE + path, bytes);
			if (this.#initial.has(path)) kept.set(GONE + path, bytes === null ? new Uint8Array() : null);
		}
		if (kept.size === 0) return;
		await this.#keep(kept, [...changes.keys()][0] ?? '');
		for (const [path, bytes] of changes)
			if (bytes === null) this.#files.delete(path);
			else this.#files.set(path, bytes);
	}

	async #keep(changes: ReadonlyMap<string, Uint8Array | null>, path: string): Promise<void> {
		if (!this.#store || this.#trouble !== undefined) return;
		try {
			await this.#store.write(changes);
		} catch {
			throw new FileError('ENOSPC', path);
		}
	}

	async #load(): Promise<void> {
		const kept = await this.#kept();
		this.#files = new Map(this.#initial);
		for (const key of kept.keys()) if (key.startsWith(GONE)) this.#files.delete(key.slice(GONE.length));
		for (const [key, bytes] of kept) if (key.startsWith(FILE)) this.#files.set(key.slice(FILE.length), bytes);
	}

	/** Without a storage, or while another tab has it, the tool works on files in memory. */
	async #kept(): Promise<ReadonlyMap<string, Uint8Array>> {
		try {
			return (await this.#store?.read()) ?? new Map();
		} catch (error) {
			this.#trouble = error instanceof Error ? error.message : String(error);
			return new Map();
		}
	}
}

/** The files as a command sees them from its folder. Every change is told to `onChange`. */
export function filesAt(work: WorkFiles, cwd: string, onChange: (path: string) => void): CliFiles {
	const readBytes = async (path: string): Promise<Uint8Array> => {
		const inside = insidePath(cwd, path);
		const bytes = work.get(inside);
		if (bytes) return bytes;
		throw new FileError(isFolder(work, inside) ? 'EISDIR' : 'ENOENT', path);
	};
	return {
		readBytes,
		read: async (path) => textOf(await readBytes(path)),
		async write(path, content) {
			const inside = insidePath(cwd, path);
			if (inside === '' || isFolder(work, inside)) throw new FileError('EISDIR', path);
			await work.set(new Map([[inside, bytesOf(content)]]));
			onChange(inside);
		},
		async list(folder = '.') {
			return listFrom(work, cwd, folder);
		},
		async remove(path) {
			const inside = insidePath(cwd, path);
			if (work.get(inside) === undefined) throw new FileError('ENOENT', path);
			await work.set(new Map([[inside, null]]));
			onChange(inside);
		},
	};
}

function listFrom(work: WorkFiles, cwd: string, folder: string): string[] {
	const inside = insidePath(cwd, folder);
	if (inside !== '' && !isFolder(work, inside)) throw new FileError('ENOENT', folder);
	const start = inside === '' ? '' : `${inside}/`;
	// As the caller wrote the folder, so that what is listed can be read.
	const prefix = folder === '.' || folder === '' ? '' : `${folder.replace(/\/+$/, '')}/`;
	return work
		.paths()
		.filter((path) => path.startsWith(start))
		.map((path) => prefix + path.slice(start.length));
}

const isFolder = (work: WorkFiles, path: string): boolean =>
	work.paths().some((each) => each.startsWith(`${path}/`));

/** Path of a file of the tool, from a path as written in a folder of the shell. Fails outside the home. */
export function insidePath(cwd: string, path: string): string {
	const absolute = resolvePath(cwd, path);
	if (absolute === HOME) return '';
	if (!absolute.startsWith(`${HOME}/`)) throw new FileError('EACCES', path);
	return absolute.slice(HOME.length + 1);
}

function resolvePath(cwd: string, path: string): string {
	const plain = path.replace(/^~(?=\/|$)/, HOME);
	const whole = plain.startsWith('/') ? plain : `${cwd}/${plain}`;
	const segments: string[] = [];
	for (const segment of whole.split('/'))
		if (segment === '..') segments.pop();
		else if (segment !== '' && segment !== '.') segments.push(segment);
	return `/${segments.join('/')}`;
}

export const bytesOf = (content: Content): Uint8Array =>
	typeof content === 'string' ? encoder.encode(content) : content;

export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
