import type { Problem, Result } from '#lib/model/result.ts';

/** One operation that a model may call in a conversation, whoever offers it: a creation, a remote server. */
export interface Callable {
	/** Deterministic and unique, a name that every vendor takes: `^[A-Za-z0-9_-]{1,64}$`. */
	readonly name: string;
	/** For people: "Add book". */
	readonly title: string;
	/** Whose it is, for people: "Books". */
	readonly owner: string;
	readonly description: string;
	/** JSON Schema of the input, self-contained and small. */
	readonly inputSchema: Readonly<Record<string, unknown>>;
	/** It changes nothing, so nobody needs to be asked. Decided by the house; of offers, only an MCP server's own word counts. */
	readonly isRead: boolean;
	/** Calls it in the person's name. Fails with `input-invalid` where the input does not fit, or as the call does. */
	call(input: unknown, signal: AbortSignal): Promise<Result<CallAnswer, Problem>>;
}

export interface CallAnswer {
	/** 2xx, or what a remote tool calls a success. */
	readonly isOk: boolean;
	/** HTTP status; absent where there is none. */
	readonly status?: number;
	readonly text: string;
}

/** Where callables come from. */
export interface CallableSource {
	/** Those that may matter for `sentence`; the chooser picks among them. */
	list(sentence: string): Promise<readonly Callable[]>;
}
