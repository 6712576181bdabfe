const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Two lower-case hexadecimal digits for each byte. */
export function hexOf(bytes: Uint8Array): string {
	let text = '';
	// Each envelope of a flood is named by its digest: this is one of the few places where an array per call would show.
	for (const byte of bytes) text += DIGITS[byte] ?? '';
	return text;
}

/** SHA-256 of bytes, or of a text as UTF-8: 64 lower-case hexadecimal digits. */
export async function sha256Hex(content: string | BufferSource): Promise<string> {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
