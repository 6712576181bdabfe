import * as z from 'zod/mini';
import type { Secret } from './vault.ts';

const secretSchema = z.object({ provider: z.string(), origin: z.string(), key: z.string() });

/** Undefined where it is none. */
export function secretFrom(text: string): Secret | undefined {
	try {
		return secretSchema.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}
