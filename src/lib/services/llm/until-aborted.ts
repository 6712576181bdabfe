/** Hands on what the source yields until it ends or the signal is aborted, even while the source hangs. */
export async function* untilAborted<T>(
	source: AsyncIterable<T>,
	signal: AbortSignal,
): AsyncGenerator<T, void> {
	const iterator = source[Symbol.asyncIterator]();
	const left = new AbortController();
	const aborted = onceAborted(signal, left.signal);
	try {
		while (!signal.aborted) {
			const next = await Promise.race([iterator.next(), aborted]);
			if (next === null || next.done) return;
			yield next.value;
		}
	} finally {
		left.abort();
		// Not awaited: a source that hangs would hold the abort back.
		void leave(iterator);
	}
}

/** Resolves when `signal` is aborted; forgets it when `left` is. */
function onceAborted(signal: AbortSignal, left: AbortSignal): Promise<null> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve(null);
		else signal.addEventListener('abort', () => resolve(null), { signal: left });
	});
}

async function leave(iterator: AsyncIterator<unknown>): Promise<void> {
	try {
		await iterator.return?.();
	} catch {
		// What a source throws after nobody listens any more concerns nobody.
	}
}
