/** What a command writes to. */
export interface CliWriter {
	write(text: string): void;
}

/** Text that comes in: from a pipe, a file or the keyboard. Each piece is a line with its line break, or a block. */
export interface CliInput extends AsyncIterable<string> {
	/** Everything until the end. */
	text(): Promise<string>;
	/** Line by line, without line breaks. */
	lines(): AsyncIterable<string>;
}

/** The files of the tool. Paths are relative to the folder the command was called in. */
export interface CliFiles {
	/** Text of a file. A missing one fails with `code: 'ENOENT'`. */
	read(path: string): Promise<string>;
	readBytes(path: string): Promise<Uint8Array>;
	/** Kept when resolved. */
	write(path: string, content: string | Uint8Array): Promise<void>;
	/** Paths of all files in the folder and below it, sorted. */
	list(folder?: string): Promise<string[]>;
	remove(path: string): Promise<void>;
}

/** All that a command is given. */
export interface CliIo {
	/** Arguments after the name of the command. */
	readonly argv: readonly string[];
	readonly stdin: CliInput;
	readonly stdout: CliWriter;
	readonly stderr: CliWriter;
	readonly files: CliFiles;
	readonly env: Readonly<Record<string, string>>;
}

/** The program of a creation: `export default async function main(io)`. A number is the exit code. */
export type CliMain = (io: CliIo) => unknown;

/** A failure as programs know it from elsewhere: `error.code === 'ENOENT'`. */
export class FileError extends Error {
	readonly code: 'ENOENT' | 'EISDIR' | 'EACCES' | 'ENOSPC';
	readonly path: string;

	constructor(code: FileError['code'], path: string) {
		super(
			{
				ENOENT: `There is no file "${path}".`,
				EISDIR: `"${path}" is a folder.`,
				EACCES: `"${path}" lies outside the files of this tool.`,
				ENOSPC: `"${path}" does not fit: the storage of this tool is full.`,
			}[code],
		);
		this.name = 'FileError';
		this.code = code;
		this.path = path;
	}
}
