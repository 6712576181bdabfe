import type { Picture } from '#lib/commands/generate/ask.ts';
import { err, ok, type Problem, type Result } from '#lib/model/result.ts';

/** Longest side that vendors look at; larger ones cost more and show nothing more. Pixels. */
const LONGEST_SIDE = 1568;

/** A picture as models take it: upright, no larger than they look at, without the place it was taken at. */
export async function readPicture(file: File): Promise<Result<Picture, Problem>> {
	try {
		const bitmap = await createImageBitmap(file);
		const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
		const canvas = new OffscreenCanvas(
			Math.max(1, Math.round(bitmap.width * scale)),
			Math.max(1, Math.round(bitmap.height * scale)),
		);
		canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
		bitmap.close();
		const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 });
		const data = new Uint8Array(await blob.arrayBuffer());
		return ok({ name: file.name.slice(-255) || 'picture', mediaType: blob.type, data });
	} catch {
		return err({
			type: 'picture-unreadable',
			message: `“${file.name}” is no picture that can be read.`,
			action: 'Choose a PNG, JPEG, WebP or GIF',
		});
	}
}
