import * as z from 'zod/mini';

/** JSON as a person reads it; text that is none stays as it is. */
export function pretty(json: string | undefined): string {
	if (json === undefined) return '';
	try {
		return JSON.stringify(JSON.parse(json), null, 2);
	} catch {
		return json;
	}
}

/** The value of a JSON text; undefined where it is none. */
export function parsed(json: string | undefined): unknown {
	try {
		return json === undefined ? undefined : JSON.parse(json);
	} catch {
		return undefined;
	}
}

/** How long something took: "320 ms", "4.2 s", "3 min". */
export function tookText(ms: number): string {
	if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
	if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
	if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
	return `${(ms / 3_600_000).toFixed(1)} h`;
}

const jsonSchema = z.json();

/** A value as JSON can hold it; what it cannot hold becomes null. */
export const jsonInput = (value: unknown): z.infer<typeof jsonSchema> =>
	jsonSchema.safeParse(value).data ?? null;

const eventsSchema = z.array(z.object({ type: z.string(), data: z.optional(z.unknown()) }));

/** The first event of a file of example events. */
export function exampleEventIn(
	text: string | undefined,
): { readonly type: string; readonly data: unknown } | undefined {
	const [event] = eventsSchema.safeParse(parsed(text)).data ?? [];
	return event && { type: event.type, data: event.data };
}
