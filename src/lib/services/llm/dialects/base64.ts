const STEP = 0x8000;

/** Bytes as base64, in steps that the call stack bears. */
export function base64(bytes: Uint8Array): string {
	let binary = '';
	for (let at = 0; at < bytes.length; at += STEP)
		binary += String.fromCharCode(...bytes.subarray(at, at + STEP));
	return btoa(binary);
}

export const dataUrl = (image: { readonly mediaType: string; readonly data: Uint8Array }): string =>
	`data:${image.mediaType};base64,${base64(image.data)}`;

/** What a tool gave, as the text that every vendor takes. */
export const resultText = (result: unknown): string =>
	typeof result === 'string' ? result : (JSON.stringify(result) ?? '');
