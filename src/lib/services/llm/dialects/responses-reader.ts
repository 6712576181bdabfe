import type { FinishReason, StreamPart } from '#lib/model/llm.ts';
import { at, countOf, isObject, listOf, textOf } from '../json.ts';
import { ToolCalls } from '../tool-calls.ts';
import { usageFromResponses } from '../usage.ts';
import { opaqueFor } from './opaque.ts';
import { type Ending, type EventReader, reasoningPart, startPart, textPart } from './reader.ts';

/** Reads the events of OpenAI's Responses API, as OpenAI, xAI and Azure send them. */
export class ResponsesReader implements EventReader {
	readonly toolCalls = new ToolCalls();
	readonly #provider: string;
	readonly #items: unknown[] = [];
	/** Items whose text came in deltas; others tell it only when they are done. */
	readonly #streamed = new Set<number>();
	#hasRefused = false;
	#final: unknown = null;
	#fault: unknown = undefined;

	constructor(provider: string) {
		this.#provider = provider;
	}

	get isOver(): boolean {
		return this.#final !== null;
	}

	read(event: unknown): readonly StreamPart[] {
		const type = textOf(at(event, 'type'));
		switch (type) {
			case 'response.created':
				return [startPart(textOf(at(event, 'response', 'id')), textOf(at(event, 'response', 'model')))];
			case 'response.output_text.delta':
				return this.#text(event);
			case 'response.refusal.delta':
				this.#hasRefused = true;
				return this.#text(event);
			case 'response.reasoning_summary_text.delta':
			case 'response.reasoning_text.delta':
				return reasoningPart(textOf(at(event, 'delta')));
			case 'response.output_item.added':
			case 'response.function_call_arguments.delta':
				this.#readToolCall(event);
				return [];
			case 'response.output_item.done':
				return this.#itemDone(event);
			default:
				this.#readEnd(type, event);
				return [];
		}
	}

	end(): Ending {
		const raw = at(this.#final, 'usage');
		const usage = usageFromResponses(raw);
		const told = { usage, vendorUsage: usage ? [raw] : [] };
		if (this.#fault !== undefined) return { ...told, finish: null, fault: this.#fault };
		if (this.#final === null) return { ...told, finish: null };
		const vendorReason = textOf(at(this.#final, 'status')) || 'completed';
		return { ...told, finish: { reason: this.#reason(vendorReason), vendorReason, ...this.#opaque() } };
	}

	#text(event: unknown): readonly StreamPart[] {
		this.#streamed.add(countOf(at(event, 'output_index')) ?? 0);
		return textPart(textOf(at(event, 'delta')));
	}

	#readToolCall(event: unknown): void {
		const item = at(event, 'item');
		if (item !== undefined && at(item, 'type') !== 'function_call') return;
		this.toolCalls.add({
			index: countOf(at(event, 'output_index')),
			id: textOf(at(item, 'call_id')),
			name: textOf(at(item, 'name')),
			arguments: textOf(at(event, 'delta')),
		});
	}

	#itemDone(event: unknown): readonly StreamPart[] {
		const item = at(event, 'item');
		const index = countOf(at(event, 'output_index'));
		this.#items.push(item);
		if (at(item, 'type') === 'function_call') {
			const [id, name, written] = ['call_id', 'name', 'arguments'].map((key) => textOf(at(item, key)));
			this.toolCalls.complete({ index, id: id ?? '', name: name ?? '', arguments: written ?? '' });
		}
		if (at(item, 'type') !== 'message' || this.#streamed.has(index ?? 0)) return [];
		return listOf(at(item, 'content')).flatMap((part) => textPart(textOf(at(part, 'text'))));
	}

	#readEnd(type: string, event: unknown): void {
		if (type === 'response.completed' || type === 'response.incomplete') this.#final = at(event, 'response');
		if (type === 'response.failed') {
			this.#final = at(event, 'response');
			this.#fault = { error: at(this.#final, 'error') };
		}
		if (type === 'error') this.#fault = event;
	}

	#reason(status: string): FinishReason {
		const cause = textOf(at(this.#final, 'incomplete_details', 'reason'));
		if (cause === 'content_filter') return 'content-filter';
		if (cause === 'max_output_tokens' || status === 'incomplete') return 'length';
		if (this.#hasRefused) return 'refusal';
		return this.toolCalls.count > 0 ? 'tool-calls' : 'stop';
	}

	/** Encrypted reasoning counts only beside the items it led to, so all of them go back together. */
	#opaque(): { readonly opaque?: unknown } {
		const hasSecret = this.#items.some((item) => isObject(item) && textOf(item['encrypted_content']) !== '');
		return hasSecret ? { opaque: opaqueFor(this.#provider, this.#items) } : {};
	}
}
