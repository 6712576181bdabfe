import type { FinishReason, StreamPart } from '#lib/model/llm.ts';
import { parseJson } from '#lib/model/json.ts';
import { at, countOf, isObject, textOf } from '../json.ts';
import { ToolCalls } from '../tool-calls.ts';
import { usageFromAnthropic } from '../usage.ts';
import { opaqueFor } from './opaque.ts';
import { type Ending, type EventReader, reasoningPart, startPart, textPart } from './reader.ts';

const REASONS: Readonly<Record<string, FinishReason>> = {
	end_turn: 'stop',
	stop_sequence: 'stop',
	max_tokens: 'length',
	model_context_window_exceeded: 'length',
	tool_use: 'tool-calls',
	refusal: 'refusal',
};

/** Blocks whose presence means that the answer must go back exactly as it came. */
const SIGNED = ['thinking', 'redacted_thinking'];

/** Reads the events of Anthropic's Messages API. */
export class AnthropicReader implements EventReader {
	readonly toolCalls = new ToolCalls();
	readonly #provider: string;
	readonly #blocks = new Map<number, Record<string, unknown>>();
	/** JSON texts of the inputs of blocks that arrive in pieces. */
	readonly #inputs = new Map<number, string>();
	#startUsage: unknown = null;
	#lastUsage: unknown = null;
	#stopReason: string | null = null;
	isOver = false;

	constructor(provider: string) {
		this.#provider = provider;
	}

	read(event: unknown): readonly StreamPart[] {
		switch (textOf(at(event, 'type'))) {
			case 'message_start':
				this.#startUsage = at(event, 'message', 'usage');
				return [startPart(textOf(at(event, 'message', 'id')), textOf(at(event, 'message', 'model')))];
			case 'content_block_start':
				return this.#blockStart(event);
			case 'content_block_delta':
				return this.#blockDelta(event);
			case 'message_delta':
				this.#stopReason = textOf(at(event, 'delta', 'stop_reason')) || this.#stopReason;
				this.#lastUsage = at(event, 'usage') ?? this.#lastUsage;
				return [];
			case 'message_stop':
				this.isOver = true;
				return [];
			default:
				return [];
		}
	}

	end(): Ending {
		const usage = usageFromAnthropic(this.#startUsage, this.#lastUsage);
		const vendorUsage = [this.#startUsage, this.#lastUsage].filter(isObject);
		if (!this.isOver) return { usage, vendorUsage, finish: null };
		const vendorReason = this.#stopReason;
		const reason = REASONS[vendorReason ?? ''] ?? 'other';
		return { usage, vendorUsage, finish: { reason, vendorReason, ...this.#opaque() } };
	}

	#blockStart(event: unknown): readonly StreamPart[] {
		const index = countOf(at(event, 'index')) ?? 0;
		const block = at(event, 'content_block');
		if (isObject(block)) this.#blocks.set(index, { ...block });
		if (at(block, 'type') === 'tool_use') this.#openToolCall(index, block);
		return [...textPart(textOf(at(block, 'text'))), ...reasoningPart(textOf(at(block, 'thinking')))];
	}

	#openToolCall(index: number, block: unknown): void {
		const input = at(block, 'input');
		const isWhole = isObject(input) && Object.keys(input).length > 0;
		this.toolCalls.add({
			index,
			id: textOf(at(block, 'id')),
			name: textOf(at(block, 'name')),
			arguments: isWhole ? JSON.stringify(input) : '',
		});
	}

	#blockDelta(event: unknown): readonly StreamPart[] {
		const index = countOf(at(event, 'index')) ?? 0;
		const delta = at(event, 'delta');
		const [text, thinking, signature] = ['text', 'thinking', 'signature'].map((name) => {
			const piece = textOf(at(delta, name));
			return piece ? this.#append(index, name, piece) : '';
		});
		this.#readInput(index, textOf(at(delta, 'partial_json')));
		return signature ? [] : [...textPart(text ?? ''), ...reasoningPart(thinking ?? '')];
	}

	#readInput(index: number, piece: string): void {
		this.#inputs.set(index, (this.#inputs.get(index) ?? '') + piece);
		if (this.#blocks.get(index)?.['type'] === 'tool_use') this.toolCalls.add({ index, arguments: piece });
	}

	#append(index: number, name: string, piece: string): string {
		const block = this.#blocks.get(index);
		if (block) block[name] = textOf(block[name]) + piece;
		return piece;
	}

	#opaque(): { readonly opaque?: unknown } {
		const blocks = [...this.#blocks].map(([index, block]) => this.#withInput(index, block));
		if (!blocks.some((block) => SIGNED.includes(textOf(block['type'])))) return {};
		return { opaque: opaqueFor(this.#provider, blocks) };
	}

	#withInput(index: number, block: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
		const input = this.#inputs.get(index) ?? '';
		return input === '' ? block : { ...block, input: parseJson(input) ?? {} };
	}
}
