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
