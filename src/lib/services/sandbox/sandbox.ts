import type { AuditEntry } from '#lib/model/event.ts';
import type { CreationId } from '#lib/model/id.ts';
import type { Files } from '#lib/model/files.ts';
import type { Manifest } from '#lib/model/manifest.ts';
import type { Problem, Result } from '#lib/model/result.ts';

/** Where generated code runs. Every implementation passes `sandbox.suite.ts`. */
export interface Sandbox {
	readonly id: 'embedded' | 'webcontainer';
	readonly capabilities: SandboxCapabilities;
	/**
	 * Loads what a first start needs, so that the next `start` is warm: `all` for a new creation, `frame` for one that was
	 * built before. Safe to call often.
	 */
	warm(what?: 'all' | 'frame'): Promise<void>;
	/** Builds what is probably started next, so that its `start` finds most of it done. A build that fails is told by `start`. */
	prebuild(draft: Draft): Promise<void>;
	/** Removes what was kept of a creation to start it faster. */
	forget(id: CreationId): Promise<void>;
	/**
	 * Builds and starts a creation. Fails with `build-failed` (see `problems`), `sandbox-unreachable` (no service
	 * worker, or a vendor's frame that does not answer) or `entry-missing`; never hangs.
	 */
	start(options: StartOptions): Promise<Result<Session, BuildFailure>>;
	/** Destroys every running session's frames at once: the remedy for a frame that does not answer (all share a process). */
	resetAll(): void;
}

export interface SandboxCapabilities {
	readonly node: boolean;
	readonly npm: 'vendored' | 'registry';
	readonly network: 'none' | 'proxied' | 'direct';
	readonly offline: boolean;
}

/** What can be built before it is a creation. */
export interface Draft {
	readonly manifest: Manifest;
	readonly files: Files;
	/** What is built instead of the plain files, before each build: a kind puts its runtime in front of them. */
	readonly prepare?: (files: Files) => Promise<Prepared>;
}

export interface StartOptions extends Draft {
	readonly creationId: CreationId;
	readonly ports: SandboxPorts;
	readonly limits?: Partial<Limits>;
	readonly signal?: AbortSignal;
}

export interface Prepared {
	readonly files: Files;
	/** Path of the file that is run. */
	readonly entry: string;
}

/** What the house lends a sandbox; each is a capability that can be refused. */
export interface SandboxPorts {
	/** Data the creation keeps: backs `localStorage` and `aether:storage`. Survives reloads and versions. */
	readonly storage: AppStorage;
	/** Bytes the creation's runtime keeps: backs `aether:bytes`. Absent: refused. */
	readonly bytes?: AppBytes;
	/** Events in and out: backs `aether:events`. Absent: refused. */
	readonly events?: AppEvents;
	/** Answers the creation's `fetch`. The gateway decides by manifest and grants; the sandbox itself has no network. */
	readonly fetch: (request: Request) => Promise<Response>;
	/** Appends to the audit log. */
	readonly audit: (entry: AuditEntry) => void;
	/** A file the creation offers for download; the shell asks or saves. */
	readonly download: (file: File) => void;
	/** An external link the person pressed inside the creation; the shell asks before opening. */
	readonly openLink: (url: string) => void;
}

export interface AppStorage {
	/** Everything, once, at start. */
	read(): Promise<ReadonlyMap<string, string>>;
	/** Durable when resolved. `null` removes. Fails with `quota-full`; nothing is half-written. */
	write(changes: ReadonlyMap<string, string | null>): Promise<Result<void, Problem>>;
	/** Called with what other tabs or peers wrote. Returns the unsubscriber. */
	watch(listener: (changes: ReadonlyMap<string, string | null>) => void): () => void;
}

/** Rows of bytes, for runtimes that keep more than text: the pages of a database, the files of a command line. */
export interface AppBytes {
	/** Everything, once, at start. Fails with `in-use` while another tab runs the creation. */
	read(): Promise<Result<ReadonlyMap<string, Uint8Array>, Problem>>;
	/** All or nothing, durable when resolved. `null` removes. Fails with `quota-full`. */
	write(changes: ReadonlyMap<string, Uint8Array | null>): Promise<Result<void, Problem>>;
	/** Lets another tab have them. */
	close(): void;
}

/** Events of a creation and for it. */
export interface AppEvents {
	/** `event` is hostile text. Durable when resolved, with the event's id. Fails as the bus does. */
	publish(event: string): Promise<Result<string, Problem>>;
	/** Gives what waits and what comes to `take`, one at a time, and again where that fails. Returns the unsubscriber. */
	listen(take: (event: string, link: string) => Promise<Result<void, Problem>>): () => void;
}

export interface Limits {
	/** Longest stretch without yielding before the loop guard or the watchdog stops the code. ms. */
	readonly cpuMs: number;
	/** Bytes of console output kept; older lines are dropped. */
	readonly logBytes: number;
	/** Messages per second that the relay accepts before it stops the session. */
	readonly messagesPerSecond: number;
	/** Bytes of all messages per second. */
	readonly bytesPerSecond: number;
	/** Bytes in `AppStorage`. */
	readonly storageBytes: number;
	/** Longest answer to `request`. ms. */
	readonly requestMs: number;
}

export interface BuildFailure extends Problem {
	readonly type:
		| 'build-failed'
		| 'entry-missing'
		| 'sandbox-unreachable'
		| 'manifest-invalid'
		| 'consent-missing'
		| 'stopped';
	readonly problems: readonly BuildProblem[];
}

export interface BuildProblem {
	readonly path: string;
	/** From 1; 0 when unknown. */
	readonly line: number;
	readonly column: number;
	readonly message: string;
	readonly severity: 'error' | 'warning';
	/** Name of the package whose adding would help. */
	readonly missingPackage?: string;
}

export type SessionState =
	| { readonly type: 'starting' }
	| { readonly type: 'running'; readonly since: number }
	| { readonly type: 'unresponsive'; readonly since: number }
	| { readonly type: 'ended'; readonly end: 'stopped' | 'killed' | 'failed'; readonly reason?: string };

export interface LogLine {
	readonly at: number;
	readonly level: 'debug' | 'log' | 'info' | 'warn' | 'error';
	readonly text: string;
}

/** An error of the running creation. `signature` is equal for repeats of one cause. */
export interface RuntimeError {
	readonly at: number;
	readonly signature: string;
	readonly message: string;
	readonly stack: string;
	/** How often it has happened in this session. */
	readonly count: number;
	/** Position in the creation's own files, when the source map knows it. */
	readonly path?: string;
	readonly line?: number;
}

export interface Output {
	readonly channel: string;
	readonly text: string;
}

export interface SessionEvents {
	readonly state: SessionState;
	readonly log: LogLine;
	readonly error: RuntimeError;
	/** What a runtime shows while it still works, by channel. */
	readonly output: Output;
	/** A picture of what the creation shows, for the home grid: an SVG document, hostile text, only for `<img>`. */
	readonly thumbnail: string;
}

export interface SessionStats {
	readonly buildMs: number;
	readonly startMs: number;
	readonly messages: number;
	readonly bytesIn: number;
	readonly bytesOut: number;
}

export interface Session {
	readonly id: string;
	readonly state: SessionState;
	/** Puts the preview into `element`; the returned function takes it out again. The frame's title is "Preview of {title}". */
	preview(element: HTMLElement): () => void;
	/** The runtime face of every creation. Aborting the request's signal stops what it started. */
	request(request: Request, options?: { readonly timeoutMs?: number }): Promise<Result<Response, Problem>>;
	/** Rebuilds from `files` and restarts the preview, storage kept. The old one stays when the build fails. */
	update(files: Files): Promise<Result<SessionStats, BuildFailure>>;
	/** Tells the creation which appearance the shell has. */
	setAppearance(appearance: 'light' | 'dark'): void;
	on<Name extends keyof SessionEvents>(
		name: Name,
		listener: (value: SessionEvents[Name]) => void,
	): () => void;
	logs(): readonly LogLine[];
	stats(): SessionStats;
	stop(): void;
}
