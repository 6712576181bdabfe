import { isRecord } from '../../shared/files/http.ts';

export interface Entry {
	readonly id: string;
	readonly text: string;
	/** Who said it, or where it is from. */
	readonly by: string | null;
	readonly tags: readonly string[];
}

/** An entry as it was kept. */
export const isEntry = (value: unknown): value is Entry =>
	isRecord(value) &&
	typeof value['id'] === 'string' &&
	typeof value['text'] === 'string' &&
	Array.isArray(value['tags']);
