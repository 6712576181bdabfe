import { helpOf } from './help.ts';
import type { CliIo } from './io.ts';

export interface Option {
	/** Long name without dashes: `ignore-case`. */
	readonly name: string;
	/** One letter: `i`. */
	readonly short?: string;
	/** What follows it, as the help shows it: `N`, `FILE`. Without it the option is a switch. */
	readonly value?: string;
	readonly help: string;
}

export interface Command {
	readonly name: string;
	/** What follows the name: `TEXT [FILE…]`. */
	readonly usage?: string;
	readonly help: string;
	readonly options?: readonly Option[];
	readonly run: (call: Call) => Promise<number | void> | number | void;
}

export interface Tool {
	/** Name of the command in the terminal. */
	readonly name: string;
	readonly help: string;
	readonly commands: readonly Command[];
	/** Complete lines to try. */
	readonly examples: readonly string[];
}

/** A mistake of the caller: said on stderr, exit code 2. */
export class UsageError extends Error {}

/** Something that went wrong although it was called rightly: said on stderr, exit code 1. */
export class Failure extends Error {}

/** One call of a command: its words, its options and all that the tool was given. */
export class Call {
	readonly io: CliIo;
	readonly words: readonly string[];
	readonly #values: ReadonlyMap<string, string>;

	constructor(io: CliIo, words: readonly string[], values: ReadonlyMap<string, string>) {
		this.io = io;
		this.words = words;
		this.#values = values;
	}

	has(name: string): boolean {
		return this.#values.has(name);
	}

	/** Value of an option; undefined when it was not given. */
	value(name: string): string | undefined {
		return this.#values.get(name);
	}

	/** A whole number from `least`; `otherwise` when the option was not given. */
	count(name: string, otherwise: number, least = 1): number {
		const text = this.#values.get(name);
		if (text === undefined) return otherwise;
		const number = Number(text);
		if (!Number.isInteger(number) || number < least)
			throw new UsageError(`--${name} needs a whole number from ${least}, not "${text}".`);
		return number;
	}

	/** The word at this place, or a complaint that names what is missing. */
	word(index: number, what: string): string {
		const word = this.words[index];
		if (word === undefined) throw new UsageError(`${what} is missing.`);
		return word;
	}

	print(line: string): void {
		this.io.stdout.write(`${line}\n`);
	}

	/** Text of the files named from this place on, one after the other; of standard input when none is named. */
	async text(from = 0): Promise<string> {
		const paths = this.words.slice(from);
		if (paths.length === 0) return this.io.stdin.text();
		let text = '';
		for (const path of paths) {
			if (text !== '' && !text.endsWith('\n')) text += '\n';
			text += await this.read(path);
		}
		return text;
	}

	/** Text of a file; `-` is standard input. */
	read(path: string): Promise<string> {
		return path === '-' ? this.io.stdin.text() : this.io.files.read(path);
	}
}

/** Makes the program of a tool: finds the command, reads its options, runs it, and says plainly what is wrong. */
export function program(tool: Tool): (io: CliIo) => Promise<number> {
	return async (io) => {
		const named = { ...tool, name: io.env['NAME'] ?? tool.name };
		try {
			return (await run(named, io)) ?? 0;
		} catch (error) {
			if (!(error instanceof Error) || isStopped(error)) throw error;
			const isUsage = error instanceof UsageError;
			io.stderr.write(`${named.name}: ${error.message}${isUsage ? ` Try "${named.name} --help".` : ''}\n`);
			return isUsage ? 2 : 1;
		}
	};
}

/** What the house throws to stop a command is not for us to explain. */
const isStopped = (error: Error): boolean =>
	error.name === 'ExitSignal' || error.name === 'OutputLimitError' || error.message.startsWith('A loop ran');

async function run(tool: Tool, io: CliIo): Promise<number | void> {
	const [first, ...rest] = io.argv;
	if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
		const topic = tool.commands.find(({ name }) => name === rest[0]);
		io.stdout.write(helpOf(tool, topic));
		return 0;
	}
	const command = tool.commands.find(({ name }) => name === first);
	if (!command) throw new UsageError(unknown('command', first, tool.commands));
	if (rest.includes('--help') || rest.includes('-h')) {
		io.stdout.write(helpOf(tool, command));
		return 0;
	}
	return command.run(parse(io, rest, command.options ?? []));
}

function parse(io: CliIo, argv: readonly string[], options: readonly Option[]): Call {
	const words: string[] = [];
	const values = new Map<string, string>();
	const waiting = [...argv];
	while (waiting.length > 0) {
		const word = waiting.shift() ?? '';
		if (word === '--') words.push(...waiting.splice(0));
		else if (word.startsWith('--')) readLong(word, waiting, options, values);
		// A negative number is a word.
		else if (/^-[^\d.-]/.test(word)) readShort(word, waiting, options, values);
		else words.push(word);
	}
	return new Call(io, words, values);
}

type Values = Map<string, string>;

function readLong(word: string, waiting: string[], options: readonly Option[], values: Values): void {
	const [name = '', ...parts] = word.slice(2).split('=');
	const option = options.find((each) => each.name === name);
	if (!option) throw new UsageError(unknown('option', `--${name}`, options, '--'));
	if (!option.value && parts.length > 0) throw new UsageError(`--${name} takes no value.`);
	const value = parts.length > 0 ? parts.join('=') : valueOf(option, waiting);
	values.set(option.name, value);
}

/** `-n 5`, `-n5` and `-ir`, which is `-i -r`. */
function readShort(word: string, waiting: string[], options: readonly Option[], values: Values): void {
	for (let at = 1; at < word.length; at++) {
		const option = options.find(({ short }) => short === word[at]);
		if (!option) throw new UsageError(`There is no option -${word[at] ?? ''}.`);
		const rest = word.slice(at + 1);
		if (option.value && rest !== '') {
			values.set(option.name, rest);
			return;
		}
		values.set(option.name, valueOf(option, waiting));
	}
}

function valueOf(option: Option, waiting: string[]): string {
	if (!option.value) return '';
	const value = waiting.shift();
	if (value === undefined)
		throw new UsageError(`--${option.name} needs a value: --${option.name} ${option.value}.`);
	return value;
}

function unknown(
	kind: string,
	given: string,
	known: readonly { readonly name: string }[],
	dashes = '',
): string {
	const names = known.map(({ name }) => dashes + name);
	const close = names.find((name) => distance(name, given) <= Math.ceil(given.length / 3));
	if (close) return `There is no ${kind} "${given}". Did you mean "${close}"?`;
	return `There is no ${kind} "${given}".${names.length > 0 ? ` There are: ${names.join(', ')}.` : ''}`;
}

/** How many letters to change, add or take away. */
function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, changed));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}
