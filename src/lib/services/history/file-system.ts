import type { CreationId, ObjectId } from '#lib/model/id.ts';
import { unwrap } from './failure.ts';
import type { RepositoryFiles } from './repository-files.ts';

/** Where isomorphic-git believes the repository to be. */
export const GIT_FOLDER = '/git';
export const pathOfObject = (id: ObjectId | string): string => `objects/${id.slice(0, 2)}/${id.slice(2)}`;

/**
 * The file system isomorphic-git works on during one operation. Reads come from the repository, writes gather in
 * `written`, so that a commit reaches the database in one transaction.
 */
export class GitFileSystem {
	readonly written = new Map<string, Uint8Array>();
	readonly promises;

	#files: RepositoryFiles;
	#id: CreationId;
	#fetched = new Map<string, Uint8Array | undefined>();

	constructor(files: RepositoryFiles, id: CreationId) {
		this.#files = files;
		this.#id = id;
		const absent = (path: string) => Promise.reject(noEntry(path));
		this.promises = {
			readFile: (path: string, options?: unknown) => this.#readFile(path, options),
			writeFile: async (path: string, data: string | Uint8Array) => this.#writeFile(path, data),
			readdir: (path: string) => this.#readdir(path),
			stat: (path: string) => this.#stat(path),
			lstat: (path: string) => this.#stat(path),
			mkdir: () => Promise.resolve(),
			rmdir: () => Promise.resolve(),
			unlink: async (path: string) => void this.written.delete(inside(path)),
			readlink: absent,
			symlink: absent,
		};
	}

	/** The bytes of a file of the repository, if it is there. */
	async bytes(path: string): Promise<Uint8Array | undefined> {
		const written = this.written.get(path);
		if (written !== undefined) return written;
		if (!this.#fetched.has(path)) await this.fetch([path]);
		return this.#fetched.get(path);
	}

	/** Reads many files at once, for what comes next. */
	async fetch(paths: readonly string[]): Promise<void> {
		const missing = paths.filter((path) => !this.#fetched.has(path));
		if (missing.length === 0) return;
		const found = unwrap(await this.#files.read(this.#id, missing));
		missing.forEach((path, index) => this.#fetched.set(path, found[index]));
	}

	async list(): Promise<readonly string[]> {
		return unwrap(await this.#files.list(this.#id));
	}

	async #readFile(path: string, options: unknown): Promise<string | Uint8Array> {
		const bytes = await this.bytes(inside(path));
		if (bytes === undefined) throw noEntry(path);
		return isTextWanted(options) ? new TextDecoder().decode(bytes) : bytes;
	}

	#writeFile(path: string, data: string | Uint8Array): void {
		this.written.set(
			inside(path),
			typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data),
		);
	}

	async #readdir(path: string): Promise<string[]> {
		const folder = inside(path) === '' ? '' : `${inside(path)}/`;
		const below = (await this.list()).filter((name) => name.startsWith(folder));
		return [...new Set(below.map((name) => name.slice(folder.length).split('/')[0] ?? ''))];
	}

	async #stat(path: string) {
		if (inside(path) === '') return new Entry('dir', 0);
		// Whether an object is there matters only to whoever wants to write it: writing it again does no harm.
		const bytes = inside(path).startsWith('objects/')
			? this.written.get(inside(path))
			: await this.bytes(inside(path));
		if (bytes === undefined) throw noEntry(path);
		return new Entry('file', bytes.length);
	}
}

class Entry {
	readonly type: 'file' | 'dir';
	readonly size: number;
	readonly mode = 0o100644;
	readonly mtimeMs = 0;
	readonly ctimeMs = 0;

	constructor(type: 'file' | 'dir', size: number) {
		this.type = type;
		this.size = size;
	}

	isFile = (): boolean => this.type === 'file';
	isDirectory = (): boolean => this.type === 'dir';
	isSymbolicLink = (): boolean => false;
}

const inside = (path: string): string => path.slice(GIT_FOLDER.length).replace(/^\/+/, '');

const noEntry = (path: string): Error =>
	Object.assign(new Error(`No such file: ${path}`), { code: 'ENOENT' });

const isTextWanted = (options: unknown): boolean =>
	options === 'utf8' ||
	(typeof options === 'object' && options !== null && Reflect.get(options, 'encoding') === 'utf8');
