import { isRecord } from '../../shared/files/http.ts';

export interface Flag {
	/** Its key: `new-checkout`. */
	readonly id: string;
	readonly description: string | null;
	readonly enabled: boolean;
	/** For how many per cent of the users it is on. */
	readonly percentage: number;
	/** Users for whom it is on in any case. */
	readonly users: readonly string[];
	readonly updatedAt: string;
}

/** A flag as it was kept. */
export const isFlag = (value: unknown): value is Flag =>
	isRecord(value) &&
	typeof value['id'] === 'string' &&
	typeof value['enabled'] === 'boolean' &&
	typeof value['percentage'] === 'number' &&
	Array.isArray(value['users']);

/** Whether the flag is on for a user. The same user gets the same answer as long as the flag does not change. */
export function isOnFor({ id, enabled, percentage, users }: Flag, user: string): boolean {
	if (!enabled) return false;
	return users.includes(user) || bucketOf(`${id}/${user}`) < percentage;
}

/** A number from 0 to below 100 that depends on nothing but the text. */
function bucketOf(text: string): number {
	let hash = 0x811c9dc5;
	for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
	// FNV alone leaves the upper bits of short texts alike.
	hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
	return ((hash ^ (hash >>> 12)) >>> 0) % 100;
}
