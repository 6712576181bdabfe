/** One model at one provider. `provider` is an id of `services/llm/providers/index.ts` or of an endpoint the person added. */
export interface ModelRef {
	readonly provider: string;
	/** The vendor's own id: `claude-sonnet-5`. */
	readonly model: string;
}

/** Tokens of one call, normalised: parts do not overlap, so `input + cacheRead + cacheWrite` is all that went in. */
export interface Usage {
	/** Input tokens that were neither read from nor written to a vendor's cache. */
	readonly input: number;
	readonly cacheRead: number;
	readonly cacheWrite: number;
	/** Output tokens, reasoning included. */
	readonly output: number;
	/** Share of `output` that was reasoning; 0 where the vendor does not say. */
	readonly reasoning: number;
	/** The vendor's own price of this call, where it tells one. Integer nano-dollars (1e-9 USD). */
	readonly costNanoUsd?: number;
	/** True where the vendor sent no usage and the numbers were counted here. */
	readonly isEstimated?: boolean;
}

/** Why a call failed, so that there is one next action for each. */
export type LlmErrorKind =
	| 'key-missing'
	| 'key-invalid'
	| 'credit-empty'
	| 'not-allowed'
	| 'rate-limited'
	| 'overloaded'
	| 'context-too-long'
	| 'content-filtered'
	| 'model-unknown'
	| 'request-invalid'
	| 'cors-blocked'
	| 'local-network-blocked'
	| 'offline'
	| 'network'
	| 'truncated'
	| 'stalled'
	| 'protocol'
	| 'server'
	| 'aborted'
	| 'budget-spent'
	| 'vault-locked'
	| 'unavailable';

export interface LlmError {
	readonly kind: LlmErrorKind;
	/** One sentence in plain words: what happened and whose fault it is. Never a key, never raw JSON. */
	readonly message: string;
	/** The one thing to do next, in the imperative. */
	readonly action: string;
	/** HTTP status, where there was an answer. */
	readonly status?: number;
	/** How long the vendor asked to wait. ms. */
	readonly retryAfterMs?: number;
	/** Whether the same request may succeed later without a change. */
	readonly isRetryable: boolean;
	/** The vendor's own words, redacted and at most 500 characters. */
	readonly detail?: string;
}

export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'refusal' | 'other';

/**
 * What a model's answer arrives as. A stream holds exactly one terminal part, `finish` or `error`, and it is the last.
 * Whatever was delivered before an `error` stays valid: it is the partial answer.
 */
export type StreamPart =
	| { readonly type: 'start'; readonly id?: string; readonly model?: string }
	| { readonly type: 'text-delta'; readonly text: string }
	| { readonly type: 'reasoning-delta'; readonly text: string }
	/** `arguments` is the whole JSON text as the model wrote it, `input` the value it parses to; no text at all means `{}`. */
	| {
			readonly type: 'tool-call';
			readonly id: string;
			readonly name: string;
			readonly arguments: string;
			readonly input: unknown;
	  }
	/** `vendor` holds the vendor's own usage objects as they came, first and last, before any normalisation. */
	| { readonly type: 'usage'; readonly usage: Usage; readonly vendor?: readonly unknown[] }
	/** `vendorReason` as the vendor wrote it; `opaque` must be sent back verbatim with this answer (signatures, encrypted reasoning). */
	| {
			readonly type: 'finish';
			readonly reason: FinishReason;
			readonly vendorReason: string | null;
			readonly opaque?: unknown;
	  }
	| { readonly type: 'error'; readonly error: LlmError };

export type ContentPart =
	| { readonly type: 'text'; readonly text: string }
	/** `data` are the raw bytes. */
	| { readonly type: 'image'; readonly mediaType: string; readonly data: Uint8Array }
	| { readonly type: 'tool-call'; readonly id: string; readonly name: string; readonly input: unknown }
	| {
			readonly type: 'tool-result';
			readonly id: string;
			readonly name: string;
			readonly result: unknown;
			readonly isError?: boolean;
	  };

export interface ChatMessage {
	readonly role: 'user' | 'assistant';
	readonly parts: readonly ContentPart[];
	/** What the vendor gave with this answer's `finish`, sent back verbatim to the same provider and nobody else. */
	readonly opaque?: unknown;
}

export interface ToolDefinition {
	readonly name: string;
	readonly description: string;
	/** JSON Schema of the arguments. */
	readonly inputSchema: Readonly<Record<string, unknown>>;
}

/** How hard a model should think; `auto` leaves it to the vendor. */
export type Effort = 'auto' | 'off' | 'low' | 'medium' | 'high';

/** Structured-clonable, so that it can go to the key worker as it is. */
export interface LlmRequest {
	readonly model: ModelRef;
	readonly system?: string;
	readonly messages: readonly ChatMessage[];
	readonly tools?: readonly ToolDefinition[];
	readonly toolChoice?: 'auto' | 'none' | 'required' | { readonly name: string };
	/** Ask for JSON of this schema. */
	readonly output?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
	readonly effort?: Effort;
	/** Most tokens of the answer, reasoning included. */
	readonly maxOutputTokens: number;
	/** Equal for requests that share a long prefix: lets vendors cache it. */
	readonly cacheKey?: string;
}

/** A model as its provider lists it. What is absent is unknown, never "no". */
export interface ModelInfo {
	readonly id: string;
	readonly title?: string;
	/** Tokens of the whole window. */
	readonly contextTokens?: number;
	readonly maxOutputTokens?: number;
	readonly canSeeImages?: boolean;
	readonly canCallTools?: boolean;
	readonly canReason?: boolean;
}
