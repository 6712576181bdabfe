/** Two lower-case hexadecimal digits for each byte. */
export const hexOf = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 of bytes, or of a text as UTF-8: 64 lower-case hexadecimal digits. */
export async function sha256Hex(content: string | BufferSource): Promise<string> {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
