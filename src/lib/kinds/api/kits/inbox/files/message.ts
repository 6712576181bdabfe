import { isRecord } from '../../shared/files/http.ts';

export interface Message {
	readonly id: string;
	readonly hook: string;
	readonly receivedAt: string;
	readonly contentType: string;
	/** JSON and forms as data, everything else as text. */
	readonly body: unknown;
	/** What the sender gave so that a repeat is not taken for a new message. */
	readonly idempotencyKey: string | null;
}

/** A message as it was kept. */
export const isMessage = (value: unknown): value is Message =>
	isRecord(value) && typeof value['id'] === 'string' && typeof value['hook'] === 'string' && 'body' in value;
