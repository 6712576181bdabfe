import { InMemoryFs } from 'just-bash/browser';
import { HOME, type WorkFiles } from './work-files.ts';

/** The shell's own file system, of which the home is the tool's files: each change there is kept at once. */
export class MirrorFs extends InMemoryFs {
	readonly #work: WorkFiles;
	/** What both sides had when last compared. */
	readonly #known = new Map<string, Uint8Array>();

	constructor(work: WorkFiles) {
		super();
		this.#work = work;
	}

	override async writeFile(...parameters: Parameters<InMemoryFs['writeFile']>): Promise<void> {
		await super.writeFile(...parameters);
		await this.#keepOne(parameters[0]);
	}

	override async appendFile(...parameters: Parameters<InMemoryFs['appendFile']>): Promise<void> {
		await super.appendFile(...parameters);
		await this.#keepOne(parameters[0]);
	}

	/** Brings what commands of the tool wrote into the shell. */
	async pull(): Promise<void> {
		await super.mkdir(HOME, { recursive: true });
		for (const path of this.#work.paths()) {
			const bytes = this.#work.get(path);
			if (!bytes || this.#known.get(path) === bytes) continue;
			await super.mkdir(`${HOME}/${path}`.replace(/\/[^/]*$/, ''), { recursive: true });
			await super.writeFile(`${HOME}/${path}`, bytes);
			this.#known.set(path, bytes);
		}
		for (const path of this.#known.keys())
			if (!this.#work.get(path)) {
				await super.rm(`${HOME}/${path}`, { force: true });
				this.#known.delete(path);
			}
	}

	/** Keeps what the shell changed, removed or moved. */
	async push(): Promise<void> {
		const changes = new Map<string, Uint8Array | null>();
		const present = new Set<string>();
		for (const path of await this.#files()) {
			present.add(path);
			const bytes = await this.readFileBuffer(`${HOME}/${path}`);
			if (!isSame(bytes, this.#work.get(path))) changes.set(path, bytes.slice());
		}
		for (const path of this.#known.keys()) if (!present.has(path)) changes.set(path, null);
		await this.#set(changes);
	}

	async #files(): Promise<string[]> {
		const paths: string[] = [];
		for (const path of this.getAllPaths())
			if (path.startsWith(`${HOME}/`) && (await this.lstat(path)).isFile)
				paths.push(path.slice(HOME.length + 1));
		return paths;
	}

	async #keepOne(path: string): Promise<void> {
		if (!path.startsWith(`${HOME}/`)) return;
		const bytes = (await this.readFileBuffer(path)).slice();
		await this.#set(new Map([[path.slice(HOME.length + 1), bytes]]));
	}

	async #set(changes: ReadonlyMap<string, Uint8Array | null>): Promise<void> {
		await this.#work.set(changes);
		for (const [path, bytes] of changes)
			if (bytes === null) this.#known.delete(path);
			else this.#known.set(path, bytes);
	}
}

const isSame = (a: Uint8Array, b: Uint8Array | undefined): boolean =>
	b !== undefined && a.length === b.length && a.every((byte, index) => byte === b[index]);
