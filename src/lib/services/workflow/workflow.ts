import type { RunId } from '#lib/model/id.ts';
import type { Problem, Result } from '#lib/model/result.ts';
import type { WorkflowError, WorkflowRun, WorkflowStatus, WorkflowStep } from '#lib/model/workflow.ts';

/** CloudEvents 1.0, structured JSON. */
export interface CloudEvent {
	readonly specversion: string;
	/** Unique within its source: receivers drop what they have seen. */
	readonly id: string;
	readonly source: string;
	readonly type: string;
	/** ISO 8601. */
	readonly time?: string;
	readonly data?: unknown;
	readonly [attribute: string]: unknown;
}

/** Constants that attributes of an event must equal; an empty filter takes every event. */
export type EventFilter = Readonly<Record<string, unknown>>;

/** Where events of one profile pass by. */
export interface EventBus {
	/** At least once. Fails where the event cannot be kept or sent. */
	publish(event: CloudEvent): Promise<Result<unknown, Problem>>;
	/** Called with each event that fits `filter`. Returns the unsubscriber. */
	subscribe(filter: EventFilter, listener: (event: CloudEvent) => void): () => void;
}

/** What an expression can name. */
export interface Scope {
	/** The `.` of jq. */
	readonly input: unknown;
	/** By name without `$`. */
	readonly variables: Readonly<Record<string, unknown>>;
}

/** What evaluates jq, where it can be killed. */
export interface ExprEngine {
	/**
	 * The values of all sources (without `${` and `}`): no value is null, several values are an array. Fails with
	 * `expression-invalid`, `expression-slow` or `expression-large`.
	 */
	evaluate(sources: readonly string[], scope: Scope): Promise<Result<readonly unknown[], Problem>>;
}

/** A request of a workflow. */
export interface HttpCall {
	readonly method: string;
	/** Absolute, or `aether:<alias>/path` for a linked creation. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | Uint8Array<ArrayBuffer>;
	/** Hands a redirect back instead of following it. */
	readonly keepsRedirect: boolean;
}

/** `call: openapi`, with its expressions evaluated. */
export interface OperationCall {
	/** Absolute, or `aether:<alias>`. */
	readonly document: string;
	readonly operationId: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly server?: string;
}

export interface PreparedOperation {
	readonly call: HttpCall;
	/** The document says `x-aether-idempotent`, or the method is safe. */
	readonly isSafe: boolean;
}

/** `call: mcp` by streamable HTTP. */
export interface McpCall {
	readonly endpoint: string;
	readonly headers: Readonly<Record<string, string>>;
	/** `tools/call`, `resources/read` … */
	readonly method: string;
	readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ScriptCall {
	/** In lower case: `js`, `javascript`. */
	readonly language: string;
	readonly code: string;
	readonly stdin: string;
	readonly arguments: readonly string[];
	readonly environment: Readonly<Record<string, string>>;
}

export interface ProcessResult {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

export interface WorkflowName {
	readonly namespace: string;
	readonly name: string;
	/** `latest` where the document names none. */
	readonly version: string;
}

/** A secret that a call names under `authentication`, for the address that it goes to. */
export interface AttachedSecret {
	readonly name: string;
	readonly scheme: 'basic' | 'bearer';
	readonly url: string;
}

/**
 * The world as a run sees it; each is a capability that can be refused. What is refused or cannot be done rejects with
 * a `WorkflowFault`, what is broken with any other error.
 */
export interface WorkflowHost {
	readonly expressions: ExprEngine;
	readonly bus: EventBus;
	/** ms since 1970. */
	now(): number;
	/** In [0, 1). */
	random(): number;
	/** Resolves when the clock shows `at` (ms since 1970) or more, however it jumped; rejects with the reason of an abort. */
	until(at: number, signal: AbortSignal): Promise<void>;
	http(call: HttpCall, signal: AbortSignal): Promise<Response>;
	operation(call: OperationCall, signal: AbortSignal): Promise<PreparedOperation>;
	mcp(call: McpCall, signal: AbortSignal): Promise<unknown>;
	script(call: ScriptCall, signal: AbortSignal): Promise<ProcessResult>;
	/** The text of another workflow that this one may run. */
	workflow(name: WorkflowName): Promise<string>;
	/** Starts another workflow that nobody waits for. */
	detach(name: WorkflowName, input: unknown): Promise<RunId>;
	/** The value of a secret, for an expression. */
	secret(name: string): Promise<unknown>;
	/** Resolves where calls to `url` carry the secret by themselves: its value never comes here. */
	attach(secret: AttachedSecret): Promise<void>;
}

/** What changes of a run's row; null takes a fact away. */
export interface RunChange {
	readonly status?: WorkflowStatus;
	readonly at?: readonly string[];
	readonly wakeAt?: number | null;
	readonly waitingFor?: string | null;
	readonly output?: string;
	readonly error?: WorkflowError;
	readonly endedAt?: number;
}

/** The record of one run, kept so that another tab can go on. */
export interface Journal {
	/** All steps of the run, in any order. */
	steps(): Promise<readonly WorkflowStep[]>;
	/** All of it or nothing, on disk when resolved. Fails with a problem of the storage. */
	write(steps: readonly WorkflowStep[], run: RunChange): Promise<Result<void, Problem>>;
}

export interface WorkflowLimits {
	/** Tasks of one run, repeats included. */
	readonly steps: number;
	/** Tasks within tasks, sub-workflows included. */
	readonly depth: number;
	/** Characters of JSON that one task may give. */
	readonly dataCharacters: number;
}

export const DEFAULT_LIMITS: WorkflowLimits = { steps: 50_000, depth: 60, dataCharacters: 4 * 1024 * 1024 };

/** How a run came to rest. `interrupted`: nothing is decided; it goes on from its journal. */
export type RunEnd =
	| { readonly type: 'completed'; readonly output: unknown }
	| { readonly type: 'faulted'; readonly error: WorkflowError }
	| { readonly type: 'cancelled' }
	/** An effect may or may not have happened at `reference`. */
	| { readonly type: 'suspended'; readonly reference: string }
	| { readonly type: 'interrupted'; readonly problem?: Problem };

export interface ExecuteOptions {
	readonly run: WorkflowRun;
	readonly host: WorkflowHost;
	readonly journal: Journal;
	/** Aborted with a `Cancellation` to cancel, with anything else to let go of the run as it stands. */
	readonly signal?: AbortSignal;
	readonly limits?: Partial<WorkflowLimits>;
}
