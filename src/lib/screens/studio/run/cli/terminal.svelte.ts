import { textOf, type Files } from '#lib/model/files.ts';
import type { Problem } from '#lib/model/result.ts';
import { completionOf } from './completion.ts';
import { examplesOf, subcommandsOf } from './hints.ts';
import { LineEditor, type Completion } from './line-editor.ts';
import { ToolClient, type FilesAnswer, type Runner, type ShellAnswer } from './runner.ts';

/** Where text appears; the real one is an xterm. */
export interface TerminalScreen {
	readonly columns: number;
	write(text: string): void;
	restore(): void;
	clear(): void;
	focus(): void;
}

/** Colours take no columns. */
// eslint-disable-next-line no-control-regex -- terminals speak in control characters
const withoutColours = (text: string): string => text.replace(/\u001b\[[\d;]*m/g, '');

const HOME = '/home';
const MAX_TYPED_AHEAD = 10_000;

/** A terminal on a running tool: what is typed becomes lines of its shell, or input of the command that runs. */
export class TerminalState {
	/** Whether a command runs. */
	isRunning = $state(false);
	cwd = $state(HOME);
	files: FilesAnswer = $state.raw({ files: [] });
	/** Lines to try. */
	examples: readonly string[] = $state.raw([]);
	/** What a screen reader is told when a command has ended. */
	said = $state('');

	readonly #editor: LineEditor;
	#screen: TerminalScreen | undefined;
	#client: ToolClient | undefined;
	#unlisten: (() => void) | undefined;
	#known: {
		readonly name: string;
		readonly commands: readonly string[];
		readonly subcommands: readonly string[];
	} = { name: '', commands: [], subcommands: [] };
	#run: { readonly id: string; readonly controller: AbortController } | undefined;
	/** Pasted lines that wait for the command before them. */
	#ahead = '';
	#count = 0;
	/** What was printed since the line began: a question that the answer stands behind. */
	#tail = '';

	constructor() {
		this.#editor = new LineEditor({
			write: (text) => this.#screen?.write(text),
			columns: () => this.#screen?.columns ?? 80,
			prompt: () => this.#prompt(),
			onLine: (line) => void this.#enter(line),
			onControl: (key) => this.#control(key),
			complete: (before) => this.#complete(before),
		});
	}

	/** Puts the terminal on a screen. */
	show(screen: TerminalScreen): void {
		this.#screen = screen;
		this.#greet();
	}

	/** The tool that runs now; null when none does. */
	attach(runner: Runner | null, name: string, files: Files): void {
		this.#unlisten?.();
		this.#run?.controller.abort();
		this.#client = runner ? new ToolClient(runner) : undefined;
		this.#known = { name, commands: [], subcommands: [] };
		this.#unlisten = runner?.on('output', ({ channel, text }) => this.#hear(channel, text));
		this.examples = examplesOf(textOf(files.get('README.md')), '');
		this.#greet();
		if (this.#client) void this.#learn(this.#client, textOf(files.get('README.md')));
	}

	detach(): void {
		this.#unlisten?.();
		this.#run?.controller.abort();
		this.#client = undefined;
	}

	/** What the person typed. */
	input(data: string): void {
		if (this.#ahead !== '' && !data.includes('\u0003')) {
			this.#ahead = (this.#ahead + data).slice(0, MAX_TYPED_AHEAD);
			return;
		}
		this.#ahead = this.#editor.input(data);
	}

	/** Types a whole line and presses Enter. */
	run(line: string): void {
		if (this.isRunning) return;
		this.#editor.replace(line);
		this.input('\r');
		this.#screen?.focus();
	}

	redraw(): void {
		this.#editor.redraw();
	}

	interrupt(): void {
		this.#control('interrupt');
	}

	async refresh(): Promise<void> {
		const answer = await this.#client?.files();
		if (answer?.ok) this.files = answer.value;
	}

	/** Puts files into the folder where the terminal is. */
	async upload(uploads: readonly File[]): Promise<Problem | undefined> {
		for (const file of uploads) {
			const path = [...this.#folder.split('/'), file.name].filter(Boolean).join('/');
			const answer = await this.#client?.put(path, new Uint8Array(await file.arrayBuffer()));
			if (answer && !answer.ok) return answer.error;
		}
		await this.refresh();
		return undefined;
	}

	/** Bytes of a file; undefined when it is gone. */
	async read(path: string): Promise<Uint8Array | undefined> {
		const answer = await this.#client?.get(path);
		return answer?.ok ? new Uint8Array(await answer.value.arrayBuffer()) : undefined;
	}

	async remove(path: string): Promise<void> {
		await this.#client?.remove(path);
		await this.refresh();
	}

	get #folder(): string {
		return this.cwd.startsWith(`${HOME}/`) ? this.cwd.slice(HOME.length + 1) : '';
	}

	#prompt(): { plain: string; coloured: string } {
		if (this.isRunning) return { plain: withoutColours(this.#tail), coloured: this.#tail };
		const place = this.cwd === HOME ? '~' : this.cwd.replace(`${HOME}/`, '~/');
		return { plain: `${place} $ `, coloured: `\u001b[36m${place}\u001b[0m $ ` };
	}

	#greet(): void {
		if (!this.#screen) return;
		if (this.#tail !== '') this.#print('\n');
		this.#screen.write('\r\u001b[J');
		if (this.#client) this.#editor.open();
		else this.#screen.write('\u001b[2mThe tool is not running.\u001b[0m\r\n');
	}

	async #learn(client: ToolClient, readme: string | undefined): Promise<void> {
		await this.refresh();
		const help = await client.help();
		const commands = await client.commands();
		if (this.#client !== client) return;
		this.#known = { ...this.#known, commands, subcommands: subcommandsOf(help) };
		const examples = examplesOf(readme, help);
		this.examples = examples.length > 0 ? examples : [`${this.#known.name} --help`];
	}

	async #enter(line: string): Promise<void> {
		if (this.#run) {
			await this.#client?.type(this.#run.id, `${line}\n`, false);
			return;
		}
		this.#editor.remember(line);
		if (line.trim() === 'clear') this.#screen?.clear();
		else if (line.trim() !== '') await this.#execute(line);
		this.#next();
	}

	/** The prompt again, then what was pasted behind this line. */
	#next(): void {
		if (!this.#client) return;
		this.#editor.open();
		const ahead = this.#ahead;
		this.#ahead = '';
		if (ahead !== '') this.#ahead = this.#editor.input(ahead);
	}

	async #execute(line: string): Promise<void> {
		const client = this.#client;
		if (!client) return;
		const run = {
			id: `run-${++this.#count}-${Math.random().toString(36).slice(2, 8)}`,
			controller: new AbortController(),
		};
		this.#begin(run);
		const answer = await client.shell({ line, cwd: this.cwd, run: run.id }, run.controller.signal);
		this.#run = undefined;
		this.isRunning = false;
		if (answer.ok) this.#show(answer.value);
		else if (answer.error.type === 'request-stopped') this.#end('^C', 130);
		else this.#end(answer.error.message, 1);
		await this.refresh();
	}

	#begin(run: { readonly id: string; readonly controller: AbortController }): void {
		this.#run = run;
		this.isRunning = true;
		this.#tail = '';
		this.said = '';
		// What is typed now is input of the command; it is echoed without a prompt.
		this.#editor.open();
	}

	#show({ rest, exitCode, cwd }: ShellAnswer): void {
		this.cwd = cwd;
		this.#print(rest.stdout);
		this.#print(rest.stderr);
		this.#end('', exitCode);
	}

	#end(message: string, exitCode: number): void {
		this.#screen?.restore();
		if (this.#tail !== '') this.#print('\n');
		if (message !== '') this.#print(`\u001b[31m${message}\u001b[0m\n`);
		if (exitCode !== 0) this.#print(`\u001b[31mexit code ${exitCode}\u001b[0m\n`);
		this.said = exitCode === 0 ? 'Done' : `Ended with exit code ${exitCode}`;
	}

	#hear(channel: string, text: string): void {
		if (!this.#run || !channel.endsWith(`/${this.#run.id}`)) return;
		this.#print(text);
		if (channel.startsWith('stdin/')) this.#editor.open();
	}

	#print(text: string): void {
		if (text === '') return;
		this.#screen?.write(text);
		this.#tail = (this.#tail + text).replace(/^[^]*[\n\r]/, '');
	}

	#control(key: 'interrupt' | 'end' | 'clear'): void {
		if (key === 'clear') {
			this.#screen?.clear();
			return;
		}
		if (key === 'end') {
			if (this.#run) void this.#client?.type(this.#run.id, '', true);
			return;
		}
		this.#ahead = '';
		if (this.#run) this.#run.controller.abort();
		else {
			this.#screen?.write('^C\r\n');
			this.#editor.open();
		}
	}

	#complete(before: string): Completion {
		if (this.#run) return { insert: '', options: [] };
		const paths = this.files.files.map(({ path }) => path);
		return completionOf(before, { ...this.#known, paths, folder: this.#folder });
	}
}
