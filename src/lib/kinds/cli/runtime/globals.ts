import { formatAll } from './inspect.ts';
import type { CliIo } from './io.ts';

/** Thrown by `process.exit`; the runner turns it into the exit code. */
export class ExitSignal extends Error {
	readonly exitCode: number;

	constructor(exitCode: number) {
		super(`exit ${exitCode}`);
		this.name = 'ExitSignal';
		this.exitCode = exitCode;
	}
}

/** The run whose `console` and `process` are meant: the one begun last. */
const runs: { readonly name: string; readonly io: CliIo; exitCode: number }[] = [];

/** Programs written for elsewhere use `console` and `process`: they reach the running command, for as long as it runs. */
export async function withGlobals(name: string, io: CliIo, body: () => unknown): Promise<unknown> {
	install();
	const run = { name, io, exitCode: 0 };
	runs.push(run);
	try {
		return (await body()) ?? run.exitCode;
	} finally {
		runs.splice(runs.indexOf(run), 1);
	}
}

const TO_STDOUT = ['log', 'info', 'debug', 'dir'] as const;
const TO_STDERR = ['error', 'warn', 'trace'] as const;
let isInstalled = false;

function install(): void {
	if (isInstalled) return;
	isInstalled = true;
	for (const name of TO_STDOUT) redirect(name, 'stdout');
	for (const name of TO_STDERR) redirect(name, 'stderr');
	// A real process, as in tests, is left alone.
	if (Reflect.get(globalThis, 'process') === undefined)
		Object.defineProperty(globalThis, 'process', { get: currentProcess, configurable: true });
}

function redirect(name: (typeof TO_STDOUT | typeof TO_STDERR)[number], target: 'stdout' | 'stderr'): void {
	const real: Console = globalThis.console;
	const before = real[name].bind(real);
	real[name] = (...values: unknown[]): void => {
		const run = runs.at(-1);
		if (run) run.io[target].write(`${formatAll(name === 'dir' ? values.slice(0, 1) : values)}\n`);
		else before(...values);
	};
}

/** `process`, as far as it makes sense without Node; absent between runs. */
function currentProcess(): object | undefined {
	const run = runs.at(-1);
	return run && processOf(run.name, run.io, run);
}

/** The part of Node's `process` that small programs use. */
export function processOf(name: string, io: CliIo, run: { exitCode: number }): object {
	return {
		argv: ['node', name, ...io.argv],
		env: io.env,
		stdin: io.stdin,
		stdout: io.stdout,
		stderr: io.stderr,
		platform: 'browser',
		cwd: () => io.env['PWD'] ?? '/',
		exit: (exitCode = run.exitCode) => {
			throw new ExitSignal(exitCode);
		},
		get exitCode() {
			return run.exitCode;
		},
		set exitCode(exitCode: number) {
			run.exitCode = exitCode;
		},
	};
}
