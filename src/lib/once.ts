/** Loads at the first use and once. A failed load is tried again at the next use: the network may be back. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
	let loaded: Promise<T> | undefined;
	return () =>
		(loaded ??= load().catch((error: unknown) => {
			loaded = undefined;
			throw error;
		}));
}
