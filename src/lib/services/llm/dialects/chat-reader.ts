import type { FinishReason, StreamPart } from '#lib/model/llm.ts';
import { at, countOf, isObject, listOf, textOf } from '../json.ts';
import { ToolCalls } from '../tool-calls.ts';
import { usageFromChat } from '../usage.ts';
import { opaqueFor } from './opaque.ts';
import { type Ending, type EventReader, reasoningPart, startPart, textPart } from './reader.ts';

const REASONS: Readonly<Record<string, FinishReason>> = {
	stop: 'stop',
	eos: 'stop',
	end_turn: 'stop',
	length: 'length',
	max_tokens: 'length',
	model_length: 'length',
	tool_calls: 'tool-calls',
	function_call: 'tool-calls',
	content_filter: 'content-filter',
	refusal: 'refusal',
};

/** DeepSeek ends a stream with it when its machines are full: the answer is cut, not finished. */
const OVERLOADED = 'insufficient_system_resource';

/** Reads the chunks of Chat Completions as OpenAI and everyone compatible send them. */
export class ChatReader implements EventReader {
	readonly toolCalls = new ToolCalls();
	/** The SDK ends by itself at `[DONE]`; the wire sees that marker before the SDK has told the rest. */
	readonly isOver = false;
	readonly #provider: string;
	readonly #isDone: () => boolean;
	readonly #details: unknown[] = [];
	#reasoning = '';
	#hasStarted = false;
	#hasRefused = false;
	#usage: unknown = null;
	#finish: string | null = null;

	/** `isDone` tells whether the end marker `[DONE]` came, which the SDK swallows. */
	constructor(provider: string, isDone: () => boolean) {
		this.#provider = provider;
		this.#isDone = isDone;
	}

	read(event: unknown): readonly StreamPart[] {
		this.#readUsage(event);
		const choice = listOf(at(event, 'choices')).find((each) => (countOf(at(each, 'index')) ?? 0) === 0);
		this.#finish = textOf(at(choice, 'finish_reason')) || this.#finish;
		return [...this.#start(event), ...this.#delta(at(choice, 'delta'))];
	}

	end(): Ending {
		const usage = usageFromChat(this.#usage);
		const told = { usage, vendorUsage: usage ? [this.#usage] : [] };
		if (this.#finish === OVERLOADED)
			return { ...told, finish: null, fault: { code: 503, message: OVERLOADED } };
		if (this.#finish === null && !this.#isDone()) return { ...told, finish: null };
		const finish = { reason: this.#reason(), vendorReason: this.#finish, ...this.#opaque() };
		return { ...told, finish };
	}

	#reason(): FinishReason {
		if (this.#hasRefused) return 'refusal';
		if (this.#finish === null) return this.toolCalls.count > 0 ? 'tool-calls' : 'other';
		return REASONS[this.#finish] ?? 'other';
	}

	/** Where usage stands: on its own chunk, on the last one, or at Groq beside it. */
	#readUsage(event: unknown): void {
		const found = [at(event, 'usage'), at(event, 'x_groq', 'usage')].find(isObject);
		if (found && usageFromChat(found)) this.#usage = found;
	}

	#start(event: unknown): readonly StreamPart[] {
		if (this.#hasStarted) return [];
		this.#hasStarted = true;
		return [startPart(textOf(at(event, 'id')), textOf(at(event, 'model')))];
	}

	#delta(delta: unknown): readonly StreamPart[] {
		for (const piece of listOf(at(delta, 'tool_calls'))) this.#readToolCall(piece);
		this.#details.push(...listOf(at(delta, 'reasoning_details')));
		const content = at(delta, 'content');
		const refusal = textOf(at(delta, 'refusal'));
		this.#hasRefused ||= refusal !== '';
		return [
			...this.#thought(textOf(at(delta, 'reasoning')) || textOf(at(delta, 'reasoning_content'))),
			...textPart(textOf(content)),
			...listOf(content).flatMap((part) => this.#contentPart(part)),
			...textPart(refusal),
		];
	}

	/** Mistral sends content in parts once a model thinks. */
	#contentPart(part: unknown): readonly StreamPart[] {
		const thinking = at(part, 'thinking');
		const thought =
			textOf(thinking) ||
			listOf(thinking)
				.map((each) => textOf(at(each, 'text')))
				.join('');
		return at(part, 'type') === 'thinking' ? this.#thought(thought) : textPart(textOf(at(part, 'text')));
	}

	#thought(text: string): readonly StreamPart[] {
		this.#reasoning += text;
		return reasoningPart(text);
	}

	#readToolCall(piece: unknown): void {
		const written = at(piece, 'function', 'arguments');
		this.toolCalls.add({
			index: countOf(at(piece, 'index')),
			id: textOf(at(piece, 'id')),
			name: textOf(at(piece, 'function', 'name')),
			// Some servers send the arguments as an object instead of its text.
			arguments: isObject(written) ? JSON.stringify(written) : textOf(written),
		});
	}

	/** Signed reasoning of OpenRouter, and the plain one that DeepSeek wants back with tool results. */
	#opaque(): { readonly opaque?: unknown } {
		const details = this.#details.length > 0 ? { reasoning_details: joined(this.#details) } : {};
		const reasoning = this.#reasoning === '' ? {} : { reasoning_content: this.#reasoning };
		const value = { ...reasoning, ...details };
		return Object.keys(value).length === 0 ? {} : { opaque: opaqueFor(this.#provider, value) };
	}
}

/** Joins the streamed pieces of one reasoning block, as OpenRouter wants them back. */
function joined(details: readonly unknown[]): readonly unknown[] {
	const blocks: Record<string, unknown>[] = [];
	for (const detail of details) {
		if (!isObject(detail)) continue;
		const last = blocks.at(-1);
		const isSame = last && last['type'] === detail['type'] && last['index'] === detail['index'];
		if (!isSame) blocks.push({ ...detail });
		else Object.assign(last, definedOnly(detail), joinedTexts(last, detail));
	}
	return blocks;
}

const definedOnly = (value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null && each !== undefined));

const joinedTexts = (first: unknown, second: unknown): Record<string, string> =>
	Object.fromEntries(
		['text', 'summary', 'data'].flatMap((name) => {
			const text = textOf(at(first, name)) + textOf(at(second, name));
			return text ? [[name, text]] : [];
		}),
	);
