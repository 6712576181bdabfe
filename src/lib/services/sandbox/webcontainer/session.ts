import type { WebContainer, WebContainerProcess } from '@webcontainer/api';
import { contentEquals, type Files } from '#lib/model/files.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { Emitter } from '../emitter.ts';
import { Journal } from '../journal.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type {
	BuildFailure,
	Limits,
	LogLine,
	Session,
	SessionEvents,
	SessionState,
	SessionStats,
	StartOptions,
} from '../sandbox.ts';
import { Line, PREVIEW_SCRIPT } from './line.ts';
import { readLines } from './output.ts';
import { PreviewFrame } from './preview.ts';
import { filesOf, treeOf } from './tree.ts';
import { needsInstall, projectOf, scriptOf } from './wants-node.ts';

/** A project that says by then nothing of a server has none. ms. */
const SERVER_MS = 60_000;
/** An install that a lost network left hanging is given up. ms. */
const INSTALL_MS = 300_000;
/** Lines of a failed process that the person is shown. */
const LAST_LINES = 12;

/** One Node project in the container. The container is its own: it ends with the session. */
export class NodeSession implements Session {
	readonly id = crypto.randomUUID();
	readonly #container: WebContainer;
	readonly #options: StartOptions;
	readonly #limits: Limits;
	readonly #emitter = new Emitter();
	readonly #journal: Journal;
	readonly #preview: PreviewFrame;
	readonly #ended: () => Promise<void>;
	#state: SessionState = { type: 'starting' };
	#files: Files;
	#process: WebContainerProcess | null = null;
	#url: string | null = null;
	#line: Line | null = null;
	#serverReady: () => void = () => undefined;
	#installMs = 0;
	#startMs = 0;
	#messages = 0;
	#bytesIn = 0;

	constructor(container: WebContainer, options: StartOptions, ended: () => Promise<void>) {
		this.#container = container;
		this.#options = options;
		this.#ended = ended;
		this.#files = options.files;
		this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
		this.#journal = new Journal(this.#limits.logBytes);
		this.#preview = new PreviewFrame(options.manifest.title);
	}

	get state(): SessionState {
		return this.#state;
	}

	/** Mounts, installs and starts. */
	async begin(): Promise<Result<void, BuildFailure>> {
		this.#listen();
		const since = performance.now();
		await this.#container.setPreviewScript(PREVIEW_SCRIPT);
		await this.#container.mount(treeOf(this.#files));
		const begun = await this.#installAndRun();
		this.#startMs = performance.now() - since - this.#installMs;
		if (!begun.ok) this.#end('failed', begun.error.message);
		return begun;
	}

	preview(element: HTMLElement): () => void {
		return this.#preview.place(element);
	}

	request(
		request: Request,
		options: { readonly timeoutMs?: number } = {},
	): Promise<Result<Response, Problem>> {
		if (this.#state.type === 'ended' || this.#url === null) return Promise.resolve(err(NO_SERVER));
		this.#line ??= new Line(this.#url);
		return this.#line.ask(request, options.timeoutMs ?? this.#limits.requestMs);
	}

	/** Writes what changed. The project's own tools follow the files; other packages or a plain server start it again. */
	async update(files: Files): Promise<Result<SessionStats, BuildFailure>> {
		if (this.#state.type === 'ended') return err(failure('stopped', 'This project is not running.'));
		const before = this.#files;
		this.#files = files;
		const { fs } = this.#container;
		for (const path of before.keys()) if (!files.has(path)) await fs.rm(path, { force: true });
		for (const [path, content] of files) {
			if (contentEquals(before.get(path), content)) continue;
			if (path.includes('/')) await fs.mkdir(path.slice(0, path.lastIndexOf('/')), { recursive: true });
			await fs.writeFile(path, content);
		}
		const hasOtherProject = !contentEquals(before.get('package.json'), files.get('package.json'));
		const project = projectOf(files);
		if (!hasOtherProject && project && scriptOf(project) === 'dev') return ok(this.stats());
		const again = await this.#again(hasOtherProject);
		return again.ok ? ok(this.stats()) : again;
	}

	/** A page of another origin: it follows the browser's own appearance. */
	setAppearance(): void {
		return undefined;
	}

	on<Name extends keyof SessionEvents>(
		name: Name,
		listener: (value: SessionEvents[Name]) => void,
	): () => void {
		return this.#emitter.on(name, listener);
	}

	logs(): readonly LogLine[] {
		return this.#journal.lines;
	}

	stats(): SessionStats {
		const { length } = new TextEncoder().encode([...this.#files.keys()].join(''));
		return {
			buildMs: this.#installMs,
			startMs: this.#startMs,
			messages: this.#messages,
			bytesIn: this.#bytesIn,
			bytesOut: length,
		};
	}

	/** Everything that lies in the project's folder now, without what was installed. */
	async export(): Promise<Result<Files, Problem>> {
		if (this.#state.type === 'ended') return err(NO_SERVER);
		const excludes = ['node_modules', 'node_modules/**', '.git', '.git/**'];
		return ok(filesOf(await this.#container.export('.', { format: 'json', excludes })));
	}

	stop(): void {
		this.#end('stopped');
	}

	/** Ends the session because it broke a limit. */
	kill(reason: string): void {
		if (this.#state.type === 'ended') return;
		const { ports, creationId } = this.#options;
		ports.audit({
			event: 'run.killed',
			outcome: 'failed',
			creationId,
			detail: { reason: reason.slice(0, 200) },
		});
		this.#end('killed', reason);
	}

	async #installAndRun(): Promise<Result<void, BuildFailure>> {
		const project = projectOf(this.#files);
		if (project && needsInstall(project)) {
			const since = performance.now();
			const install = await this.#spawn('npm', ['install']);
			const timer = setTimeout(() => install.kill(), INSTALL_MS);
			const exit = await install.exit;
			clearTimeout(timer);
			this.#installMs = performance.now() - since;
			if (this.#hasEnded) return err(failure('stopped', 'The start was stopped.'));
			if (exit !== 0) return err(this.#failed('The packages could not be installed.'));
		}
		return this.#run();
	}

	/** Resolves when a server listens, when the program has ended well, or after a bounded wait. */
	async #run(): Promise<Result<void, BuildFailure>> {
		const project = projectOf(this.#files);
		const script = project && scriptOf(project);
		const { entry } = this.#options.manifest;
		if (!script && !this.#files.has(entry)) return err(entryMissing(entry));
		const process = await (script ? this.#spawn('npm', ['run', script]) : this.#spawn('node', [entry]));
		this.#process = process;
		const exit = process.exit.then((code) => (this.#process === process ? code : 0));
		void exit.then((code) => {
			if (this.#process === process && this.#state.type === 'running')
				this.#end(code === 0 ? 'stopped' : 'failed', `The program ended with code ${code}.`);
		});
		const isReady = new Promise<'ready'>((resolve) => {
			const timer = setTimeout(() => resolve('ready'), SERVER_MS);
			this.#serverReady = () => {
				clearTimeout(timer);
				resolve('ready');
			};
		});
		const first = await Promise.race([isReady, exit]);
		this.#serverReady();
		if (this.#hasEnded) return err(failure('stopped', 'The start was stopped.'));
		if (first !== 'ready' && first !== 0) return err(this.#failed(`The program ended with code ${first}.`));
		this.#setState({ type: 'running', since: Date.now() });
		if (first === 0) this.#end('stopped');
		return ok(undefined);
	}

	async #again(isOther: boolean): Promise<Result<void, BuildFailure>> {
		const old = this.#process;
		this.#process = null;
		this.#line?.close();
		[this.#line, this.#url] = [null, null];
		old?.kill();
		await old?.exit;
		this.#setState({ type: 'starting' });
		return isOther ? this.#installAndRun() : this.#run();
	}

	async #spawn(command: string, args: readonly string[]): Promise<WebContainerProcess> {
		const process = await this.#container.spawn(command, [...args]);
		void readLines(process.output, this.#limits.bytesPerSecond, {
			line: (text) => this.#log('log', text),
			tooMuch: () => this.kill('It wrote more output in a second than AetherOS takes.'),
		});
		return process;
	}

	#listen(): void {
		this.#container.on('server-ready', (_port, url) => {
			if (this.#url !== null) return;
			this.#url = url;
			this.#preview.show(url);
			this.#serverReady();
		});
		this.#container.on('error', ({ message }) => this.#log('error', message));
		this.#container.on('preview-message', (message) => {
			if (!('message' in message)) return;
			const error = { at: Date.now(), message: message.message, stack: message.stack ?? '' };
			const counted = this.#journal.addError(error);
			if (counted) this.#emitter.emit('error', counted);
		});
	}

	#log(level: LogLine['level'], text: string): void {
		this.#messages += 1;
		this.#bytesIn += text.length;
		const line = this.#journal.add(level, text, Date.now());
		if (line) this.#emitter.emit('log', line);
	}

	#failed(message: string): BuildFailure {
		const last = this.#journal.lines.slice(-LAST_LINES).map(({ text }) => text);
		return { ...failure('build-failed', message), detail: last.join('\n') };
	}

	get #hasEnded(): boolean {
		return this.#state.type === 'ended';
	}

	#end(end: 'stopped' | 'killed' | 'failed', reason?: string): void {
		if (this.#hasEnded) return;
		this.#setState({ type: 'ended', end, ...(reason === undefined ? {} : { reason }) });
		this.#process?.kill();
		this.#serverReady();
		this.#line?.close();
		this.#preview.remove();
		void this.#ended();
	}

	#setState(state: SessionState): void {
		if (this.#hasEnded) return;
		this.#state = state;
		this.#emitter.emit('state', state);
	}
}

export const failure = (type: BuildFailure['type'], message: string): BuildFailure => ({
	type,
	message,
	problems: [],
});

const entryMissing = (entry: string): BuildFailure => ({
	...failure('entry-missing', `The file "${entry}", where this project starts, is missing.`),
	action: 'Add it, or a script "start" in package.json',
});

const NO_SERVER: Problem = { type: 'session-ended', message: 'No server of this project is running.' };
