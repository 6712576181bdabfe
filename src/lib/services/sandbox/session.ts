import { MANIFEST_PATH, manifestSchema } from '#lib/model/manifest.ts';
import { textOf, type Files } from '#lib/model/files.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';
import { SessionData } from './data.ts';
import { Emitter } from './emitter.ts';
import { failureOf, runFailure, unreachableFailure } from './failure.ts';
import type { House } from './house.ts';
import { Journal } from './journal.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { Listening } from './listening.ts';
import { digestOf, type Built } from './programs.ts';
import { requestWire, responseOf } from './wire.ts';
import { Stage } from './stage.ts';
import type {
	BuildFailure,
	Draft,
	Limits,
	LogLine,
	Prepared,
	Session,
	SessionEvents,
	SessionState,
	SessionStats,
	StartOptions,
} from './sandbox.ts';

/** One running creation in the embedded sandbox. */
export class EmbeddedSession implements Session {
	readonly id = crypto.randomUUID();
	/** When the person or the shell last gave this session something to do. ms of `performance.now()`. */
	touchedAt = performance.now();
	readonly #house: House;
	readonly #options: StartOptions;
	readonly #limits: Limits;
	readonly #emitter = new Emitter();
	readonly #journal: Journal;
	readonly #data: SessionData;
	readonly #listening: Listening;
	readonly #stage: Stage;
	#state: SessionState = { type: 'starting' };
	#built: Built | null = null;
	#startMs = 0;
	#appearance: 'light' | 'dark' | null = null;

	constructor(house: House, options: StartOptions) {
		this.#house = house;
		this.#options = options;
		this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
		this.#journal = new Journal(this.#limits.logBytes);
		this.#data = new SessionData(options.ports.storage, this.#limits);
		this.#listening = new Listening({
			options,
			journal: this.#journal,
			data: this.#data,
			emitter: this.#emitter,
			asset: (name) => house.vendor.asset(name),
			refuse: (reason) => {
				this.kill(reason);
			},
		});
		this.#stage = new Stage(house, options.manifest.title, this.#limits, {
			message: (message, run) => {
				this.#listening.hear(message, run, this.#stage.run);
			},
			alive: (isAlive) => {
				this.#notice(isAlive);
			},
			broken: (reason) => {
				this.kill(reason);
			},
		});
	}

	get state(): SessionState {
		return this.#state;
	}

	/** First build and start. */
	async begin(): Promise<Result<void, BuildFailure>> {
		const begun = await this.#begin().catch((error: unknown) => err(unreachableFailure(String(error))));
		if (begun.ok) return ok(undefined);
		if (this.#state.type !== 'ended') this.#end('failed', begun.error.message);
		return begun;
	}

	async update(files: Files): Promise<Result<SessionStats, BuildFailure>> {
		this.touchedAt = performance.now();
		const built = await this.#build(files);
		const shown = built.ok ? await this.#show(built.value) : built;
		return shown.ok ? ok(this.stats()) : shown;
	}

	preview(element: HTMLElement): () => void {
		if (!this.#stage.place(element)) void this.restart();
		return () => {
			this.#stage.leave(element);
		};
	}

	async request(
		request: Request,
		options: { readonly timeoutMs?: number } = {},
	): Promise<Result<Response, Problem>> {
		this.touchedAt = performance.now();
		const wire = await requestWire(request);
		if (!this.#stage.run) return err(notRunning);
		const timeoutMs = options.timeoutMs ?? this.#limits.requestMs;
		const answer = await this.#stage.run.request(wire, timeoutMs, request.signal);
		return answer.ok ? responseOf(answer.value) : answer;
	}

	setAppearance(appearance: 'light' | 'dark'): void {
		this.#appearance = appearance;
		this.#stage.run?.frame.post({ type: 'appearance', appearance });
	}

	on<Name extends keyof SessionEvents>(
		name: Name,
		listener: (value: SessionEvents[Name]) => void,
	): () => void {
		const undo = this.#emitter.on(name, listener);
		// What happened during the start, before anybody could listen.
		if (name === 'error' || name === 'thumbnail')
			queueMicrotask(() => {
				this.#listening.repeat(name);
			});
		return undo;
	}

	logs(): readonly LogLine[] {
		return this.#journal.lines;
	}

	stats(): SessionStats {
		const run = this.#stage.run;
		return {
			buildMs: this.#built?.buildMs ?? 0,
			startMs: this.#startMs,
			messages: run?.messages ?? 0,
			bytesIn: run?.bytesIn ?? 0,
			bytesOut: run?.frame.bytesOut ?? 0,
		};
	}

	stop(): void {
		if (this.#state.type === 'ended') return;
		this.#end('stopped');
		void this.#stage
			.stop()
			.then(() => this.#data.settled())
			.then(() => {
				this.#close();
			});
	}

	/** Ends the session because it broke a limit or hangs. */
	kill(reason: string): void {
		if (this.#state.type === 'ended') return;
		this.#audit('run.killed', reason);
		this.#stage.kill();
		this.#end('killed', reason);
		this.#close();
	}

	/** Starts the same program in a fresh frame; its data is kept. */
	async restart(): Promise<void> {
		if (!this.#built || this.#state.type === 'ended') return;
		this.#stage.kill();
		this.#setState({ type: 'starting' });
		const shown = await this.#show(this.#built);
		if (!shown.ok && shown.error.type !== 'stopped') this.#end('failed', shown.error.message);
	}

	async #begin(): Promise<Result<void, BuildFailure>> {
		const [built] = await Promise.all([
			this.#firstBuild(this.#options.files),
			this.#data.open((changes) => {
				this.#stage.run?.frame.post({ type: 'storage-changed', changes: [...changes] });
			}),
		]);
		return built.ok ? this.#show(built.value) : built;
	}

	async #build(files: Files): Promise<Result<Built, BuildFailure>> {
		return this.#buildPrepared(await this.#prepare(files));
	}

	/** What is really built: the kind's runtime stands in front of the files. */
	async #prepare(files: Files): Promise<Prepared> {
		return preparedOf({ ...this.#options, files });
	}

	async #buildPrepared({ files, entry }: Prepared): Promise<Result<Built, BuildFailure>> {
		const libraries = await this.#house.vendor.libraries();
		const packages = await this.#house.packages?.(files);
		const request = { key: this.id, files, entry, libraries, ...(packages ? { packages } : {}) };
		const outcome = await this.#house.builder.build(request);
		if (this.#state.type === 'ended') return err(failureOf({ type: 'superseded' }, entry));
		return outcome.type === 'built' ? ok(outcome) : err(failureOf(outcome, entry));
	}

	/** The first build, which may have been made ahead, or been left behind by an earlier start of the same files. */
	async #firstBuild(files: Files): Promise<Result<Built, BuildFailure>> {
		const prepared = await this.#prepare(files);
		const ready = await this.#house.ahead.find(prepared);
		if (ready) {
			void this.#digest(prepared).then((digest) => this.#keep(digest, ready));
			return ok(ready);
		}
		const digest = await this.#digest(prepared);
		const found = await this.#house.programs.find(this.#options.creationId, digest);
		if (found) return ok({ ...found, buildMs: 0 });
		const built = await this.#buildPrepared(prepared);
		if (built.ok) this.#keep(digest, built.value);
		return built;
	}

	async #digest({ files, entry }: Prepared): Promise<string> {
		const { builder, vendor } = this.#house;
		return digestOf(files, entry, `${builder.version} ${await vendor.version()}`);
	}

	#keep(digest: string, built: Built): void {
		void this.#house.programs.keep(this.#options.creationId, digest, built);
	}

	async #show(built: Built): Promise<Result<void, BuildFailure>> {
		const vendor = this.#house.vendor.texts(built.vendors);
		const isPage = this.#options.manifest.kind === 'app';
		const workerRuntime = isPage ? '' : this.#house.vendor.runtime('worker');
		this.#listening.use(built.map);
		let told = this.#appearance;
		const shown = await this.#stage.show(async () => ({
			type: 'start',
			mode: isPage ? 'page' : 'worker',
			program: built.program,
			vendor: await vendor,
			workerRuntime: await workerRuntime,
			storage: this.#data.entries(),
			storageBytes: this.#limits.storageBytes,
			cpuMs: this.#limits.cpuMs,
			appearance: (told = this.#appearance),
			title: this.#options.manifest.title,
		}));
		if (!shown.ok) return err(runFailure(shown.error));
		// The shell turned dark or light while the frame was starting.
		if (this.#appearance !== null && this.#appearance !== told) this.setAppearance(this.#appearance);
		this.#built = built;
		this.#startMs = shown.value;
		this.#setState({ type: 'running', since: Date.now() });
		this.#house.prepare(built.vendors);
		return ok(undefined);
	}

	#close(): void {
		this.#data.close();
		this.#options.ports.bytes?.close();
	}

	#notice(isAlive: boolean): void {
		if (this.#state.type === 'ended') return;
		if (this.#stage.hasFocus) this.touchedAt = performance.now();
		this.#setState({ type: isAlive ? 'running' : 'unresponsive', since: Date.now() });
		if (!isAlive) this.#audit('run.unresponsive', 'No answer for three seconds.');
	}

	#end(end: 'stopped' | 'killed' | 'failed', reason?: string): void {
		if (this.#state.type === 'ended') return;
		this.#setState({ type: 'ended', end, ...(reason === undefined ? {} : { reason }) });
		this.#listening.end();
		this.#house.forget(this.id);
	}

	#setState(state: SessionState): void {
		if (this.#state.type === 'ended') return;
		this.#state = state;
		this.#emitter.emit('state', state);
	}

	#audit(event: string, reason: string): void {
		const { ports, creationId } = this.#options;
		ports.audit({ event, outcome: 'failed', creationId, detail: { reason: reason.slice(0, 200) } });
	}
}

/** What is really built of a draft. */
export const preparedOf = async ({ files, manifest, prepare }: Draft): Promise<Prepared> =>
	prepare ? prepare(files) : { files, entry: entryOf(files) ?? manifest.entry };

/** The entry that the files themselves name: it may have changed since the start. */
function entryOf(files: Files): string | undefined {
	try {
		const manifest = manifestSchema.safeParse(JSON.parse(textOf(files.get(MANIFEST_PATH)) ?? 'null'));
		return manifest.success ? manifest.data.entry : undefined;
	} catch {
		return undefined;
	}
}

const notRunning: Problem = { type: 'session-ended', message: 'This creation is not running.' };
