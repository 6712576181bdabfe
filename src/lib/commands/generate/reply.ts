import type { FinishReason, LlmError, StreamPart, Usage } from '#lib/model/llm.ts';
import type { EditEvent } from '#lib/services/edits/edits.ts';
import type { WantedCall } from '../tools/desk.ts';
import { EditReader } from '#lib/services/edits/reader.ts';

/** How one answer of a model came in. */
export interface Reply {
	readonly text: string;
	readonly reasoning: string;
	readonly usage: Usage | null;
	/** What it wants called before it goes on. */
	readonly calls: readonly WantedCall[];
	/** Must go back to the vendor with this answer. */
	readonly opaque?: unknown;
	/** Null when it broke off; `error` then says why. */
	readonly finish: FinishReason | null;
	readonly error: LlmError | null;
}

export interface ReplyListener {
	/** New text and thought since the last call. */
	arrived(text: string, reasoning: string): void;
	/** What the reader found in the text. */
	read(events: readonly EditEvent[]): void;
}

/** Reads a stream to its end. Never throws: what breaks off is the partial answer with its error. */
export async function readReply(parts: AsyncIterable<StreamPart>, listener: ReplyListener): Promise<Reply> {
	const reader = new EditReader();
	const reply = { text: '', reasoning: '' };
	let usage: Usage | null = null;
	const calls: WantedCall[] = [];
	let opaque: unknown;
	let finish: FinishReason | null = null;
	let error: LlmError | null = null;
	for await (const part of parts) {
		if (part.type === 'text-delta') {
			reply.text += part.text;
			listener.arrived(part.text, '');
			listener.read(reader.push(part.text));
		} else if (part.type === 'reasoning-delta') {
			reply.reasoning += part.text;
			listener.arrived('', part.text);
		} else if (part.type === 'tool-call') calls.push({ id: part.id, name: part.name, input: part.input });
		else if (part.type === 'usage') usage = part.usage;
		else if (part.type === 'finish') [finish, opaque] = [part.reason, part.opaque];
		else if (part.type === 'error') error = part.error;
	}
	listener.read(reader.end());
	return { ...reply, usage, calls, finish, error, ...(opaque === undefined ? {} : { opaque }) };
}

/** Tokens of several calls together. */
export function addUsage(a: Usage | null, b: Usage | null): Usage | null {
	if (!a || !b) return a ?? b;
	return {
		input: a.input + b.input,
		cacheRead: a.cacheRead + b.cacheRead,
		cacheWrite: a.cacheWrite + b.cacheWrite,
		output: a.output + b.output,
		reasoning: a.reasoning + b.reasoning,
		...(a.isEstimated || b.isEstimated ? { isEstimated: true } : {}),
	};
}
