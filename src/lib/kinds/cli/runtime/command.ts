import { ExitSignal, withGlobals } from './globals.ts';
import type { CliFiles, CliInput, CliMain } from './io.ts';
import { OutputLimitError, type Output } from './output.ts';

/** Exit code of a command that was stopped for using too much. */
export const STOPPED = 137;

interface Call {
	readonly name: string;
	readonly argv: readonly string[];
	readonly stdin: CliInput;
	readonly output: Output;
	readonly files: CliFiles;
	readonly env: Readonly<Record<string, string>>;
}

/** Runs the program once and gives its exit code. Never throws: what goes wrong is said on stderr. */
export async function runCommand(main: CliMain, call: Call): Promise<number> {
	const { name, output, argv, stdin, files, env } = call;
	const io = {
		argv,
		stdin,
		files,
		env,
		stdout: { write: (text: string) => output.write('stdout', text) },
		stderr: { write: (text: string) => output.write('stderr', text) },
	};
	try {
		return exitCodeOf(await withGlobals(name, io, () => main(io)));
	} catch (error) {
		return failed(error, name, output);
	} finally {
		output.flush();
	}
}

function exitCodeOf(value: unknown): number {
	return typeof value === 'number' && Number.isFinite(value) ? value & 255 : 0;
}

function failed(error: unknown, name: string, output: Output): number {
	if (error instanceof ExitSignal) return exitCodeOf(error.exitCode);
	const stopped = stopReason(error);
	const message = stopped ?? (error instanceof Error ? error.message : String(error));
	output.say(`${output.stderr === '' || output.stderr.endsWith('\n') ? '' : '\n'}${name}: ${message}\n`);
	return stopped === undefined ? 1 : STOPPED;
}

/** Why a command was stopped; undefined when it failed by itself. */
function stopReason(error: unknown): string | undefined {
	if (error instanceof OutputLimitError) return error.message;
	if (!(error instanceof Error)) return undefined;
	// The words of the loop guard.
	if (/^A loop ran for more than/.test(error.message)) return error.message;
	if (error instanceof RangeError && /call stack|recursion/i.test(error.message))
		return 'Stopped: a function called itself too often.';
	return undefined;
}
