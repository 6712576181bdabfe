import type { FinishReason, StreamPart } from '#lib/model/llm.ts';
import { at, isObject, listOf, textOf } from '../json.ts';
import { ToolCalls } from '../tool-calls.ts';
import { usageFromGemini } from '../usage.ts';
import { opaqueFor } from './opaque.ts';
import { type Ending, type EventReader, reasoningPart, startPart, textPart } from './reader.ts';

const FILTERED = [
	'SAFETY',
	'RECITATION',
	'LANGUAGE',
	'BLOCKLIST',
	'PROHIBITED_CONTENT',
	'SPII',
	'IMAGE_SAFETY',
	'IMAGE_PROHIBITED_CONTENT',
	'MODEL_ARMOR',
];

/** Reads the chunks of Gemini's `streamGenerateContent`. */
export class GeminiReader implements EventReader {
	readonly toolCalls = new ToolCalls();
	/** Its reason may stand on every chunk: only the end of the body ends it. */
	readonly isOver = false;
	readonly #provider: string;
	readonly #parts: unknown[] = [];
	#hasStarted = false;
	#usage: Readonly<Record<string, unknown>> = {};
	#finish: string | null = null;
	#block: string | null = null;

	constructor(provider: string) {
		this.#provider = provider;
	}

	read(event: unknown): readonly StreamPart[] {
		const usage = at(event, 'usageMetadata');
		if (isObject(usage)) this.#usage = { ...this.#usage, ...definedOnly(usage) };
		this.#block = textOf(at(event, 'promptFeedback', 'blockReason')) || this.#block;
		const candidate = at(event, 'candidates', 0);
		this.#finish = textOf(at(candidate, 'finishReason')) || this.#finish;
		return [
			...this.#start(event),
			...listOf(at(candidate, 'content', 'parts')).flatMap((part) => this.#part(part)),
		];
	}

	end(): Ending {
		const usage = usageFromGemini(this.#usage);
		const told = { usage, vendorUsage: usage ? [this.#usage] : [] };
		if (this.#finish === null && this.#block !== null)
			return {
				...told,
				finish: null,
				fault: { error: { code: 400, message: `content filter: ${this.#block}` } },
			};
		if (this.#finish === null) return { ...told, finish: null };
		return { ...told, finish: { reason: this.#reason(), vendorReason: this.#finish, ...this.#opaque() } };
	}

	#start(event: unknown): readonly StreamPart[] {
		if (this.#hasStarted) return [];
		this.#hasStarted = true;
		return [startPart(textOf(at(event, 'responseId')), textOf(at(event, 'modelVersion')))];
	}

	#part(part: unknown): readonly StreamPart[] {
		this.#parts.push(part);
		const call = at(part, 'functionCall');
		if (isObject(call)) this.#readToolCall(call);
		const text = textOf(at(part, 'text'));
		return at(part, 'thought') === true ? reasoningPart(text) : textPart(text);
	}

	/** Calls come whole; ids only from some models. */
	#readToolCall(call: Readonly<Record<string, unknown>>): void {
		this.toolCalls.add({
			index: this.toolCalls.count,
			id: textOf(call['id']),
			name: textOf(call['name']),
			arguments: JSON.stringify(call['args'] ?? {}),
		});
	}

	#reason(): FinishReason {
		if (this.#finish === 'MAX_TOKENS') return 'length';
		if (FILTERED.includes(this.#finish ?? '')) return 'content-filter';
		if (this.#finish !== 'STOP') return 'other';
		return this.toolCalls.count > 0 ? 'tool-calls' : 'stop';
	}

	/** A signature belongs to the very part it came with, so the parts go back as they were. */
	#opaque(): { readonly opaque?: unknown } {
		const isSigned = this.#parts.some((part) => textOf(at(part, 'thoughtSignature')) !== '');
		return isSigned ? { opaque: opaqueFor(this.#provider, merged(this.#parts)) } : {};
	}
}

/** Runs of plain text as one part each; thoughts without a signature need not go back. */
function merged(parts: readonly unknown[]): readonly unknown[] {
	const result: unknown[] = [];
	for (const part of parts) {
		const last = result.at(-1);
		if (at(part, 'thought') === true && !isSigned(part)) continue;
		if (isPlainText(part) && isPlainText(last))
			result[result.length - 1] = { text: textOf(at(last, 'text')) + textOf(at(part, 'text')) };
		else result.push(part);
	}
	return result;
}

const isSigned = (part: unknown): boolean => textOf(at(part, 'thoughtSignature')) !== '';

const isPlainText = (part: unknown): boolean =>
	typeof at(part, 'text') === 'string' && at(part, 'thought') !== true && !isSigned(part);

const definedOnly = (value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined && each !== null));
