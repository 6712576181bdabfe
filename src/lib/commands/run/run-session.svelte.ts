import { untrack } from 'svelte';
import type { CreationId } from '#lib/model/id.ts';
import { newRunId, type RunId } from '#lib/model/id.ts';
import { bytesOfSize, type Manifest } from '#lib/model/manifest.ts';
import type { Files } from '#lib/model/files.ts';
import { interpreterOf, type FileProblem, type Kind } from '#lib/kinds/kind.ts';
import type {
	BuildFailure,
	BuildProblem,
	LogLine,
	RuntimeError,
	Session,
	SessionState,
	SessionStats,
	StartOptions,
} from '#lib/services/sandbox/sandbox.ts';
import { wantsNode } from '#lib/services/sandbox/webcontainer/wants-node.ts';
import { readManifest } from '../creation/assemble.ts';
import { consentMissing } from '../node/consent.ts';
import type { Services } from '../services.ts';
import { eventsFor } from '../mesh/events/port.ts';
import { gatewayFor } from './gateway.ts';
import { prepareProgram } from './prepare.ts';
import { isService, ServiceSession } from './service-session.ts';

export type RunState =
	| { readonly type: 'idle' }
	| { readonly type: 'starting'; readonly since: number }
	/** The house interprets the files and can do so now; there is no session. */
	| { readonly type: 'ready' }
	| { readonly type: 'live'; readonly session: Session; readonly state: SessionState }
	| { readonly type: 'failed'; readonly failure: BuildFailure };

export type { Session } from '#lib/services/sandbox/sandbox.ts';

/** Pause after the last keystroke before the preview follows. Short enough to feel live, long enough to skip half-typed words. */
const FOLLOW_MS = 180;
/** Longest wait of others for a first start. ms. */
const SETTLE_MS = 4000;
const DEFAULT_STORAGE_BYTES = 16 * 1024 * 1024;
const KEPT_LINES = 2000;
const KEPT_ERRORS = 50;
/** Questions at one time: a creation must not bury the person in them. */
const MOST_WANTED = 5;

/** The run of one open creation as the studio shows it. */
export class RunSession {
	state: RunState = $state.raw({ type: 'idle' });
	logs: readonly LogLine[] = $state.raw([]);
	/** One entry per cause, newest first. */
	errors: readonly RuntimeError[] = $state.raw([]);
	/** Why the newest files could not be built, while the older preview stays. */
	failure: BuildFailure | null = $state.raw(null);
	stats: SessionStats | null = $state.raw(null);
	/** Whether the files are a Node project, which runs in another sandbox and shows its own page. */
	isNode = $state(false);
	/** Origins that it tried to reach and that the person has neither granted nor put off. */
	wanted: readonly string[] = $state.raw([]);

	readonly #creationId: CreationId;
	readonly #services: Services;
	/** Put off until the next start. */
	#putOff: readonly string[] = [];
	#starting: AbortController | null = null;
	#runId: RunId | null = null;
	#startedAt = 0;
	#followTimer: ReturnType<typeof setTimeout> | undefined;
	#undo: (() => void)[] = [];
	#settle: (() => void)[] = [];

	constructor(creationId: CreationId, services: Services) {
		this.#creationId = creationId;
		this.#services = services;
	}

	/** Builds and starts `files` unless a run is there: who made a creation and the screen that opens it may both ask. */
	async startIfIdle(files: Files): Promise<void> {
		if (this.state.type === 'idle') await this.start(files);
	}

	/** Builds and starts `files`, ending a run that is there. */
	async start(files: Files): Promise<void> {
		this.stop();
		this.state = { type: 'starting', since: Date.now() };
		this.#clear();
		this.isNode = wantsNode(files);
		const starting = (this.#starting = new AbortController());
		const manifest = readManifest(files);
		if (!manifest.ok) return this.#fail({ ...manifest.error, type: 'manifest-invalid', problems: [] });
		if (isService(manifest.value))
			return this.#begin(
				new ServiceSession(this.#creationId, manifest.value, this.#services, (origin) => this.ask(origin)),
			);
		// Loads beside the kinds, which most often ask for it next.
		if (!this.isNode && manifest.value.kind !== 'workflow')
			void this.#services.sandbox().catch(() => undefined);
		const kind = (await this.#services.kinds())[manifest.value.kind];
		const interpret = interpreterOf(kind, files);
		if (interpret) return this.#interpret(interpret, files, starting.signal);
		const refusal = this.isNode ? await consentMissing(this.#creationId, this.#services) : undefined;
		if (starting.signal.aborted) return;
		if (refusal) return this.#fail(refusal);
		const sandbox = await (this.isNode ? this.#services.nodeSandbox() : this.#services.sandbox());
		const session = await sandbox.start(this.#optionsOf(files, manifest.value, kind, starting.signal));
		if (starting.signal.aborted) return session.ok ? session.value.stop() : undefined;
		if (!session.ok) return this.#fail(session.error);
		this.#begin(session.value);
	}

	#optionsOf(files: Files, manifest: Manifest, kind: Kind | undefined, signal: AbortSignal): StartOptions {
		const { storage, shell } = this.#services;
		const { grants } = manifest;
		const storageBytes = grants?.storage ? bytesOfSize(grants.storage) : DEFAULT_STORAGE_BYTES;
		let present = manifest;
		return {
			creationId: this.#creationId,
			manifest,
			files,
			signal,
			prepare: (newest) => {
				const read = readManifest(newest);
				if (read.ok) present = read.value;
				return prepareProgram(newest, kind, manifest, this.#services);
			},
			limits: { storageBytes, ...(grants?.cpuMs ? { cpuMs: grants.cpuMs } : {}) },
			ports: {
				storage: storage.appData(this.#creationId, storageBytes),
				...(kind?.bytesLimit ? { bytes: storage.appBytes(this.#creationId, kind.bytesLimit) } : {}),
				events: eventsFor(this.#creationId, this.#services.events),
				fetch: gatewayFor(
					{ id: this.#creationId, manifest: () => present, onAsk: (origin) => this.ask(origin) },
					this.#services,
				),
				audit: (entry) => void storage.audit(entry),
				download: (file) => shell.download(file),
				openLink: (url) => shell.openLink(url),
			},
		};
	}

	/** The preview follows the files a moment after they rest. */
	follow(files: Files): void {
		if (this.state.type === 'idle') return;
		clearTimeout(this.#followTimer);
		this.#followTimer = setTimeout(() => void this.#update(files), FOLLOW_MS);
	}

	stop(): void {
		clearTimeout(this.#followTimer);
		this.#starting?.abort();
		this.#starting = null;
		for (const undo of this.#undo.splice(0)) undo();
		if (this.state.type === 'live') {
			this.state.session.stop();
			this.#record(this.state.state.type === 'ended' ? this.state.state.end : 'stopped');
		}
		this.state = { type: 'idle' };
	}

	/** Resolves when a first start has come to an end, or after `SETTLE_MS`: what is large and can wait loads then. */
	settled(): Promise<void> {
		if (['live', 'ready', 'failed'].includes(this.state.type)) return Promise.resolve();
		return new Promise((resolve) => {
			this.#settle.push(resolve);
			setTimeout(resolve, SETTLE_MS);
		});
	}

	dismissErrors(): void {
		this.errors = [];
	}

	/** The person has allowed an origin that it wanted, or does not want to decide before the next start. */
	answerWanted(origin: string, isPutOff: boolean): void {
		if (isPutOff) this.#putOff = [...this.#putOff, origin];
		this.wanted = this.wanted.filter((other) => other !== origin);
	}

	clearLogs(): void {
		this.logs = [];
	}

	async #update(files: Files): Promise<void> {
		if (this.state.type !== 'live' || this.state.state.type === 'ended' || wantsNode(files) !== this.isNode)
			return this.start(files);
		const session = this.state.session;
		const manifest = readManifest(files);
		if (manifest.ok && isService(manifest.value) !== session instanceof ServiceSession)
			return this.start(files);
		const updated = await session.update(files);
		if (this.state.type !== 'live' || this.state.session !== session) return;
		if (!updated.ok) {
			if (updated.error.type !== 'stopped') this.failure = updated.error;
			return;
		}
		this.failure = null;
		this.errors = [];
		this.stats = updated.value;
	}

	async #interpret(read: NonNullable<Kind['interpret']>, files: Files, signal: AbortSignal): Promise<void> {
		const problems = await read(files);
		if (signal.aborted) return;
		const [first] = problems;
		for (const resolve of this.#settle.splice(0)) resolve();
		this.failure = first ? { ...first, type: 'build-failed', problems: problems.map(placed) } : null;
		this.state = first && this.failure ? { type: 'failed', failure: this.failure } : { type: 'ready' };
	}

	#begin(session: Session): void {
		for (const resolve of this.#settle.splice(0)) resolve();
		this.#runId = newRunId();
		this.#startedAt = Date.now();
		this.state = { type: 'live', session, state: session.state };
		this.stats = session.stats();
		this.logs = session.logs();
		this.#record();
		this.#undo.push(
			// A session may tell news while an effect shows it; that effect must not follow what it is told.
			session.on('state', (state) => untrack(() => this.#follow(session, state))),
			session.on('log', (line) => untrack(() => (this.logs = [...this.logs.slice(1 - KEPT_LINES), line]))),
			session.on('error', (error) => untrack(() => this.#note(error))),
			session.on('thumbnail', (svg) => void this.#services.storage.putThumbnail(this.#creationId, svg)),
		);
	}

	#follow(session: Session, state: SessionState): void {
		if (this.state.type === 'live') this.state = { type: 'live', session, state };
		if (state.type === 'ended') this.#record(state.end);
	}

	#note(error: RuntimeError): void {
		const others = this.errors.filter((known) => known.signature !== error.signature);
		this.errors = [error, ...others].slice(0, KEPT_ERRORS);
	}

	#fail(failure: BuildFailure): void {
		for (const resolve of this.#settle.splice(0)) resolve();
		this.failure = failure;
		this.state = { type: 'failed', failure };
	}

	/** It tried to reach an origin that the person has not granted. */
	ask(origin: string): void {
		if (this.wanted.length >= MOST_WANTED || [...this.wanted, ...this.#putOff].includes(origin)) return;
		this.wanted = [...this.wanted, origin];
	}

	#clear(): void {
		this.failure = null;
		this.wanted = [];
		this.#putOff = [];
		this.errors = [];
		this.logs = [];
	}

	#record(end?: 'stopped' | 'killed' | 'failed'): void {
		if (!this.#runId) return;
		void this.#services.storage.putRun({
			id: this.#runId,
			creationId: this.#creationId,
			startedAt: this.#startedAt,
			...(this.stats ? { buildMs: this.stats.buildMs } : {}),
			...(end ? { endedAt: Date.now(), end } : {}),
		});
		if (end) this.#runId = null;
	}
}

const placed = ({ path, line = 0, column = 0, message }: FileProblem): BuildProblem => ({
	path,
	line,
	column,
	message,
	severity: 'error',
});
