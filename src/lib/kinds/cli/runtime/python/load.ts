import type { loadPyodide as Load } from 'pyodide';
import type { PyCallable } from 'pyodide/ffi';
import harness from './harness.py?raw';

/** The part of Emscripten's file system that is used here; its own types are global ones. */
interface FileSystem {
	mkdir(path: string): unknown;
	mkdirTree(path: string): unknown;
	rmdir(path: string): unknown;
	readdir(path: string): string[];
	readFile(path: string): Uint8Array;
	writeFile(path: string, content: string | Uint8Array): unknown;
	unlink(path: string): unknown;
	stat(path: string): { readonly mode: number };
	isDir(mode: number): boolean;
	isFile(mode: number): boolean;
}

export interface Interpreter {
	readonly files: FileSystem;
	/** Whether a program can wait for what is typed; where it cannot, all input must be there before it starts. */
	readonly canWait: boolean;
	/** The harness's `run(request, pull, write_out, write_error)`; resolves with the exit code. */
	readonly run: (
		request: string,
		pull: () => Promise<string>,
		write: { readonly out: (text: string) => void; readonly error: (text: string) => void },
	) => Promise<number>;
}

/** Where the interpreter believes its files to be: nothing is ever asked there. */
const NOWHERE = 'https://python.invalid/';
const [LOADER, GLUE] = ['pyodide.mjs', 'pyodide.asm.mjs'];
const FILES: Readonly<Record<string, string>> = {
	[LOADER]: 'text/javascript',
	[GLUE]: 'text/javascript',
	'pyodide.asm.wasm': 'application/wasm',
	'python_stdlib.zip': 'application/zip',
	'pyodide-lock.json': 'application/json',
};

let loading: Promise<Interpreter> | undefined;

/** Loads Python, once. Rejects with words for a person where it is neither kept on this device nor to be fetched. */
export function loadPython(): Promise<Interpreter> {
	loading ??= load().catch((error: unknown) => {
		loading = undefined;
		throw error;
	});
	return loading;
}

async function load(): Promise<Interpreter> {
	const files = await lentFiles();
	// It refuses to start where this works, though it never uses it. The sandbox has nothing to import either.
	Object.defineProperty(globalThis, 'importScripts', { value: undefined, configurable: true });
	const [loader, glue] = await Promise.all([imported(files, LOADER), imported(files, GLUE)]);
	if (!isLoader(loader) || !isGlue(glue))
		throw new Error('Python is damaged on this device. Reload the page.');
	const pyodide = await withFetch(files, () =>
		loader.loadPyodide({
			indexURL: NOWHERE,
			packageBaseUrl: NOWHERE,
			createPyodideModule: glue.default,
			env: { HOME: '/home' },
		}),
	);
	const fs: unknown = Reflect.get(pyodide, 'FS');
	if (!isFileSystem(fs)) throw new Error('Python did not start.');
	fs.rmdir('/home/web_user');
	fs.mkdir('/tool');
	const run: unknown = pyodide.runPython(`${harness}\nrun`, { filename: '<harness>' });
	if (!(run instanceof pyodide.ffi.PyCallable)) throw new Error('Python did not start.');
	return interpreterOf(fs, run);
}

function interpreterOf(files: FileSystem, run: PyCallable): Interpreter {
	const canWait = Reflect.has(WebAssembly, 'Suspending');
	return {
		files,
		canWait,
		async run(request, pull, { out, error }) {
			const parameters = [request, pull, out, error];
			const code: unknown = await (canWait
				? run.callPromising(...parameters)
				: run.call(null, ...parameters));
			return Number(code);
		},
	};
}

async function lentFiles(): Promise<ReadonlyMap<string, Blob>> {
	const lend: unknown = Reflect.get(globalThis, '__aetherAsset');
	if (typeof lend !== 'function') throw new Error('Python is not available here.');
	const one = async ([name, type]: [string, string]): Promise<[string, Blob]> => {
		const bytes: unknown = await Reflect.apply(lend, undefined, [`pyodide/${name}`]);
		if (!(bytes instanceof ArrayBuffer)) throw new Error(`"${name}" is missing.`);
		return [name, new Blob([bytes], { type })];
	};
	return new Map(
		await Promise.all(Object.entries(FILES).map(one)).catch(() => {
			throw new Error(
				'Python is not on this device yet and cannot be fetched now. Go online and try once more; from then on it works offline.',
			);
		}),
	);
}

async function imported(files: ReadonlyMap<string, Blob>, name: string): Promise<unknown> {
	const url = URL.createObjectURL(files.get(name) ?? new Blob());
	try {
		const module: unknown = await import(/* @vite-ignore */ url);
		return module;
	} finally {
		URL.revokeObjectURL(url);
	}
}

/** The loader fetches its files; here there is no network, so they are handed to it. */
async function withFetch<T>(files: ReadonlyMap<string, Blob>, work: () => Promise<T>): Promise<T> {
	const before = globalThis.fetch;
	globalThis.fetch = (input, init) => {
		const url = input instanceof Request ? input.url : String(input);
		const file = url.startsWith(NOWHERE) ? files.get(url.slice(NOWHERE.length)) : undefined;
		return file ? Promise.resolve(new Response(file)) : before(input, init);
	};
	try {
		return await work();
	} finally {
		globalThis.fetch = before;
	}
}

type Loader = { readonly loadPyodide: typeof Load };
type Glue = { readonly default: NonNullable<NonNullable<Parameters<typeof Load>[0]>['createPyodideModule']> };

const isLoader = (module: unknown): module is Loader => hasFunction(module, 'loadPyodide');
const isGlue = (module: unknown): module is Glue => hasFunction(module, 'default');

const isFileSystem = (value: unknown): value is FileSystem => hasFunction(value, 'mkdirTree');
const hasFunction = (module: unknown, name: string): boolean =>
	typeof module === 'object' && module !== null && typeof Reflect.get(module, name) === 'function';
