/** A whole number from 0 to `limit - 1`, each equally likely, from the system's source of randomness. */
export function below(limit: number): number {
	const range = 2 ** 32;
	// Numbers above the last full multiple would make small results likelier.
	const end = range - (range % limit);
	for (;;) {
		const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
		if (number < end) return number % limit;
	}
}

/** One of the items. */
export function pick(items: readonly string[]): string {
	return items[below(items.length)] ?? '';
}

/** The items in random order. */
export function shuffle(items: readonly string[]): string[] {
	const mixed = [...items];
	for (let at = mixed.length - 1; at > 0; at--) {
		const other = below(at + 1);
		[mixed[at], mixed[other]] = [mixed[other] ?? '', mixed[at] ?? ''];
	}
	return mixed;
}
