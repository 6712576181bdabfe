import type { FinishReason, StreamPart, Usage } from '#lib/model/llm.ts';
import type { ToolCalls } from '../tool-calls.ts';

/** What a dialect makes of the events of one answer, in order. Pure: no network, no clock. */
export interface EventReader {
	/** Parts that this event completes; never `tool-call`, `usage` or a terminal part, which `end` tells. */
	read(event: unknown): readonly StreamPart[];
	/** What is known when no more events come. */
	end(): Ending;
	readonly toolCalls: ToolCalls;
	/** True once the vendor's last event came: a connection that stays open after it is not waited for. */
	readonly isOver: boolean;
}

export interface Ending {
	readonly usage: Usage | null;
	/** The vendor's own usage objects. */
	readonly vendorUsage: readonly unknown[];
	/** Null where the vendor's end marker did not come. */
	readonly finish: {
		readonly reason: FinishReason;
		readonly vendorReason: string | null;
		readonly opaque?: unknown;
	} | null;
	/** The body of an error that stood in the stream. */
	readonly fault?: unknown;
}

/** `start` once, as soon as an event tells who answers. */
export function startPart(id: string, model: string): StreamPart {
	return { type: 'start', ...(id ? { id } : {}), ...(model ? { model } : {}) };
}

export const textPart = (text: string): readonly StreamPart[] => (text ? [{ type: 'text-delta', text }] : []);

export const reasoningPart = (text: string): readonly StreamPart[] =>
	text ? [{ type: 'reasoning-delta', text }] : [];
