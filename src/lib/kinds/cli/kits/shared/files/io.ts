/** Text that comes in: from a pipe, a file or the keyboard. */
export interface CliInput extends AsyncIterable<string> {
	/** Everything until the end. */
	text(): Promise<string>;
	/** Line by line, without line breaks. */
	lines(): AsyncIterable<string>;
}

export interface CliWriter {
	write(text: string): void;
}

/** The files of this tool. A missing one fails with `code: 'ENOENT'`. */
export interface CliFiles {
	read(path: string): Promise<string>;
	readBytes(path: string): Promise<Uint8Array>;
	write(path: string, content: string | Uint8Array): Promise<void>;
	list(folder?: string): Promise<string[]>;
	remove(path: string): Promise<void>;
}

/** What a command is given when it runs. */
export interface CliIo {
	readonly argv: readonly string[];
	readonly stdin: CliInput;
	readonly stdout: CliWriter;
	readonly stderr: CliWriter;
	readonly files: CliFiles;
	readonly env: Readonly<Record<string, string>>;
}
