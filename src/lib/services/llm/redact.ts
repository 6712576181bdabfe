const KEY_SHAPES: readonly RegExp[] = [
	/\bsk-[\w-]{6,}/g,
	/\bAIza[\w-]{10,}/g,
	/\bgsk_\w{6,}/g,
	/\bxai-[\w-]{6,}/g,
	/\bhf_\w{6,}/g,
	/\bpplx-\w{6,}/g,
	/\bcsk-\w{6,}/g,
	/\bBearer\s+[^\s"',}]+/gi,
	/\b(?:api[_-]?)?key=[^\s"'&]+/gi,
];

/** The text without anything that looks like a key of a vendor, nor the key itself. */
export function redact(text: string, key: string | null = null): string {
	const known = key !== null && key.length >= 4 ? text.replaceAll(key, '[key]') : text;
	return KEY_SHAPES.reduce((result, shape) => result.replace(shape, '[key]'), known);
}

/** Keys by what only they look like, so that code with a `key=` in it stays code. */
const WHOLE_KEYS = /\b(?:sk-(?:[a-z]+-)*[\w-]{20,}|AIza[\w-]{30,}|gsk_\w{20,}|xai-[\w-]{20,}|hf_\w{20,})/g;

/** What goes to a model, without keys that somebody left in a file or a sentence. */
export const withoutKeys = (text: string): string => text.replace(WHOLE_KEYS, '[key]');
