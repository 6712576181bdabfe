import type { CliIo, CliMain } from '../io.ts';
import { HOME } from '../work-files.ts';
import { PythonHome } from './home.ts';
import { loadPython, type Interpreter } from './load.ts';

/** A tool written in Python: the text of its files by path, and the one that is run. */
export interface PythonTool {
	readonly entry: string;
	readonly sources: Readonly<Record<string, string>>;
}

const TOOL = '/tool';
/** Words by which a program asks for input. */
const ASKS = /\binput\(|\bstdin\b|\bfileinput\b/;

let house: { readonly interpreter: Interpreter; readonly home: PythonHome } | undefined;
let last: Promise<unknown> = Promise.resolve();

/** `python` as the shell knows it: FILE, `-c CODE`, `-m MODULE` or `-`, with arguments, input and exit code. */
export const python: CliMain = (io) => inTurn(() => run(io));

/** Runs the tool's entry with the arguments of the command. */
export const runTool = (io: CliIo, tool: PythonTool): Promise<number> => inTurn(() => run(io, tool));

/** There is one interpreter, which runs one program at a time. */
function inTurn(work: () => Promise<number>): Promise<number> {
	const done = last.then(work);
	last = done.catch(() => undefined);
	return done;
}

async function run(io: CliIo, tool?: PythonTool): Promise<number> {
	const interpreter = await loadPython();
	house ??= { interpreter, home: new PythonHome(interpreter.files) };
	const { home } = house;
	await home.pull(io.files);
	if (tool) putSources(interpreter, tool);
	const stop = new FirstFailure();
	const pieces = io.stdin[Symbol.asyncIterator]();
	const request = JSON.stringify({
		argv: io.argv,
		entry: tool ? `${TOOL}/${tool.entry}` : '',
		env: io.env,
		cwd: io.env['PWD'] ?? HOME,
		ahead: await inputAhead(interpreter, io, tool),
	});
	const pull = async (): Promise<string> => {
		const piece = await pieces.next();
		return piece.done ? '' : piece.value;
	};
	try {
		return await interpreter.run(request, pull, {
			out: stop.watch((text) => io.stdout.write(text)),
			error: stop.watch((text) => io.stderr.write(text)),
		});
	} finally {
		await home.push(io.files);
		stop.rethrow();
	}
}

function putSources({ files }: Interpreter, { sources }: PythonTool): void {
	for (const [path, text] of Object.entries(sources)) {
		files.mkdirTree(`${TOOL}/${path}`.replace(/\/[^/]*$/, ''));
		files.writeFile(`${TOOL}/${path}`, text);
	}
}

/** Where a program cannot wait, its input is read to the end before it starts, and only if it looks for any. */
async function inputAhead(interpreter: Interpreter, io: CliIo, tool?: PythonTool): Promise<string> {
	if (interpreter.canWait) return '';
	const texts = tool ? Object.values(tool.sources) : io.argv;
	return texts.some((text) => ASKS.test(text) || text.endsWith('.py')) ? io.stdin.text() : '';
}

/** Python turns what a write throws into an exception of its own, which a program may swallow: the limit holds anyway. */
class FirstFailure {
	#failure: { readonly reason: unknown } | undefined;

	watch(write: (text: string) => void): (text: string) => void {
		return (text) => {
			if (this.#failure) throw this.#failure.reason;
			try {
				write(text);
			} catch (reason) {
				this.#failure = { reason };
				throw reason;
			}
		};
	}

	rethrow(): void {
		if (this.#failure) throw this.#failure.reason;
	}
}
