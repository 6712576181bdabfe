import type { LlmError, ModelInfo, StreamPart } from '#lib/model/llm.ts';

/** What keys of known vendors look like. */
const KEY_SHAPED =
	/\b(?:sk|pk|rk)-[\w-]{6,}|\bAIza[\w-]{10,}|\bgsk_\w{6,}|\bxai-[\w-]{6,}|\bhf_\w{8,}|\bBearer\s+[\w.~+/-]{8,}=*/gi;
const MASK = '[key]';

/** Takes out of any text what looks like a key, and this one key whatever it looks like. */
export function redactor(key: string | null): (text: string) => string {
	return (text) => {
		const known = key ? text.replaceAll(key, MASK).replaceAll(encodeURIComponent(key), MASK) : text;
		return known.replace(KEY_SHAPED, MASK);
	};
}

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
		return { ...part, text: part.text.replaceAll(key, MASK) };
	return part;
}

export function redactModel(model: ModelInfo, redact: (text: string) => string): ModelInfo {
	return { ...model, id: redact(model.id), ...(model.title ? { title: redact(model.title) } : {}) };
}
