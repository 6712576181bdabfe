import type { LlmError, ModelInfo, StreamPart } from '#lib/model/llm.ts';
import { maskKey, redact } from '../redact.ts';

/** Takes out of any text what looks like a key, and this one key whatever it looks like. */
export const redactor =
	(key: string | null) =>
	(text: string): string =>
		redact(text, key);

export function redactError(error: LlmError, redact: (text: string) => string): LlmError {
	return {
		...error,
		message: redact(error.message),
		action: redact(error.action),
		...(error.detail === undefined ? {} : { detail: redact(error.detail) }),
	};
}

/** What a model writes may well look like a key; only this very key is taken out of it. */
export function redactPart(part: StreamPart, key: string | null): StreamPart {
	if (part.type === 'error') return { ...part, error: redactError(part.error, redactor(key)) };
	if ((part.type === 'text-delta' || part.type === 'reasoning-delta') && key && part.text.includes(key))
		return { ...part, text: maskKey(part.text, key) };
	return part;
}

export function redactModel(model: ModelInfo, redact: (text: string) => string): ModelInfo {
	return { ...model, id: redact(model.id), ...(model.title ? { title: redact(model.title) } : {}) };
}
