import { inputFrom } from './input.ts';
import { FileError, type CliFiles, type CliMain } from './io.ts';

/** The part of Node that a tool outside the browser needs. */
interface NodeFiles {
	readFile(path: string): Promise<Uint8Array>;
	writeFile(path: string, content: string | Uint8Array): Promise<void>;
	mkdir(path: string, options: { recursive: true }): Promise<unknown>;
	readdir(path: string, options: { recursive: true; withFileTypes: true }): Promise<readonly NodeEntry[]>;
	unlink(path: string): Promise<void>;
}
interface NodeEntry {
	readonly name: string;
	readonly parentPath?: string;
	readonly path?: string;
	isFile(): boolean;
}
interface NodeProcess {
	readonly argv: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	readonly stdin: AsyncIterable<Uint8Array>;
	readonly stdout: NodeWriter;
	readonly stderr: NodeWriter;
	exitCode: number;
}
interface NodeWriter {
	write(text: string): unknown;
	on(event: 'error', listener: (error: { readonly code?: string }) => void): unknown;
}

interface NodeRun {
	readonly name: string;
	readonly process: NodeProcess;
	readonly fs: NodeFiles;
	/** Files that came with the creation: read where the folder has none of that name. */
	readonly files: Readonly<Record<string, string | Uint8Array>>;
}

/** Runs a tool under Node, with real arguments, pipes and files. */
export async function runInNode(main: CliMain, { name, process, fs, files }: NodeRun): Promise<void> {
	// `tool | head` closes the pipe early; that is no failure.
	process.stdout.on('error', (error) => {
		if (error.code !== 'EPIPE') throw new Error('The output could not be written.');
	});
	try {
		const code = await main({
			argv: process.argv.slice(2),
			stdin: inputFrom(() => decoded(process.stdin)),
			stdout: { write: (text) => void process.stdout.write(text) },
			stderr: { write: (text) => void process.stderr.write(text) },
			files: filesOfNode(fs, files),
			env: { ...process.env, NAME: name },
		});
		if (typeof code === 'number') process.exitCode = code & 255;
	} catch (error) {
		process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = 1;
	}
}

async function* decoded(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	for await (const piece of stream) yield decoder.decode(piece, { stream: true });
	yield decoder.decode();
}

function filesOfNode(fs: NodeFiles, files: NodeRun['files']): CliFiles {
	const readBytes = async (path: string): Promise<Uint8Array> => {
		try {
			return await fs.readFile(path);
		} catch (error) {
			const own = codeOf(error) === 'ENOENT' ? files[path.replace(/^\.\//, '')] : undefined;
			if (own === undefined) throw fileError(error, path);
			return typeof own === 'string' ? new TextEncoder().encode(own) : own;
		}
	};
	return {
		readBytes,
		read: async (path) => new TextDecoder().decode(await readBytes(path)),
		async write(path, content) {
			const folder = path.replace(/\/?[^/]*$/, '');
			if (folder !== '' && !path.startsWith('/')) await fs.mkdir(folder, { recursive: true });
			await fs.writeFile(path, content).catch((error: unknown) => Promise.reject(fileError(error, path)));
		},
		async list(folder = '.') {
			const entries = await fs
				.readdir(folder, { recursive: true, withFileTypes: true })
				.catch((error: unknown) => Promise.reject(fileError(error, folder)));
			return entries
				.filter((entry) => entry.isFile())
				.map((entry) => `${entry.parentPath ?? entry.path ?? folder}/${entry.name}`.replace(/^\.\//, ''))
				.sort();
		},
		remove: (path) => fs.unlink(path).catch((error: unknown) => Promise.reject(fileError(error, path))),
	};
}

const codeOf = (error: unknown): unknown =>
	typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;

function fileError(error: unknown, path: string): Error {
	const code = codeOf(error);
	if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOSPC') return new FileError(code, path);
	return error instanceof Error ? error : new Error(String(error));
}
