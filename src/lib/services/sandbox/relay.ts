import { frameMessageSchema, type FrameMessage } from './protocol.ts';
import type { Limits } from './sandbox.ts';

export type Reception =
	| { readonly type: 'message'; readonly message: FrameMessage }
	/** Not a message of the protocol: dropped. */
	| { readonly type: 'invalid' }
	/** More than the budget: the sandbox must be stopped. */
	| { readonly type: 'flood'; readonly reason: string };

/** Values looked at while a message is measured; whoever sends more is over the budget by that alone. */
const MAX_VALUES = 100_000;
/** Messages outside the protocol that are put up with: a creation may be curious, not busy. */
const MAX_INVALID = 100;
const WINDOW_MS = 1_000;

/** Counts, measures and reads what a sandbox says. The frame is never asked how much it has sent. */
export class Relay {
	messages = 0;
	bytesIn = 0;
	readonly #limits: Limits;
	/** Answers to something the host asked for are bounded by the asking. */
	readonly #isAwaited: (message: FrameMessage) => boolean;
	#windowStart = -WINDOW_MS;
	#windowMessages = 0;
	#windowBytes = 0;
	#invalid = 0;

	constructor(limits: Limits, isAwaited: (message: FrameMessage) => boolean) {
		this.#limits = limits;
		this.#isAwaited = isAwaited;
	}

	/** `now` in ms on any steady clock. */
	receive(data: unknown, now: number): Reception {
		const bytes = measure(data);
		this.messages++;
		this.bytesIn += bytes;
		if (now - this.#windowStart >= WINDOW_MS) {
			this.#windowStart = now;
			this.#windowMessages = 0;
			this.#windowBytes = 0;
		}
		this.#windowMessages++;
		this.#windowBytes += bytes;
		if (this.#windowBytes > this.#limits.bytesPerSecond)
			return { type: 'flood', reason: 'It sent more data than allowed.' };
		return this.#read(data);
	}

	#read(data: unknown): Reception {
		const read = this.#isOverCount() ? undefined : frameMessageSchema.safeParse(data);
		if (!read) return { type: 'flood', reason: 'It sent more messages than allowed.' };
		if (!read.success) {
			return ++this.#invalid > MAX_INVALID
				? { type: 'flood', reason: 'It sent messages that make no sense.' }
				: { type: 'invalid' };
		}
		if (this.#isAwaited(read.data)) this.#windowMessages--;
		return { type: 'message', message: read.data };
	}

	#isOverCount(): boolean {
		return this.#windowMessages > this.#limits.messagesPerSecond;
	}
}

/** About how many bytes a message holds; Infinity for one with too many values. */
export function measure(data: unknown): number {
	const waiting: unknown[] = [data];
	const seen = new Set<object>();
	let bytes = 0;
	for (let values = 0; waiting.length > 0; values++) {
		if (values > MAX_VALUES) return Infinity;
		const value = waiting.pop();
		bytes += 8;
		if (typeof value === 'string') bytes += value.length * 2;
		else if (typeof value === 'object' && value !== null && !seen.has(value)) {
			seen.add(value);
			bytes += sizeOfObject(value, waiting);
		}
	}
	return bytes;
}

function sizeOfObject(value: object, waiting: unknown[]): number {
	if (value instanceof ArrayBuffer) return value.byteLength;
	if (ArrayBuffer.isView(value)) return value.byteLength;
	if (typeof Blob === 'function' && value instanceof Blob) return value.size;
	if (value instanceof Map || value instanceof Set) {
		if (value.size > MAX_VALUES) return Infinity;
		for (const item of value) waiting.push(item);
		return 0;
	}
	const keys = Object.keys(value);
	if (keys.length > MAX_VALUES) return Infinity;
	let bytes = 0;
	for (const key of keys) {
		bytes += Array.isArray(value) ? 0 : key.length * 2;
		waiting.push(Reflect.get(value, key));
	}
	return bytes;
}
