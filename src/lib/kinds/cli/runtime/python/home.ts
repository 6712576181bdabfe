import type { CliFiles } from '../io.ts';
import { HOME } from '../work-files.ts';
import type { Interpreter } from './load.ts';

type FileSystem = Interpreter['files'];

/** The tool's files inside the interpreter: brought in before a run, and what the run changed kept after it. */
export class PythonHome {
	readonly #fs: FileSystem;
	/** What both sides had when last compared, by path. */
	readonly #known = new Map<string, Uint8Array>();

	constructor(fs: FileSystem) {
		this.#fs = fs;
	}

	async pull(files: CliFiles): Promise<void> {
		const paths = new Set(await files.list(HOME));
		for (const path of paths) {
			const bytes = await files.readBytes(path);
			if (this.#known.get(path) === bytes) continue;
			this.#fs.mkdirTree(path.slice(0, path.lastIndexOf('/')));
			this.#fs.writeFile(path, bytes);
			this.#known.set(path, bytes);
		}
		for (const path of this.#known.keys())
			if (!paths.has(path)) {
				this.#fs.unlink(path);
				this.#known.delete(path);
			}
	}

	async push(files: CliFiles): Promise<void> {
		const present = new Set(filesIn(this.#fs, HOME));
		for (const path of present) {
			const bytes = this.#fs.readFile(path);
			if (isSame(bytes, this.#known.get(path))) continue;
			await files.write(path, bytes);
			this.#known.set(path, await files.readBytes(path));
		}
		for (const path of this.#known.keys())
			if (!present.has(path)) {
				await files.remove(path);
				this.#known.delete(path);
			}
	}
}

/** Paths of all files below a folder; what Python keeps of compiled modules is none of the tool's. */
function filesIn(fs: FileSystem, folder: string): string[] {
	const names = fs.readdir(folder).filter((name) => !['.', '..', '__pycache__'].includes(name));
	return names.flatMap((name) => {
		const path = `${folder}/${name}`;
		const { mode } = fs.stat(path);
		return fs.isDir(mode) ? filesIn(fs, path) : fs.isFile(mode) ? [path] : [];
	});
}

const isSame = (a: Uint8Array, b: Uint8Array | undefined): boolean =>
	b !== undefined && a.length === b.length && a.every((byte, index) => byte === b[index]);
