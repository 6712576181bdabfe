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
