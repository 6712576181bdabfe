import { Bash, defineCommand, type ResolvedCommandContext } from 'just-bash/browser';
import type { CliInput } from './io.ts';
import { MAX_OUTPUT, type Output } from './output.ts';
import { MirrorFs } from './mirror.ts';
import { partsOf, type Part } from './shell-line.ts';
import { HOME, type WorkFiles } from './work-files.ts';

/** What the shell knows beside its own commands and the creation's. */
const INTERPRETERS = ['python', 'python3'] as const;

/** One call of the creation's command, or of an interpreter, from a line of the shell. */
export interface ShellCall {
	/** The interpreter by its name in the line; absent for the creation's command. */
	readonly command?: (typeof INTERPRETERS)[number];
	readonly argv: readonly string[];
	readonly cwd: string;
	readonly env: Readonly<Record<string, string>>;
	/** Text that was piped in; undefined when the person may be asked. */
	readonly piped: string | undefined;
	readonly isShown: boolean;
}

/** Runs the creation's command for the shell. */
export type ShellCommand = (
	call: ShellCall,
	line: ShellLine,
) => Promise<{ output: Output; exitCode: number }>;

export interface ShellLine {
	readonly line: string;
	readonly cwd: string;
	/** Name of the run, when it has one. */
	readonly run?: string;
	/** Whether somebody sees output while it is written. */
	readonly isWatched: boolean;
	readonly typed?: CliInput;
}

export interface ShellResult {
	readonly stdout: string;
	readonly stderr: string;
	readonly exitCode: number;
	readonly cwd: string;
	/** What the watcher of the run has not been shown yet. */
	readonly rest: { readonly stdout: string; readonly stderr: string };
}

const LIMITS = {
	maxOutputSize: MAX_OUTPUT,
	maxExecutionTimeMs: 300_000,
	maxFileSystemBytes: 64 * 1024 * 1024,
	maxCallDepth: 100,
	maxCommandCount: 20_000,
	maxLoopIterations: 20_000,
};

/** Variables that the shell sets anew for each line. */
const OWN = new Set(['PWD', 'OLDPWD', '_', 'SHLVL', 'PIPESTATUS', 'BASH_LINENO', 'LINENO']);

/** A bash over the tool's files, in which the creation's command has its name. */
export class Shell {
	readonly #name: string;
	readonly #fs: MirrorFs;
	readonly #command: ShellCommand;
	#env: Record<string, string> = {};

	constructor(name: string, work: WorkFiles, command: ShellCommand) {
		this.#name = name;
		this.#fs = new MirrorFs(work);
		this.#command = command;
	}

	/** Names of all commands that a line can call. */
	async commands(): Promise<string[]> {
		const own = await this.#fs.readdir('/bin').catch((): string[] => []);
		const names = new Set([...own, this.#name, ...INTERPRETERS]);
		return [...names].sort();
	}

	async run(line: ShellLine): Promise<ShellResult> {
		await this.#fs.pull();
		const shown = { stdout: '', stderr: '' };
		let calls = 0;
		let parts: readonly Part[] = [];
		const bash = new Bash({
			fs: this.#fs,
			cwd: line.cwd,
			env: { ...this.#env, HOME, USER: 'you', TERM: 'xterm-256color' },
			executionLimits: LIMITS,
			defenseInDepth: false,
			customCommands: [this.#name, ...INTERPRETERS].map((name) =>
				defineCommand(name, async (argv, context) => {
					const part = parts[calls++];
					const isShown = part?.isShown === true && line.isWatched;
					const command = INTERPRETERS.find((each) => each === name && name !== this.#name);
					const call = { ...callOf(argv, context, part, line), isShown, ...(command ? { command } : {}) };
					const { output, exitCode } = await this.#call(call, line);
					if (isShown) Object.assign(shown, { stdout: output.stdout, stderr: output.stderr });
					return { stdout: output.stdout, stderr: output.stderr, exitCode };
				}),
			),
		});
		parts = readParts(bash, line.line, [this.#name, ...INTERPRETERS]);
		const result = await bash.exec(line.line, { cwd: line.cwd, rawScript: true });
		await this.#fs.push();
		this.#env = kept(result.env);
		const { stdout, stderr, exitCode } = result;
		return {
			stdout,
			stderr,
			exitCode,
			cwd: result.env['PWD'] ?? line.cwd,
			rest: { stdout: without(stdout, shown.stdout), stderr: without(stderr, shown.stderr) },
		};
	}

	async #call(call: ShellCall, line: ShellLine): ReturnType<ShellCommand> {
		await this.#fs.push();
		try {
			return await this.#command(call, line);
		} finally {
			await this.#fs.pull();
		}
	}
}

function callOf(
	argv: readonly string[],
	context: ResolvedCommandContext,
	part: Part | undefined,
	line: ShellLine,
): Omit<ShellCall, 'isShown'> {
	const isAsked = part?.isTyped === true && line.typed !== undefined;
	return {
		argv,
		cwd: context.cwd,
		env: context.exportedEnv ?? {},
		piped: isAsked ? undefined : textOfBytes(String(context.stdin)),
	};
}

/** The shell pipes bytes, each as one character. */
function textOfBytes(bytes: string): string {
	// eslint-disable-next-line no-control-regex -- what is plain ASCII needs no decoding
	if (/^[\u0000-\u007f]*$/.test(bytes)) return bytes;
	return new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
}

function readParts(bash: Bash, line: string, names: readonly string[]): readonly Part[] {
	try {
		return partsOf(bash.transform(line).ast, names);
	} catch {
		// What is wrong with the line is said when it runs.
		return [];
	}
}

const kept = (env: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries(env).filter(([name]) => !OWN.has(name)));

function without(whole: string, shown: string): string {
	const at = shown === '' ? -1 : whole.indexOf(shown);
	return at < 0 ? whole : whole.slice(0, at) + whole.slice(at + shown.length);
}
