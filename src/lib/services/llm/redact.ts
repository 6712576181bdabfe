const MASK = '[key]';

/** What keys of known vendors look like, and where a key usually stands. */
const KEY_SHAPES: readonly RegExp[] = [
	/\b(?:sk|pk|rk)-[\w-]{6,}/gi,
	/\bAIza[\w-]{10,}/gi,
	/\b(?:gsk|hf)_\w{6,}/gi,
	/\bxai-[\w-]{6,}/gi,
	/\bpplx-\w{6,}/gi,
	/\bcsk-\w{6,}/gi,
	/\bBearer\s+[^\s"',}]+/gi,
	/\b(?:api[_-]?)?key=[^\s"'&]+/gi,
];

/** The text without anything that looks like a key of a vendor, nor this one key whatever it looks like. */
export function redact(text: string, key: string | null = null): string {
	const known = key ? text.replaceAll(key, MASK).replaceAll(encodeURIComponent(key), MASK) : text;
	return KEY_SHAPES.reduce((result, shape) => result.replace(shape, MASK), known);
}

/** The text without this one key: what a model writes may well look like another. */
export const maskKey = (text: string, key: string): string => text.replaceAll(key, MASK);

/** Keys by what only they look like, so that code with a `key=` in it stays code. */
const WHOLE_KEYS = /\b(?:sk-(?:[a-z]+-)*[\w-]{20,}|AIza[\w-]{30,}|gsk_\w{20,}|xai-[\w-]{20,}|hf_\w{20,})/g;

/** What goes to a model, without keys that somebody left in a file or a sentence. */
export const withoutKeys = (text: string): string => text.replace(WHOLE_KEYS, MASK);
