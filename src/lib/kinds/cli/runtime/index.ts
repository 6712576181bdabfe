import * as z from 'zod/mini';
import { runCommand } from './command.ts';
import { inputFrom, inputOf, TypedInput } from './input.ts';
import type { CliInput, CliMain } from './io.ts';
import { changedFile, runSchema, shellSchema, stdinSchema, type ChangedFile } from './messages.ts';
import { Output, Stream, type Emit } from './output.ts';
import type { Shell, ShellCall, ShellLine } from './shell.ts';
import type { PythonTool } from './python/python.ts';
import { bytesOf, filesAt, HOME, insidePath, WorkFiles, type ByteStore, type Content } from './work-files.ts';

export { FileError } from './io.ts';
export type { CliFiles, CliInput, CliIo, CliMain, CliWriter } from './io.ts';

export interface ServeOptions {
	/** Name of the command in the shell. */
	readonly name: string;
	/** Files that come with the creation, by path: its `data/` folder. */
	readonly files: Readonly<Record<string, Content>>;
	/** The house's; by default what the sandbox lends. */
	readonly store?: ByteStore;
	readonly emit?: Emit;
}

export interface Served {
	readonly fetch: (request: Request) => Promise<Response>;
}

/** The program of a tool in Python. */
export const pythonTool =
	(tool: PythonTool): CliMain =>
	async (io) =>
		(await import('./python/python.ts')).runTool(io, tool);

/** Gives a program its HTTP face: `/run`, `/shell`, `/stdin`, `/files` and `/commands`. */
export function serve(main: CliMain, options: ServeOptions): Served {
	const server = new CliServer(main, options);
	return { fetch: (request) => server.answer(request) };
}

const byteStoreOf = (value: unknown): ByteStore | undefined => (isByteStore(value) ? value : undefined);

const isByteStore = (value: unknown): value is ByteStore =>
	typeof value === 'object' &&
	value !== null &&
	typeof Reflect.get(value, 'read') === 'function' &&
	typeof Reflect.get(value, 'write') === 'function';

function globalEmit(): Emit | undefined {
	const emit: unknown = Reflect.get(globalThis, '__aetherEmit');
	if (typeof emit !== 'function') return undefined;
	return (channel, text) => void Reflect.apply(emit, undefined, [channel, text]);
}

class CliServer {
	readonly #main: CliMain;
	readonly #name: string;
	readonly #work: WorkFiles;
	readonly #emit: Emit | undefined;
	readonly #typed = new Map<string, TypedInput>();
	#shell: Promise<Shell> | undefined;

	constructor(main: CliMain, { name, files, store, emit }: ServeOptions) {
		this.#main = main;
		this.#name = name;
		this.#work = new WorkFiles(files, store ?? byteStoreOf(Reflect.get(globalThis, '__aetherBytes')));
		this.#emit = emit ?? globalEmit();
	}

	async answer(request: Request): Promise<Response> {
		try {
			await this.#work.load();
			return await this.#route(request);
		} catch (error) {
			if (error instanceof z.core.$ZodError)
				return problem(400, `This request is not understood: ${z.prettifyError(error)}`);
			if (error instanceof SyntaxError) return problem(400, 'The body is not valid JSON.');
			return problem(500, error instanceof Error ? error.message : String(error));
		}
	}

	async #route(request: Request): Promise<Response> {
		const path = decodeURIComponent(new URL(request.url).pathname);
		const place = `${request.method} ${path}`;
		if (place === 'POST /shell') return this.#line(await request.json());
		if (place === 'POST /stdin') return this.#stdin(await request.json());
		if (place === 'GET /commands') return Response.json({ commands: await (await this.#bash()).commands() });
		if (/^POST \/run(\/|$)/.test(place)) {
			const command = path.split('/').slice(2).filter(Boolean);
			return this.#run(command, await bodyOf(request));
		}
		if (path === '/files' || path.startsWith('/files/')) return this.#files(request, path.slice(7));
		return problem(404, `There is nothing at ${path}.`);
	}

	async #run(command: readonly string[], body: unknown): Promise<Response> {
		const { argv, stdin, files = {}, cwd = HOME, run } = runSchema.parse(body);
		await this.#work.set(
			new Map(Object.entries(files).map(([path, text]) => [insidePath(HOME, path), bytesOf(text)])),
		);
		const typed = stdin === undefined ? this.#typedInput(run) : undefined;
		const call = {
			argv: [...command, ...argv],
			cwd,
			env: {},
			piped: stdin ?? (typed ? undefined : ''),
			isShown: true,
		};
		const changed = new Set<string>();
		const line = this.#shellLine({ line: '', cwd, run }, typed);
		try {
			const { output, exitCode } = await this.#call(call, line, (path) => changed.add(path));
			const { stdout, stderr } = output;
			return Response.json({ stdout, stderr, exitCode, files: this.#changes(changed) });
		} finally {
			if (run !== undefined) this.#typed.delete(run);
		}
	}

	async #line(body: unknown): Promise<Response> {
		const { line, cwd = HOME, run } = shellSchema.parse(body);
		const typed = this.#typedInput(run);
		const shell = await this.#bash();
		const before = this.#snapshot();
		try {
			const result = await shell.run(this.#shellLine({ line, cwd, run }, typed));
			return Response.json({ ...result, files: this.#changes(this.#changedSince(before)) });
		} finally {
			if (run !== undefined) this.#typed.delete(run);
		}
	}

	#shellLine(
		{ line, cwd, run }: { line: string; cwd: string; run: string | undefined },
		typed: CliInput | undefined,
	): ShellLine {
		const isWatched = run !== undefined && this.#emit !== undefined;
		return { line, cwd, isWatched, ...(run === undefined ? {} : { run }), ...(typed ? { typed } : {}) };
	}

	async #call(
		call: ShellCall,
		line: ShellLine,
		onChange: (path: string) => void = () => undefined,
	): Promise<{ output: Output; exitCode: number }> {
		const output = call.isShown ? this.#shownOutput(line.run) : new Output();
		const stdin = call.piped === undefined ? line.typed : inputOf(call.piped);
		const { main, name } = await this.#program(call);
		const exitCode = await runCommand(main, {
			name,
			argv: call.argv,
			stdin: stdin ?? inputOf(''),
			output,
			files: filesAt(this.#work, call.cwd, onChange),
			env: { ...call.env, NAME: this.#name, PWD: call.cwd, HOME },
		});
		return { output, exitCode };
	}

	async #program({ command }: ShellCall): Promise<{ main: CliMain; name: string }> {
		if (command === undefined) return { main: this.#main, name: this.#name };
		return { main: (await import('./python/python.ts')).python, name: command };
	}

	#shownOutput(run: string | undefined): Output {
		const emit = this.#emit;
		if (run === undefined || !emit) return new Output();
		return new Output({
			stdout: new Stream(emit, `stdout/${run}`),
			stderr: new Stream(emit, `stderr/${run}`),
		});
	}

	#typedInput(run: string | undefined): CliInput | undefined {
		if (run === undefined) return undefined;
		const typed = new TypedInput(() => this.#emit?.(`stdin/${run}`, ''));
		this.#typed.set(run, typed);
		return inputFrom(() => typed.pieces());
	}

	#stdin(body: unknown): Response {
		const { run, text, end } = stdinSchema.parse(body);
		const typed = this.#typed.get(run);
		if (!typed) return problem(404, 'This command has ended.');
		typed.push(text, end);
		return new Response(null, { status: 204 });
	}

	#bash(): Promise<Shell> {
		// The shell is large and most runs never need it.
		this.#shell ??= import('./shell.ts').then(
			({ Shell }) => new Shell(this.#name, this.#work, (call, line) => this.#call(call, line)),
		);
		return this.#shell;
	}

	async #files(request: Request, path: string): Promise<Response> {
		if (path === '') return Response.json({ files: this.#listing(), trouble: this.#work.trouble });
		const inside = insidePath(HOME, path);
		const bytes = this.#work.get(inside);
		switch (request.method) {
			case 'GET':
				return bytes ? new Response(bytes.slice()) : problem(404, `There is no file "${path}".`);
			case 'PUT':
				await this.#work.set(new Map([[inside, new Uint8Array(await request.arrayBuffer())]]));
				return new Response(null, { status: 204 });
			case 'DELETE':
				if (bytes) await this.#work.set(new Map([[inside, null]]));
				return new Response(null, { status: 204 });
			default:
				return problem(405, 'Files can be read, put and deleted.');
		}
	}

	#listing(): { path: string; size: number }[] {
		return this.#work.paths().map((path) => ({ path, size: this.#work.get(path)?.length ?? 0 }));
	}

	#changes(paths: Iterable<string>): Record<string, ChangedFile> {
		return Object.fromEntries([...paths].map((path) => [path, changedFile(this.#work.get(path))]));
	}

	#snapshot(): ReadonlyMap<string, Uint8Array | undefined> {
		return new Map(this.#work.paths().map((path) => [path, this.#work.get(path)]));
	}

	#changedSince(before: ReadonlyMap<string, Uint8Array | undefined>): string[] {
		const paths = new Set([...before.keys(), ...this.#work.paths()]);
		return [...paths].filter((path) => before.get(path) !== this.#work.get(path)).sort();
	}
}

const bodyOf = async (request: Request): Promise<unknown> => {
	const text = await request.text();
	return text === '' ? {} : JSON.parse(text);
};

const problem = (status: number, message: string): Response =>
	Response.json({ type: 'about:blank', title: message, status }, { status });
