export const VENDOR_PREFIX = 'aether-vendor:';
/** Name under which the creation's own program appears in stacks. */
export const PROGRAM_NAME = 'aether-program.js';

/** Text of libraries by the name after `aether-vendor:`. */
export type VendorTexts = Readonly<Record<string, string>>;

/** What the builder makes of a creation. */
export interface Program {
	/** The ES module; libraries in it are imported as `aether-vendor:NAME`. */
	readonly module: string;
	/** Classic scripts of an HTML entry, run in order before the module. */
	readonly scripts: readonly string[];
	/** What an HTML entry puts into the document; null for a script entry, which gets an empty `<div id="root">`. */
	readonly page: ProgramPage | null;
}

export interface ProgramPage {
	readonly htmlAttributes: Readonly<Record<string, string>>;
	readonly bodyAttributes: Readonly<Record<string, string>>;
	readonly head: string;
	readonly body: string;
}

export interface WireRequest {
	readonly id: number;
	readonly url: string;
	readonly method: string;
	readonly headers: readonly (readonly [string, string])[];
	readonly body: ArrayBuffer | null;
}

export interface WireResponse {
	readonly id: number;
	readonly status: number;
	readonly statusText: string;
	readonly headers: readonly (readonly [string, string])[];
	readonly body: ArrayBuffer | null;
}

export interface StartMessage {
	readonly type: 'start';
	/** `page`: in the document. `worker`: no document, for creations that answer requests; a port for it comes along. */
	readonly mode: 'page' | 'worker';
	readonly program: Program;
	readonly vendor: VendorTexts;
	/** Script of the worker, for the mode `worker`. */
	readonly workerRuntime: string;
	readonly storage: readonly (readonly [string, string])[];
	readonly storageBytes: number;
	readonly cpuMs: number;
	readonly appearance: 'light' | 'dark' | null;
	readonly title: string;
}

/** Ends a worker that does not answer and starts its program afresh. */
export interface RestartMessage {
	readonly type: 'restart-worker';
}

/** What the host says to the frame, and straight to a worker in it. Trusted there. */
export type HostMessage =
	/** Libraries that the next program will probably need, evaluated ahead. */
	| { readonly type: 'preload'; readonly vendor: VendorTexts; readonly names: readonly string[] }
	| StartMessage
	| { readonly type: 'ping'; readonly id: number }
	| { readonly type: 'storage-changed'; readonly changes: readonly (readonly [string, string | null])[] }
	| { readonly type: 'storage-result'; readonly id: number; readonly problem: string | null }
	| ({ readonly type: 'fetch-response' } & WireResponse)
	| { readonly type: 'fetch-failed'; readonly id: number; readonly message: string }
	| { readonly type: 'lent'; readonly id: number; readonly value: unknown }
	| { readonly type: 'not-lent'; readonly id: number; readonly message: string }
	/** `problem` null: it is kept, and `eventId` its name. */
	| {
			readonly type: 'published';
			readonly id: number;
			readonly eventId: string;
			readonly problem: string | null;
	  }
	| { readonly type: 'event'; readonly id: number; readonly event: string; readonly link: string }
	| ({ readonly type: 'request' } & WireRequest)
	| RestartMessage
	| { readonly type: 'appearance'; readonly appearance: 'light' | 'dark' }
	| { readonly type: 'stop' };
