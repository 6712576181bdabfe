/** Resolves when the present state of the page has been painted, or soon where nothing is painted (a hidden tab). */
export function afterPaint(): Promise<void> {
	return new Promise((resolve) => {
		const late = setTimeout(resolve, 200);
		requestAnimationFrame(() => {
			setTimeout(() => {
				clearTimeout(late);
				resolve();
			});
		});
	});
}

/** Resolves when the page has nothing better to do, at the latest after two seconds. */
export function idle(): Promise<void> {
	return new Promise((resolve) => {
		if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 2_000 });
		else setTimeout(resolve, 200);
	});
}
