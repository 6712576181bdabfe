import type { LlmError, LlmRequest, ModelInfo, StreamPart } from '#lib/model/llm.ts';
import type { Result } from '#lib/model/result.ts';

/** Where and as whom to call. Lives inside the key worker only: the page never holds one with a key. */
export interface Access {
	/** Null for providers that need none. */
	readonly key: string | null;
	/** Base address of the API, without a slash at the end; the provider's own where absent. */
	readonly baseUrl?: string;
	/** Every request goes out through this one; the key worker hands in the guarded one. */
	readonly fetch: typeof fetch;
	readonly signal: AbortSignal;
}

/**
 * A vendor of models behind one face. Every implementation passes `provider.suite.ts`: exactly one terminal part, nothing
 * after it; an abort ends in `error` of kind `aborted` within 200 ms; `usage` comes before `finish` or is marked as
 * estimated; arguments of a tool call parse as JSON or the stream ends in `protocol`; a stream without the vendor's
 * terminal marker ends in `truncated`; nothing throws. Retries and the watchdog are not its business: see `guard.ts`.
 */
export interface Provider {
	readonly id: string;
	/** As the person knows it: "OpenAI". */
	readonly title: string;
	/** Address of the API; the origin that a key of this provider is bound to. Null where nothing leaves the device. */
	readonly baseUrl: string | null;
	readonly needsKey: boolean;
	/** Where a person gets a key. */
	readonly keyUrl?: string;
	/** What only a key of this vendor looks like: catches one pasted into the wrong field. */
	readonly keyPattern?: RegExp;
	/** What a person does so that this server lets web pages call it, in the imperative; for servers of one's own. */
	readonly corsAction?: string;
	stream(request: LlmRequest, access: Access): AsyncIterable<StreamPart>;
	/** What the key may use, newest first where the vendor tells. Never throws. */
	models(access: Access): Promise<Result<readonly ModelInfo[], LlmError>>;
}
